"""Reports of an evaluation: JSON, tables in the terminal, and one HTML page with plots."""
