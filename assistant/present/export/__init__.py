"""Exports a conversation as a file: Markdown, or a page that needs no script and no network."""
