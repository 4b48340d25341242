"""A short article for tests of its text, and what a page may put between its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from index.sources.html.page import PageContent, extract_page

URL = "https://www.kel.example/a/tram"
SENTENCES = [
    "The town council of Kel approved the new tram line on Monday after a debate of 3 hours.",
    "Mayor Ilse Graen said the line would open in 2028 and would cost 310 million crowns.",
    "The line will run from the harbour to the university and will have twelve stops.",
    "Opponents had asked for a referendum, which the council rejected by nine votes to six.",
    "Work begins in May, the works department said, and will take three years in all.",
    "The last tram in Kel had run in 1967, when buses replaced the network after a fire.",
]


def write_paragraphs(texts: Sequence[str], mark: str = "") -> str:
    """The texts in `<p>`, with attributes or none."""
    return "".join(f"<p {mark}>{text}</p>" for text in texts)


def make_page(inner: str, head: str = "") -> str:
    """A page with an article of these elements."""
    return (
        f"<!doctype html><html><head><title>Tram line approved - Kel "
        f"Wire</title>{head}</head><body>"
        f"<article><h1>Tram line approved</h1>{inner}</article></body></html>"
    )


def put_between(html: str) -> str:
    """The article with something between its third and its fourth sentence."""
    return make_page(write_paragraphs(SENTENCES[:3]) + html + write_paragraphs(SENTENCES[3:]))


def read_page(html: str) -> PageContent:
    """What is read of a page at URL."""
    return extract_page(html, URL)


def read_texts(html: str) -> list[str]:
    """The paragraphs that are read of a page."""
    return read_page(html).text.split("\n\n")
