"""English: function words, dates in words, answer types, attribution, names, synonyms."""
