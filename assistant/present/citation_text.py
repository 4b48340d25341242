"""Formats an answer as plain text: each sentence with its marks [n], then the references. Pure.

The quotations stay verbatim. Pages, terminals and protocols are not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, unquote

from assistant.core.answer import AnswerSentence, Citation
from assistant.core.markdown import strip_direction_marks
from assistant.present.sides import format_heading, group_by_side
from assistant.present.terms_text import format_correction
from assistant.present.time_text import format_event_time
from index.core.text import shorten
from index.language.en.date_words import format_source
from index.language.en.recognition_words import format_recognition

# Between two sentences: each is a separate quotation, often from another article.
GAP = "\n\n"
# Between two sentences of one article that are not neighbours there.
OMISSION = "[…]"
_MAX_TITLE = 200
_SCHEME = "dateline://article/"
# What Markdown reads as a link, code or HTML.
_MARKS = re.compile(r"[\\`<>\[\]]")
# Characters that an address cannot have; those of a host of IPv6 are brackets.
_NO_ADDRESS = re.compile(r'[\s\\`<>\[\]"{}|^]')
_IPV6_HOST = re.compile(r"https?://\[[0-9A-Fa-f:.]+\]")


class AnswerLike(Protocol):
    """An `Answer`, or a turn of a conversation."""

    @property
    def sentences(self) -> tuple[AnswerSentence, ...]:
        """The sentences of the answer."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of these sentences."""

    @property
    def refusal(self) -> str:
        """Why there is no answer; "" for an answer."""

    @property
    def note(self) -> str:
        """A sentence beside the answer; "" if there is none."""

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that the answer compares."""


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """The place of a citation's quotation: `text[start:end] == citation.quote`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer as text, with the places of its quotations in code points."""

    text: str
    marks: tuple[QuoteMark, ...]


def format_answer(answer: AnswerLike, *, for_markdown: bool = True) -> AnswerText:
    """Format the whole answer, or the sentence of a refusal; references as `format_reference`."""
    text, side, marks = "", "", []
    for sentence in answer.sentences:
        text += GAP if text else ""
        text += format_change(sentence, side)
        side, start = sentence.side, len(text)
        text += format_sentence(sentence)
        start += len(format_omission(sentence))
        end = start + len(sentence.text)
        marks += [QuoteMark(number, start, end) for number in sentence.citations]
    return AnswerText(text + format_ending(answer, for_markdown=for_markdown), tuple(marks))


def format_sentence(sentence: AnswerSentence) -> str:
    """Format a sentence with the numbers of its citations, after "[…]" if words of its article are
    left out before it."""
    marks = "".join(f"[{number}]" for number in sentence.citations)
    return f"{format_omission(sentence)}{sentence.text} {marks}"


def format_omission(sentence: AnswerSentence) -> str:
    """Format what stands before a sentence: "[…] ", or "" if it follows the one before it."""
    return f"{OMISSION} " if sentence.has_gap else ""


def format_change(sentence: AnswerSentence, side: str) -> str:
    """Format the name of the sentence's side above it, if the sentence before is of another
    `side`; "" if not."""
    is_same = not sentence.side or sentence.side == side
    return "" if is_same else f"{strip_direction_marks(format_heading(sentence.side))}:{GAP}"


def format_ending(answer: AnswerLike, *, for_markdown: bool = True) -> str:
    """Format what follows the sentences: the sides without any, the note and the references; or the
    refusal."""
    if not answer.citations:
        return answer.refusal
    sides = group_by_side(answer.sides, answer.sentences)
    absences = [strip_direction_marks(side.absence) for side in sides]
    notes = "".join(f"{GAP}{note}" for note in (*absences, answer.note) if note)
    references = (format_reference(one, for_markdown=for_markdown) for one in answer.citations)
    return notes + "\n".join([f"{GAP}References:\n", *references])


def format_reference(citation: Citation, *, for_markdown: bool = True) -> str:
    """Format a citation on one line: outlet, date, of what time it speaks, title, and the address
    or the id.

    Chat front ends read it as Markdown: what articles state makes no link and no HTML there. Else
    it stays as it is."""
    clean = _escape if for_markdown else strip_direction_marks
    title = clean(shorten(citation.title, _MAX_TITLE)) or "untitled"
    is_web = _is_web(citation.url)
    encode = _encode_address if for_markdown else strip_direction_marks
    place = encode(citation.url) if is_web else clean(citation.article_id)
    source = format_source(clean(citation.source), citation.published)
    when = clean(format_event_time(citation))
    time = f" ({when})" if when else ""
    correction = clean(format_correction(citation.terms))
    notes = [format_recognition(citation.pages) if citation.ocr else "", correction]
    note = "".join(f" ({note})" for note in notes if note)
    return f"- [{citation.number}] {source}{time}: {title}, {place}{note}"


def _escape(text: str) -> str:
    """Escape what Markdown reads as a link, code or HTML; other text stays plain, for plain
    readers."""
    return _MARKS.sub(r"\\\g<0>", strip_direction_marks(text))


def _encode_address(url: str) -> str:
    """Encode the characters that an address cannot have, and that Markdown would read as marks."""
    url = strip_direction_marks(url)
    host = _IPV6_HOST.match(url)
    start = host.end() if host else 0
    return url[:start] + _NO_ADDRESS.sub(lambda found: quote(found[0], safe=""), url[start:])


def locate_article(citation: Citation) -> str:
    """The address of the article on the web, or else its URI in the archive."""
    return citation.url if _is_web(citation.url) else make_article_uri(citation.article_id)


def make_article_uri(article_id: str) -> str:
    """Make the URI by which agents read an article."""
    return _SCHEME + quote(article_id, safe="")


def parse_article_uri(uri: str) -> str | None:
    """Parse the id in an article's URI, or in that of a quotation of it; None for another URI."""
    if not uri.startswith(_SCHEME):
        return None
    return unquote(uri.removeprefix(_SCHEME).partition("#")[0])


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))
