"""The Library tab: the articles, their facets, what is added and removed."""
