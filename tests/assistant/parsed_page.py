"""Reads HTML as a browser does: elements and text."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def tags(self) -> list[str]:
        """The names of its elements."""
        return [tag for tag, _ in self.elements]

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [value["href"] or "" for tag, value in self.elements if tag == "a"]
