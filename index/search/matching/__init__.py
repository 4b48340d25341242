"""The articles that match a parsed query, all of them: found, counted and put in order."""
