"""Clippings for people: their list, their notes beside an article, and their exports."""
