"""Dates and periods in English: of a question, and of the sentences of an article."""
