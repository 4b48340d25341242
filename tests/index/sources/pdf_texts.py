"""Texts of PDFs for tests, and what is read of them."""

from __future__ import annotations

from pathlib import Path

from index.core.article import Article
from tests.index.sources.pdf_pages import Draw, draw_pdf
from tests.index.sources.sample_files import articles, read

COUNCIL = (
    "The town council of Kel",
    "approved the new tram line",
    "on Monday after a debate",
    "of six hours. The mayor",
    "said it would open in 2028.",
)
DRIVERS = (
    "Bus drivers in Kel went on",
    "strike for a third day on",
    "Monday. Their union asks",
    "for eight per cent more pay",
    "and for shorter shifts.",
)
RAIN = ("Rain fell for nine days", "in the valley of the Orn,", "and farmers there fear", "it.")
LONG = (
    "The town council of Kel approved the new tram line on Monday, and the mayor said",
    "that the first trams would carry nine thousand passengers a day between the",
)
REST = "harbour and the university from the spring of 2028."


def read_pages(folder: Path, *pages: Draw) -> Article:
    (article,) = articles(read(folder, "a.pdf", draw_pdf(*pages)))
    return article


def read_text(folder: Path, *pages: Draw) -> str:
    return read_pages(folder, *pages).text


def join(*paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join("\n".join(lines) for lines in paragraphs)
