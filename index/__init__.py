"""Articles in, ranked passages out: `library.py` is the door. Knows nothing of answers."""
