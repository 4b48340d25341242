"""Text, dates and metadata of a page."""
