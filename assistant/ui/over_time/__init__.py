"""Searches over time on the screen: their plot, its table and its CSV."""
