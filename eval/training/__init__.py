"""The weights of the program, learned from labelled questions."""
