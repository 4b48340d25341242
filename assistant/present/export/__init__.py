"""A conversation as a file to keep: Markdown, or a page that needs no script and no network."""
