"""One module for each file ending; `registry.py` chooses by it."""
