"""Clippings: kept spans of articles, found again when an article changes."""
