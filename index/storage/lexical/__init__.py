"""The index of words: tantivy."""
