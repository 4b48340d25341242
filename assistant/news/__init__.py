"""News sense: when, who says what, and who says otherwise."""
