"""Words and tables for people: terminal, citations, histograms; `html/` and `export/` below it."""
