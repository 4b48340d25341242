"""Answers as rows of a table: one a quotation, and one for a refusal. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.core.answer import Answer, Status
from assistant.news.speech.cited_quote import CitedQuote
from assistant.present.export.quote_address import make_quote_uri

QUOTE_COLUMNS = ("speaker", "outlet", "date", "title", "url", "place", "quotation")
ANSWER_COLUMNS = ("question", "status", "confidence", *QUOTE_COLUMNS, "reason")

Row = dict[str, str | float]


def make_quote_row(quote: CitedQuote) -> Row:
    """Make the row of a quotation. `date` is the article's, as stated; `url` its address on the
    web, and `place` Dateline's own address of the quotation."""
    article = quote.article
    return {
        "speaker": "; ".join(quote.speakers),
        "outlet": article.source,
        "date": article.published or "",
        "title": article.title,
        "url": article.url,
        "place": make_quote_uri(quote),
        "quotation": quote.text,
    }


def make_answer_rows(answer: Answer, quotes: Sequence[CitedQuote]) -> list[Row]:
    """Make the rows of an answer and its quotations, or the one of a refusal and its reason."""
    common: Row = {
        "question": answer.question,
        "status": answer.status.value,
        "confidence": round(answer.confidence, 3),
    }
    if answer.status is not Status.ANSWERED:
        return [common | dict.fromkeys(QUOTE_COLUMNS, "") | {"reason": answer.refusal}]
    return [common | make_quote_row(quote) | {"reason": ""} for quote in quotes]
