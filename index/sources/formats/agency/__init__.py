"""The formats of news agencies, one file each: a story, its rights, and what takes it back."""
