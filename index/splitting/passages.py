"""Split articles into passages: whole sentences, exact offsets, within the model's length. Pure.

The embedding model's own tokenizer counts the sizes. It comes in as an argument, and is fastest
with many texts at once, so many articles are split together. Embeds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from index.core.article import Article, Passage, Span, digest
from index.splitting.token_spans import MAX_CHARACTERS, SentencePart, WordPieces, measure_sentences

# Raise it with any change of the boundaries of passages or sentences: archives then need a rebuild.
SPLITTER_VERSION = "2"
# The model reads the title before each passage; a longer title is cut for the model, not in the
# store.
MAX_TITLE_PIECES = 48
MAX_PASSAGE_CHARACTERS = MAX_CHARACTERS

_VERSION = re.compile(r"(\w+)(?:/(\d+)/(\d+))?")


@dataclass(frozen=True, slots=True)
class Splitting:
    """How articles become passages.

    `pieces` is the maximum of word pieces in a passage, 0 for the model's own maximum; `overlap` is
    the number of sentences that a passage shares with the one before. `splitter` is the version of
    the code that made them.
    """

    pieces: int = 0
    overlap: int = 1
    splitter: str = SPLITTER_VERSION

    @property
    def version(self) -> str:
        """The name of the splitter and its settings, part of every passage id."""
        is_default = (self.pieces, self.overlap) == (0, 1)
        return self.splitter + ("" if is_default else f"/{self.pieces}/{self.overlap}")

    @property
    def is_current(self) -> bool:
        """Does this version of Dateline split like that?"""
        return self.splitter == SPLITTER_VERSION

    @classmethod
    def of_version(cls, version: str) -> Splitting:
        """The splitting that a version names, the default one if it names none."""
        match = _VERSION.fullmatch(version)
        if match is None:
            return DEFAULT_SPLITTING
        return cls(int(match[2] or "0"), int(match[3] or "1"), match[1])


DEFAULT_SPLITTING = Splitting()


@dataclass(frozen=True, slots=True)
class Split:
    """The passages of an article, in order, and its title as the model reads it."""

    title: str
    passages: tuple[Passage, ...]


def split(
    article: Article, tokenizer: WordPieces, splitting: Splitting = DEFAULT_SPLITTING
) -> list[Passage]:
    """The article's passages in order; they overlap if that leaves room for another sentence.

    `article.text[p.start:p.end] == p.text`; every character that is not white space lies in a
    passage; `embedding_text` of each fits the model.
    """
    return list(split_all([article], tokenizer, splitting)[0].passages)


def split_all(
    articles: Sequence[Article], tokenizer: WordPieces, splitting: Splitting = DEFAULT_SPLITTING
) -> list[Split]:
    """Split many articles, each as `split` does."""
    room = tokenizer.room
    titles = cut_titles([article.title for article in articles], tokenizer)
    budgets = [room - size for size in tokenizer.sizes(titles)]
    if splitting.pieces:
        budgets = [min(budget, splitting.pieces) for budget in budgets]
    sentences = measure_sentences([article.text for article in articles], budgets, tokenizer)
    layouts = [
        _Layout(article.text, title, parts, budget, splitting.overlap)
        for article, title, parts, budget in zip(articles, titles, sentences, budgets, strict=True)
    ]
    _lay_out(layouts, tokenizer, room)
    return [
        Split(layout.title, tuple(_build_passages(article, layout, splitting)))
        for article, layout in zip(articles, layouts, strict=True)
    ]


def embedding_text(title: str, text: str) -> str:
    """The text that the model reads for a passage; `title` comes from `cut_title`."""
    return f"{title}\n{text}" if title else text


def cut_title(title: str, tokenizer: WordPieces) -> str:
    """The title, cut after MAX_TITLE_PIECES word pieces or a quarter of the model's length."""
    return cut_titles([title], tokenizer)[0]


def cut_titles(titles: Sequence[str], tokenizer: WordPieces) -> list[str]:
    """Cut many titles, each as `cut_title` does."""
    titles = [title[:MAX_PASSAGE_CHARACTERS] for title in titles]
    most = min(MAX_TITLE_PIECES, tokenizer.room // 4)
    return [
        title if size <= most else _cut_at(title, most, tokenizer)
        for title, size in zip(titles, tokenizer.sizes(titles), strict=True)
    ]


def _cut_at(title: str, most: int, tokenizer: WordPieces) -> str:
    return title[: tokenizer.spans([title])[0][most - 1].end] if most else ""


_Window = tuple[int, int]  # from a unit up to and without another


@dataclass(slots=True)
class _Layout:
    """The windows of an article's sentences that become passages.

    The size of a passage is the sum of its sentences' sizes, except if two of them meet without a
    space; so whether it fits is known only once it is measured as a whole. Until then it is assumed
    to fit, which is nearly always right, so that many passages are measured together.
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
        """Find the windows, from measured sizes and from those `assumed` to fit."""
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
        """Store the measurements of all assumed windows. Do all of them fit?"""
        self._fits |= fits
        self.assumed.clear()
        return all(fits.values())

    def span(self, window: _Window) -> Span:
        """The span of a window in the text."""
        first, after = window
        return Span(self.units[first].span.start, self.units[after - 1].span.end)

    def _find_end(self, first: int) -> int:
        """The index after the last unit of the passage that begins with unit `first`."""
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
    """Lay out articles and measure the assumed windows until no assumption is wrong."""
    pending = list(layouts)
    while pending:
        for layout in pending:
            layout.lay_out()
        windows_to_measure = [sorted(layout.assumed) for layout in pending]
        sizes = iter(
            tokenizer.sizes(
                [
                    embedding_text(layout.title, layout.text[slice(*layout.span(window))])
                    for layout, windows in zip(pending, windows_to_measure, strict=True)
                    for window in windows
                ]
            )
        )
        verdicts = [
            layout.learn(
                {
                    window: size <= room
                    for window, size in zip(windows, islice(sizes, len(windows)), strict=True)
                }
            )
            for layout, windows in zip(pending, windows_to_measure, strict=True)
        ]
        pending = [
            layout for layout, is_right in zip(pending, verdicts, strict=True) if not is_right
        ]


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

    With the content hash, an id stands for one text and one date for ever. So ids alone tell an
    interrupted write from a complete one.
    """
    return _compute_id(article.id, article.content_hash, span, splitting)


def _compute_id(article_id: str, content_hash: str, span: Span, splitting: Splitting) -> str:
    return digest(article_id, content_hash, str(span.start), str(span.end), splitting.version)
