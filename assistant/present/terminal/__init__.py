"""What the commands print: words and tables for a terminal."""
