"""Lists and counts of articles under filters: pages, facets, collections, leads."""
