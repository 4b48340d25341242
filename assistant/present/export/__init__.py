"""Exports answers, statements and conversations as text: pages, tables and bibliographies."""
