"""Agreement: reports that differ, denials, and sources in common."""
