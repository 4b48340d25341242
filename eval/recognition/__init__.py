"""How sure Tesseract is of the words that it reads right, and of those that it reads wrong."""
