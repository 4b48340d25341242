"""Removed articles on the screen: undo, and the list of what can be restored."""
