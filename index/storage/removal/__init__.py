"""Articles that were removed: kept for a while, restored, or erased from the disk."""
