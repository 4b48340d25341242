"""The schema of clippings: requests, answers, and the export as JSON."""
