"""Parts that readers of text share: front matter, head lines, partial texts."""
