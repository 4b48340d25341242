"""The formats of an answer, and of quotations, by name. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.chat.turn import Turn
from assistant.core.answer import Answer
from assistant.news.speech.cited_quote import CitedQuote
from assistant.present.export.bibtex import write_bibtex
from assistant.present.export.chat_markdown import render_chat_markdown
from assistant.present.export.chat_page import render_chat_page
from assistant.present.export.cited_article import group_by_article
from assistant.present.export.csl import write_csl
from assistant.present.export.csv_cells import write_csv
from assistant.present.export.quote_rows import (
    ANSWER_COLUMNS,
    QUOTE_COLUMNS,
    make_answer_rows,
    make_quote_row,
)
from assistant.present.export.ris import write_ris


@dataclass(frozen=True, slots=True)
class AnswerExport:
    """An answer with its quotations, as a turn, and the address of a server for the links."""

    answer: Answer
    turn: Turn
    quotes: tuple[CitedQuote, ...]
    server: str


def _write_answer_csv(export: AnswerExport) -> str:
    return write_csv(ANSWER_COLUMNS, make_answer_rows(export.answer, export.quotes))


def _write_quotes_csv(quotes: Sequence[CitedQuote]) -> str:
    return write_csv(QUOTE_COLUMNS, map(make_quote_row, quotes))


QUOTE_FORMATS: Mapping[str, Callable[[Sequence[CitedQuote]], str]] = {
    "csv": _write_quotes_csv,
    "ris": lambda quotes: write_ris(group_by_article(quotes)),
    "bibtex": lambda quotes: write_bibtex(group_by_article(quotes)),
    "csl": lambda quotes: write_csl(group_by_article(quotes)),
}
ANSWER_FORMATS: Mapping[str, Callable[[AnswerExport], str]] = {
    "markdown": lambda export: render_chat_markdown([export.turn], export.server),
    "html": lambda export: render_chat_page([export.turn], export.server),
    "csv": _write_answer_csv,
    "ris": lambda export: QUOTE_FORMATS["ris"](export.quotes),
    "bibtex": lambda export: QUOTE_FORMATS["bibtex"](export.quotes),
    "csl": lambda export: QUOTE_FORMATS["csl"](export.quotes),
}
