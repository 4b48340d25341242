"""Labelled questions and the articles that they are asked of. Pure data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.core.article import Filters
from index.sources.parsed_article import SourceEvent


@dataclass(frozen=True, slots=True)
class LabelledQuery:
    """A labelled question.

    A quote is right if it contains one of the `answers` or is one of the `evidence` sentences
    (gold). `as_of` is the day on which it is asked, None for today.
    """

    id: str
    text: str
    answerable: bool = True
    answers: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    as_of: str | None = None

    @property
    def filters(self) -> Filters:
        """The filters that it is asked under."""
        return Filters(as_of=self.as_of)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Questions, articles, and relevance judgements.

    `reads` streams the articles, so that a large corpus is never in memory; `corpus` is a hex
    digest of them. `qrels` holds grades by query id and article id: unjudged pairs are absent, 0
    means judged irrelevant. A dataset with an `archive` has no articles: its questions go to the
    home in that folder, or else to the home of the settings. `notes` describe records that were
    skipped.
    """

    name: str
    corpus: str
    reads: Callable[[], Iterator[SourceEvent]]
    queries: tuple[LabelledQuery, ...]
    qrels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    archive: Path | None = None
    notes: tuple[str, ...] = ()
