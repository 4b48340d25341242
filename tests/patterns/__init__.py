"""Regular expressions of the program, and texts that are hard for them."""
