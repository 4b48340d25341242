"""Joins overlapping windows of longer texts into whole texts. Pure.

A collection may give each question its own window of a paper, so that several articles share
sentences and an answer occurs in several of them. Archives have no such overlaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eval.datasets.dataset import Dataset
from eval.datasets.record import hash_lines
from index.sources.parsed_article import ParsedArticle, SourceEvent

_PARAGRAPH = "\n\n"


def join_windows(dataset: Dataset) -> Dataset:
    """The dataset with overlapping articles put together; each goes by the id of its first part."""
    reads = [event for event in dataset.reads() if isinstance(event, ParsedArticle)]
    windows = {event.article.id: tuple(event.article.text.split(_PARAGRAPH)) for event in reads}
    texts = merge_windows(windows)
    whole_of = {part: whole for whole, (parts, _) in texts.items() for part in parts}

    def read_joined() -> Iterator[SourceEvent]:
        for event in reads:
            if event.article.id in texts:
                text = _PARAGRAPH.join(texts[event.article.id][1])
                yield replace(event, article=replace(event.article, text=text))

    return replace(
        dataset,
        corpus=hash_lines((dataset.corpus, "windows joined")),
        reads=read_joined,
        qrels={
            query_id: {whole_of[article_id]: grade for article_id, grade in grades.items()}
            for query_id, grades in dataset.qrels.items()
        },
    )


def merge_windows(
    windows: dict[str, tuple[str, ...]],
) -> dict[str, tuple[list[str], tuple[str, ...]]]:
    """Ids and paragraphs of each whole, by the id of the window that it begins with.

    Windows belong together where the one begins inside the other and both go on alike.
    """
    wholes: dict[str, tuple[list[str], tuple[str, ...]]] = {
        name: ([name], text) for name, text in sorted(windows.items())
    }
    # All are tried before any a second time.
    while sum(_join_to_another(name, wholes) for name in list(wholes)):
        pass
    return wholes


def _join_to_another(name: str, wholes: dict[str, tuple[list[str], tuple[str, ...]]]) -> bool:
    """Put one text behind the one that it follows, if there is such a one."""
    parts, text = wholes[name]
    others = (other for other in wholes if other != name)
    before = next((other for other in others if _follows(wholes[other][1], text)), None)
    if before is None:
        return False
    earlier_parts, start = wholes[before]
    wholes[before] = ([*earlier_parts, *parts], _append(start, text))
    del wholes[name]
    return True


def _follows(before: Sequence[str], after: Sequence[str]) -> bool:
    """Does the one begin inside the other, and are both alike as far as they overlap?"""
    if after[0] not in before:
        return False
    at = before.index(after[0])
    length = min(len(before) - at, len(after))
    return tuple(before[at : at + length]) == tuple(after[:length])


def _append(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    at = before.index(after[0])
    return before if len(before) - at >= len(after) else before[:at] + after
