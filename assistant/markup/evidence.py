"""The evidence beside an answer: the passages behind it, ranked, with the quotes in them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.markup.text import byline, line
from index.article import Hit


def idle_html() -> str:
    """What the panel shows before a question."""
    return '<div class="evidence idle"><p>The passages behind an answer stand here.</p></div>'


def hits_html(hits: Sequence[Hit]) -> str:
    """Passages that were found, before an answer is chosen from them."""
    items = "".join(
        f"<li><b>{byline(hit.source, hit.published)}</b> {line(hit.title)}</li>" for hit in hits
    )
    return f'<div class="evidence"><ol>{items}</ol></div>'


def evidence_html(answer: Answer) -> str:
    """The passages of an answer, ranked; of a refusal, the closest ones."""
    return hits_html(answer.hits)
