"""The index of vectors: Chroma."""
