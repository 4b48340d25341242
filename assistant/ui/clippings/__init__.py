"""The Clippings tab."""
