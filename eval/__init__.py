"""Measures search, answers and speed, as any user of `Library` and `Assistant` would."""
