"""An answer as running text: each sentence with its marks [n], then what they refer to. Pure.

Knows nothing of pages, terminals and protocols. What it adds to the quotations is plain text; the
quotations stay as they are, whatever they contain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, unquote

from assistant.answer import AnswerSentence, Citation
from assistant.dates import attribution
from index.text import one_line

# Between two sentences: each is a quotation of its own, and often of another article.
GAP = "\n\n"
_MAX_TITLE = 200
_SCHEME = "dateline://article/"
# Marks that turn the direction of the text after them.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Answered(Protocol):
    """What is written here: an `Answer`, or the record of one in a conversation."""

    @property
    def sentences(self) -> tuple[AnswerSentence, ...]:
        """The sentences of the answer."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What they quote."""

    @property
    def refusal(self) -> str:
        """Why there is no answer; "" where there is one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the quotation of citation `number` stands: `text[start:end] == citation.quote`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as text, and where in it the quotations stand, in code points."""

    text: str
    marks: tuple[Mark, ...]


def written(answer: Answered) -> Written:
    """The whole answer; for a refusal, the sentence that says so."""
    text, marks = "", []
    for sentence in answer.sentences:
        text += GAP if text else ""
        start = len(text)
        text += marked(sentence)
        end = start + len(sentence.text)
        marks += [Mark(number, start, end) for number in sentence.citations]
    return Written(text + closing(answer), tuple(marks))


def marked(sentence: AnswerSentence) -> str:
    """A sentence, then the numbers of its citations."""
    return f"{sentence.text} {''.join(f'[{number}]' for number in sentence.citations)}"


def closing(answer: Answered) -> str:
    """What comes after the sentences: the references, or the refusal."""
    if not answer.citations:
        return answer.refusal
    return "\n".join([f"{GAP}References:\n", *map(reference, answer.citations)])


def reference(citation: Citation) -> str:
    """A citation on one line: outlet, date, title, and the address or the id."""
    title = plain(citation.title)[:_MAX_TITLE] or "untitled"
    place = plain(citation.url) if _is_web(citation.url) else citation.article_id
    source = attribution(plain(citation.source), citation.published)
    return f"- [{citation.number}] {source}: {title}, {plain(place)}"


def address(citation: Citation) -> str:
    """Where the article is: on the web, or in the archive."""
    return citation.url if _is_web(citation.url) else article_uri(citation.article_id)


def article_uri(article_id: str) -> str:
    """The name of an article among agents' resources."""
    return _SCHEME + quote(article_id, safe="")


def article_id_of(uri: str) -> str | None:
    """The id in an article's URI, None where it is not one."""
    return unquote(uri.removeprefix(_SCHEME)) if uri.startswith(_SCHEME) else None


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def plain(text: str) -> str:
    """The text on one line, without marks that turn the direction of writing."""
    return one_line(_TURNING.sub("", text))
