"""Measures of search and answers, and the statistics that compare two runs."""
