"""All that belongs to one human language: one folder for each."""
