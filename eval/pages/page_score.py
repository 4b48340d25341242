"""How much of a known page the reader finds, and what it says about it. Pure but for the reader.

Texts are compared word by word, case and punctuation apart, by their longest common subsequence:
`found` is its share of the known text, `own` its share of the text that was read, both in letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from eval.pages.known_page import KnownPage
from index.core.errors import DatelineError
from index.sources.html.page import decode_html, extract_page
from index.sources.metadata import Metadata, merge_metadata

RIGHT, PART, UNKNOWN, WRONG = "right", "part", "unknown", "wrong"


@dataclass(frozen=True, slots=True)
class PageScore:
    """The figures of one page; None where nothing is known to compare with.

    `found` and `own` are between 0 and 1, `date` is one of RIGHT, PART (a month or a year), UNKNOWN
    and WRONG. `refused` is whether a page that is no article was refused for its reason. `problem`
    is the reason why the page was not read, "" if it was.
    """

    name: str
    problem: str = ""
    found: float | None = None
    own: float | None = None
    date: str | None = None
    title: bool | None = None
    authors: bool | None = None
    refused: bool | None = None


def score_page(page: KnownPage) -> PageScore:
    """Read a page, and compare it with what is known."""
    try:
        read = extract_page(decode_html(page.content), page.url)
    except DatelineError as error:
        return _score_refusal(page, str(error))
    if page.refused is not None:
        return PageScore(page.name, refused=False)
    metadata = merge_metadata(read.statements)
    found, own = compare_texts(page.text or (), read.text)
    return PageScore(
        page.name,
        found=found if page.text is not None else None,
        own=own if page.text is not None else None,
        date=None if page.date is None else _compare_dates(page.date, metadata),
        title=None if page.title is None else _fold(metadata.title) == _fold(page.title),
        authors=None
        if page.authors is None
        else {_fold(name) for name in metadata.authors} == {_fold(name) for name in page.authors},
    )


def compare_texts(known: Sequence[str], text: str) -> tuple[float, float]:
    """The shares (found, own) of the letters that both texts have in one order."""
    ours, theirs = _split_words(text), _split_words(" ".join(known))
    common = LCSseq.opcodes(theirs, ours)
    shared = sum(
        len(word)
        for part in common
        if part.tag == "equal"
        for word in theirs[part.src_start : part.src_end]
    )
    return _divide(shared, theirs), _divide(shared, ours)


def _score_refusal(page: KnownPage, reason: str) -> PageScore:
    if page.refused is not None:
        return PageScore(page.name, reason, refused=page.refused in reason)
    return PageScore(
        page.name,
        reason,
        found=None if page.text is None else 0.0,
        date=None if page.date is None else UNKNOWN,
        title=None if page.title is None else False,
        authors=None if page.authors is None else False,
    )


def _compare_dates(known: str, metadata: Metadata) -> str:
    published = (metadata.parse_dates()[0] or "")[:10]
    if published == known[:10]:
        return RIGHT
    if not published:
        return WRONG if not known else UNKNOWN
    return PART if known.startswith(published) else WRONG


def _split_words(text: str) -> list[str]:
    """The words of a text; scripts without spaces give a word for each character."""
    return re.findall(r"[぀-ヿ㐀-鿿]|[^\W぀-ヿ㐀-鿿]+", text.casefold())


def _divide(shared: int, words: Sequence[str]) -> float:
    total = sum(map(len, words))
    return shared / total if total else 1.0


def _fold(text: str) -> str:
    """A title or a name with plain quotation marks and single blanks."""
    plain = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-"})
    return " ".join(plain.casefold().split())
