"""`dateline clippings`: what was kept of articles."""
