"""Words that ask for the newest answer: "latest", "now", "most recent". Pure."""

from __future__ import annotations

import re

from index.core.article import Span

_NEWEST = re.compile(
    r"(?<![\w'-])(?:(?:very )?(?:most recent|latest|newest)(?=[ ?.!,;:]|$)|most recently"
    r"|recently|lately|recent|currently|current(?! (?:accounts?|affairs|events?)\b)|right now"
    r"|(?<!until )(?<!by )(?<!just )now(?! that\b)|at present|at the moment|these days|nowadays"
    r"|as of (?:now|today)|as things stand)(?![\w'-])"
)
# "When did Peskov last speak about NATO?"
_LAST_TIME = re.compile(r"^when (?:did|was|were|has|have) (?:[\w'’.-]+ ){1,8}?(?P<last>last )[a-z]+")
_PRESENT = re.compile(r"^(?:and |so )?(?:who|what|which|where|how|why|is|are|does|do|has|have)\b")
_PAST = re.compile(r"\b(?:did|was|were|had|happened|said|say|news|new)\b")


def find_newest_words(question: str, plain: str) -> list[Span]:
    """Find the words in a question; `plain` is the question in lower case. Capitals inside it make
    a name: "Apocalypse Now"."""
    spans = [Span(*match.span()) for match in _NEWEST.finditer(plain)]
    spans = [span for span in spans if not _is_name(question, span)]
    if last := _LAST_TIME.match(plain):
        spans.append(Span(*last.span("last")))
    return spans


def is_meant_as_now(plain: str, start: int, end: int) -> bool:
    """Does "today" at this place mean "now", as in "Who leads the country today?", rather than the
    day?"""
    return (
        plain[start:end] == "today"
        and _PRESENT.match(plain) is not None
        and _PAST.search(plain) is None
    )


def _is_name(question: str, span: Span) -> bool:
    text = question[span.start : span.end]
    return span.start > 0 and text[0].isupper() and not question.isupper()
