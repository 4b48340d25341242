"""Article -> passages: whole sentences, exact offsets, never more than the model reads. Pure.

Sizes are counted by the embedding model's own tokenizer, which comes in as an argument and is
quickest with many texts at once, so many articles are split together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from index.core.article import Article, Passage, Span, digest
from index.splitting.token_spans import MAX_CHARACTERS, SentencePart, WordPieces, measure_sentences

# Raise it with any change to where passages of the same splitting begin and end.
SPLITTER_VERSION = "1"
# The model reads the title before each passage; a title longer than this is cut there (in what the
# model reads, not in what is stored).
MAX_TITLE_PIECES = 48
MAX_PASSAGE_CHARACTERS = MAX_CHARACTERS

_VERSION = re.compile(r"\w+/(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Splitting:
    """How articles become passages.

    `pieces` is the most word pieces of text in a passage, 0 for as many as the model reads;
    `overlap` how many sentences a passage shares with the one before.
    """

    pieces: int = 0
    overlap: int = 1

    @property
    def version(self) -> str:
        """Names the splitter and how it was set; goes into every passage id."""
        own = "" if self == DEFAULT_SPLITTING else f"/{self.pieces}/{self.overlap}"
        return SPLITTER_VERSION + own

    @classmethod
    def of_version(cls, version: str) -> Splitting:
        """The splitting that a version names, the standard one where it names none."""
        found = _VERSION.fullmatch(version)
        return cls(int(found[1]), int(found[2])) if found else DEFAULT_SPLITTING


DEFAULT_SPLITTING = Splitting()


@dataclass(frozen=True, slots=True)
class Split:
    """The passages of an article, in order, and its title as the model reads it."""

    title: str
    passages: tuple[Passage, ...]


def split(
    article: Article, tokenizer: WordPieces, splitting: Splitting = DEFAULT_SPLITTING
) -> list[Passage]:
    """The article's passages in order, overlapping where what they share leaves room for more.

    `article.text[p.start:p.end] == p.text`; every character that is not white space lies in a
    passage; `embedding_text` of each fits the model.
    """
    return list(split_all([article], tokenizer, splitting)[0].passages)


def split_all(
    articles: Sequence[Article], tokenizer: WordPieces, splitting: Splitting = DEFAULT_SPLITTING
) -> list[Split]:
    """Articles, each split as `split` does."""
    room = tokenizer.room
    titles = cut_titles([article.title for article in articles], tokenizer)
    budgets = [room - size for size in tokenizer.sizes(titles)]
    if splitting.pieces:
        budgets = [min(budget, splitting.pieces) for budget in budgets]
    found = measure_sentences([article.text for article in articles], budgets, tokenizer)
    layouts = [
        _Layout(article.text, title, parts, budget, splitting.overlap)
        for article, title, parts, budget in zip(articles, titles, found, budgets, strict=True)
    ]
    _lay_out(layouts, tokenizer, room)
    return [
        Split(layout.title, tuple(_build_passages(article, layout, splitting)))
        for article, layout in zip(articles, layouts, strict=True)
    ]


def embedding_text(title: str, text: str) -> str:
    """What the model reads of a passage; `title` as `embedded_title` gives it."""
    return f"{title}\n{text}" if title else text


def cut_title(title: str, tokenizer: WordPieces) -> str:
    """The title, cut after MAX_TITLE_PIECES word pieces, or a quarter of what the model reads."""
    return cut_titles([title], tokenizer)[0]


def cut_titles(titles: Sequence[str], tokenizer: WordPieces) -> list[str]:
    """Titles, each as `embedded_title` gives it."""
    titles = [title[:MAX_PASSAGE_CHARACTERS] for title in titles]
    most = min(MAX_TITLE_PIECES, tokenizer.room // 4)
    return [
        title if size <= most else _cut_at(title, most, tokenizer)
        for title, size in zip(titles, tokenizer.sizes(titles), strict=True)
    ]


def _cut_at(title: str, most: int, tokenizer: WordPieces) -> str:
    return title[: tokenizer.spans([title])[0][most - 1].end] if most else ""


_Window = tuple[int, int]  # from one unit up to another, which is not in it any more


@dataclass(slots=True)
class _Layout:
    """Which of an article's units go into which passage.

    Sizes add up except where two units meet without a space, so that only a passage as a whole
    tells whether it fits. Until it was measured, it is taken to: nearly always that is true, and
    the passages of many articles can be measured together.
    """

    text: str
    title: str
    units: list[SentencePart]
    budget: int
    overlap: int
    windows: list[_Window] = field(default_factory=list)
    assumed: set[_Window] = field(default_factory=set)
    _fits: dict[_Window, bool] = field(default_factory=dict)

    def lay_out(self) -> None:
        """Find the windows, by what was measured and by what is `assumed`."""
        self.windows.clear()
        first, after = 0, self._find_end(0)
        while first < after:
            self.windows.append((first, after))
            if after == len(self.units):
                break
            # Overlap by as many sentences as leave room for the next one.
            earliest = max(first + 1, after - self.overlap)
            first = next((n for n in range(earliest, after) if self._find_end(n) > after), after)
            after = self._find_end(first)

    def learn(self, fits: dict[_Window, bool]) -> bool:
        """Take note of what was measured of all that was assumed. Is everything as assumed?"""
        self._fits |= fits
        self.assumed.clear()
        return all(fits.values())

    def span(self, window: _Window) -> Span:
        """Where a window lies in the text."""
        first, after = window
        return Span(self.units[first].span.start, self.units[after - 1].span.end)

    def _find_end(self, first: int) -> int:
        """Index after the last unit of the passage that begins with unit `first`."""
        after = self._find_end_by_sum(first)
        while after - 1 > first and not self._assume_fit((first, after)):
            after -= 1
        return after

    def _assume_fit(self, window: _Window) -> bool:
        if window not in self._fits:
            self.assumed.add(window)
        return self._fits.get(window, True)

    def _find_end_by_sum(self, first: int) -> int:
        after, total = first, 0
        while after < len(self.units):
            total += self.units[after].pieces
            reach = self.units[after].span.end - self.units[first].span.start
            if after > first and (total > self.budget or reach > MAX_PASSAGE_CHARACTERS):
                break
            after += 1
        return after


def _lay_out(layouts: Sequence[_Layout], tokenizer: WordPieces, room: int) -> None:
    """Lay out articles, and measure what was assumed, until nothing is assumed wrongly."""
    pending = list(layouts)
    while pending:
        for layout in pending:
            layout.lay_out()
        asked = [sorted(layout.assumed) for layout in pending]
        sizes = iter(
            tokenizer.sizes(
                [
                    embedding_text(layout.title, layout.text[slice(*layout.span(window))])
                    for layout, windows in zip(pending, asked, strict=True)
                    for window in windows
                ]
            )
        )
        learnt = [
            layout.learn(
                {
                    window: size <= room
                    for window, size in zip(windows, islice(sizes, len(windows)), strict=True)
                }
            )
            for layout, windows in zip(pending, asked, strict=True)
        ]
        pending = [layout for layout, right in zip(pending, learnt, strict=True) if not right]


def _build_passages(article: Article, layout: _Layout, splitting: Splitting) -> Iterator[Passage]:
    content_hash = article.content_hash
    for first, after in layout.windows:
        span = layout.span((first, after))
        yield Passage(
            id=_compute_id(article.id, content_hash, span, splitting),
            article_id=article.id,
            start=span.start,
            end=span.end,
            text=article.text[span.start : span.end],
            sentences=tuple(unit.span for unit in islice(layout.units, first, after)),
        )


def passage_id(article: Article, span: Span, splitting: Splitting = DEFAULT_SPLITTING) -> str:
    """The id of an article's passage.

    The content hash makes an id stand for one text and one date for ever, so a write that was
    interrupted can be told from one that was not by ids alone.
    """
    return _compute_id(article.id, article.content_hash, span, splitting)


def _compute_id(article_id: str, content_hash: str, span: Span, splitting: Splitting) -> str:
    return digest(article_id, content_hash, str(span.start), str(span.end), splitting.version)
