"""Pages and feeds by address: fetching by robots.txt, never from private addresses."""
