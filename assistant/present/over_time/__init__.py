"""Searches over time, for terminals and the screen."""
