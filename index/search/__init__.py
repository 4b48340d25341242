"""Retrieval by vector and by word, filters, and the ranking of passages."""
