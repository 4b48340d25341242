"""Saved searches and questions, the articles that arrive, and what was found in them."""
