"""`python -m eval.pages`: how well the reader of web pages does on pages with known texts."""
