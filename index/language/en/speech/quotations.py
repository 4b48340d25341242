"""Direct quotations in a paragraph: the spans of what stands in quotation marks. Pure.

A quotation that goes on in the next paragraph opens there again and is closed only at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.core.article import Span

# A straight mark opens after white space or a bracket, and closes after a word or its punctuation.
# Two apostrophes are the marks of old databases.
_OPENING = re.compile(r"[“„«‟]|(?:(?<=[\s(\[—–-])|^)(?:\"|''|``)")
_CLOSING = re.compile(r"[”»]|(?<=[^\s(\[])(?:\"|'')|“(?=[\s,.;:!?)\]—–]|$)")
# The marks of British style; an apostrophe is no mark.
_SINGLE_OPENING = re.compile(r"(?:(?<=[\s(\[—–])|^)[‘'](?=[\w“\"])")
_SINGLE_CLOSING = re.compile(r"(?<=[\w.,!?…”\"])[’'](?=[\s,.;:!?)\]—–]|$)")
# A pair of single marks around less is emphasis or a word of two apostrophes.
_FEWEST_WORDS = 3
_BEFORE_CLOSING = '.,!?…”"'
_CLOSED = "”»\"“’'"
_CLOSED_BY = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‟": "”",
    '"': '"',
    "''": "''",
    "``": "''",
    "‘": "’",
    "'": "'",
}
_MARKS = re.compile(r"[“”„«»‟\"]|''")


def find_quotations(text: str, paragraph: Span) -> list[Span]:
    """The quotations of a paragraph, with their marks, in order, without overlap.

    An opening mark that nothing closes opens a quotation to the end of the paragraph, unless
    another one opens before.
    """
    found = list(_find_pairs(text, paragraph, _OPENING, _CLOSING))
    single = [
        span
        for span in _find_pairs(text, paragraph, _SINGLE_OPENING, _SINGLE_CLOSING)
        if len(text[span.start : span.end].split()) >= _FEWEST_WORDS
        and _SINGLE_CLOSING.search(text, span.end - 1, span.end + 1)
    ]
    if not found and not _MARKS.search(text, paragraph.start, paragraph.end):
        return single
    if not any(_is_around(text, outer, inner) for outer in single for inner in found):
        return found
    # British style: a quotation in double marks stands inside one in single marks.
    others = [one for one in found if all(not _overlaps(one, each) for each in single)]
    return sorted([*single, *others])


def _is_around(text: str, outer: Span, inner: Span) -> bool:
    """Does a quotation in single marks hold another? An apostrophe follows no punctuation."""
    return (
        outer.start < inner.start
        and inner.end <= outer.end
        and text[outer.end - 2] in _BEFORE_CLOSING
    )


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def is_open(text: str, quotation: Span) -> bool:
    """Does nothing close the quotation?"""
    return quotation.end - quotation.start < 2 or text[quotation.end - 1] not in _CLOSED


def _find_pairs(
    text: str, paragraph: Span, opening: re.Pattern[str], closing: re.Pattern[str]
) -> Iterator[Span]:
    place = paragraph.start
    while opened := opening.search(text, place, paragraph.end):
        closed = _find_closing(text, opened, paragraph, closing)
        again = opening.search(text, opened.end(), closed.end() if closed else paragraph.end)
        if again is not None and again[0] != opened[0] and opened[0] == '"':
            # A stray straight mark before a quotation in curly ones.
            place = opened.end()
            continue
        yield Span(opened.start(), closed.end() if closed else _trim_end(text, paragraph))
        if not closed:
            return
        place = closed.end()


def _find_closing(
    text: str, opened: re.Match[str], paragraph: Span, closing: re.Pattern[str]
) -> re.Match[str] | None:
    """The mark that closes: one of the same kind if there is one, else any."""
    wanted = _CLOSED_BY.get(opened[0], "")
    marks = list(closing.finditer(text, opened.end(), paragraph.end))
    if opened[0] in "‘'":
        marks = _skip_possessives(text, marks)
    return next((m for m in marks if m[0] in wanted), marks[0] if marks else None)


def _skip_possessives(text: str, marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Without the apostrophes of a plural ("the boys’ boat") before a mark behind punctuation that
    closes the same quotation."""
    first = next((m for m in marks if not _is_possessive(text, m)), None)
    if first is None or text[first.start() - 1] not in _BEFORE_CLOSING:
        return marks
    skipped = [m for m in marks if m.start() < first.start()]
    if skipped and _SINGLE_OPENING.search(text, skipped[0].end(), first.start()):
        return marks
    return marks[len(skipped) :]


def _is_possessive(text: str, mark: re.Match[str]) -> bool:
    return text[mark.start() - 1] == "s" and text[mark.end() : mark.end() + 2].strip().isalpha()


def _trim_end(text: str, paragraph: Span) -> int:
    return paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
