"""Values that reports may give differently: names at the place of an answer, and denials."""
