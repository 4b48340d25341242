"""The routes of clippings: for programs, and those that the screen's own scripts call."""
