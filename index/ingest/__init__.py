"""One run of adding: sources, change detection, preparation, writing, and what became of it."""
