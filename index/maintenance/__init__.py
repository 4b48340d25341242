"""Keeps an archive sound: check, repair, backup, restore, statistics."""
