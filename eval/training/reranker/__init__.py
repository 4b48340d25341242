"""The answer scorer of the program: how it is made, and what it is worth."""
