"""Headers, footers and page numbers: what stands at the same place of several pages. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.sources.layout.piece import Page, Piece
from index.sources.layout.sentence_ends import ends_sentence

# So many rows at the top and at the bottom of a page may be margins.
_ROWS = 3
_SAME_ROW = 0.5
# Points by which the place may differ, as on left and right pages.
_SAME_PLACE = 4.0
_OTHER_SIZE = 1.1
# Sizes of the letters between a margin and the text.
_GAP = 1.6
_MAX_TITLE_WORDS = 8
_MAX_PAGES_A_SHEET = 2
# A longer row that ends as a sentence does is text, if it is as large as text.
_MAX_MOTTO = 5
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1_000}
# "Page 1 of 1", "1/1", "- 1 -" on a document's only page.
_ONLY_PAGE = re.compile(
    r"(?:[^\W\d_]{1,6}\.? )?1 ?(?:/|of|von|de|sur|av|van|z) ?1|[-–—] ?1 ?[-–—]", re.I
)


@dataclass(frozen=True, slots=True)
class _Row:
    """Pieces of one height at an edge of a page; `place` is how far it is from the edge."""

    pieces: tuple[Piece, ...]
    place: float
    size: float
    words: Counter[str]
    numbers: tuple[int, ...]
    is_sentence: bool


# The rows at the top and at the bottom of a page, each from the edge inwards.
_Edges = tuple[list[_Row], list[_Row]]
# The margins of a page, and whether each counts the pages.
_Found = dict[Piece, bool]


def remove_margins(pages: Sequence[Page]) -> list[Page]:
    """The pages without what stands at the top or bottom of a page and of one of the next two.

    The words have to be the same. Numbers, too, or they count the pages. Beside the number of a
    page the words may differ.
    """
    sizes = Counter(round(piece.size, 1) for page in pages for piece in page.pieces)
    text_size = sizes.most_common(1)[0][0] if sizes else 0.0
    edges = [(_find_rows(page, top=True), _find_rows(page, top=False)) for page in pages]
    found: list[_Found] = [{} for _ in pages]
    for number, rows in enumerate(edges):
        for other in (number + 1, number + 2):
            if other < len(pages):
                for these, those in zip(rows, edges[other], strict=True):
                    _compare(these, those, other - number, found[number], found[other])
    margins = [
        {
            piece
            for row in [*_keep_apart(rows, on_page, text_size), *numbers]
            for piece in row.pieces
        }
        for rows, on_page, numbers in zip(edges, found, _find_numbers(edges, found), strict=True)
    ]
    return [
        replace(page, pieces=tuple(piece for piece in page.pieces if piece not in on_page))
        for page, on_page in zip(pages, margins, strict=True)
    ]


def _find_rows(page: Page, *, top: bool) -> list[_Row]:
    sign = -1 if top else 1
    rows: list[list[Piece]] = []
    for piece in sorted(page.pieces, key=lambda piece: sign * piece.baseline):
        if piece.is_turned:
            continue
        if rows and abs(rows[-1][0].baseline - piece.baseline) <= _SAME_ROW * piece.size:
            rows[-1].append(piece)
        elif len(rows) > _ROWS:
            break
        else:
            rows.append([piece])
    return [_make_row(row, page.height if top else 0.0) for row in rows]


def _make_row(pieces: list[Piece], edge: float) -> _Row:
    text = " ".join(piece.text for piece in sorted(pieces, key=lambda piece: piece.left))
    words = re.findall(r"\w+", text.casefold())
    numbers = tuple(value for word in words if (value := _read_number(word)) is not None)
    return _Row(
        tuple(pieces),
        abs(edge - pieces[0].baseline),
        max(piece.size for piece in pieces),
        Counter(word for word in words if _read_number(word) is None),
        numbers,
        ends_sentence(text) and len(words) > _MAX_MOTTO,
    )


def _read_number(word: str) -> int | None:
    if _NUMBER.fullmatch(word):
        return int(word[:9])
    if not _ROMAN.fullmatch(word):
        return None
    values = [_VALUES[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _compare(
    these: list[_Row], those: list[_Row], distance: int, found: _Found, found_later: _Found
) -> None:
    for row in these[:_ROWS]:
        for later in those[:_ROWS]:
            is_outermost = row is these[0] and later is those[0]
            counts = _counts_pages(row, later, distance)
            if _is_same(row, later, counts=counts, is_outermost=is_outermost):
                found.update(dict.fromkeys(row.pieces, counts))
                found_later.update(dict.fromkeys(later.pieces, counts))


def _counts_pages(row: _Row, later: _Row, distance: int) -> bool:
    """Whether what differs in the numbers of two rows is the number of a page, or of two."""
    # On left and right pages, the number stands before or after the words.
    numbers, others = Counter(row.numbers), Counter(later.numbers)
    gone, new = sorted((numbers - others).elements()), sorted((others - numbers).elements())
    return 0 < len(gone) == len(new) <= _MAX_PAGES_A_SHEET and all(
        after - before == distance * len(gone) for before, after in zip(gone, new, strict=True)
    )


def _is_same(row: _Row, later: _Row, *, counts: bool, is_outermost: bool) -> bool:
    if abs(row.place - later.place) > _SAME_PLACE:
        return False
    if max(row.size, later.size) > _OTHER_SIZE * min(row.size, later.size):
        return False
    if row.words == later.words:
        same = Counter(row.numbers) == Counter(later.numbers)
        return counts or (same and bool(row.words or len(row.numbers) > 1))
    # The title of a chapter, beside the number of the page.
    few = max(row.words.total(), later.words.total()) <= _MAX_TITLE_WORDS
    return is_outermost and counts and few and len(row.numbers) == len(later.numbers) == 1


def _keep_apart(edges: _Edges, found: _Found, text_size: float) -> Iterator[_Row]:
    """The rows that are margins and not the first or last rows of text, as of a page printed
    twice: they count the pages, or a gap or another size sets them apart."""
    for rows in edges:
        margins = [row for row in rows[:_ROWS] if row.pieces[0] in found]
        last = max((at for at, row in enumerate(margins) if _is_set_apart(row, rows)), default=-1)
        for at, row in enumerate(margins):
            is_text = row.is_sentence and row.size >= text_size / _OTHER_SIZE
            if found[row.pieces[0]] or (at <= last and not is_text):
                yield row


def _is_set_apart(row: _Row, rows: list[_Row]) -> bool:
    inner = next((other for outer, other in pairwise(rows) if outer is row), None)
    if inner is None:
        return len(rows) < _ROWS
    larger, smaller = max(row.size, inner.size), min(row.size, inner.size)
    return inner.place - row.place > _GAP * larger or larger > _OTHER_SIZE * smaller


def _find_numbers(edges: Sequence[_Edges], found: Sequence[_Found]) -> Iterator[list[_Row]]:
    """For each page, the rows that are only its number, as the margins of other pages count."""
    rows = [[row for side in both for row in side[:_ROWS]] for both in edges]
    counts = Counter(
        value - number
        for number, on_page in enumerate(rows)
        for row in on_page
        if found[number].get(row.pieces[0])
        for value in row.numbers
    )
    known = {count for count, pages in counts.items() if pages > 1}
    for number, on_page in enumerate(rows):
        if len(rows) == 1:
            yield [row for row in on_page if _is_only_number(row)]
        else:
            yield [
                row
                for row in on_page
                if not row.words and len(row.numbers) == 1 and row.numbers[0] - number in known
            ]


def _is_only_number(row: _Row) -> bool:
    text = " ".join(piece.text for piece in row.pieces)
    return _ONLY_PAGE.fullmatch(text.strip()) is not None
