"""What is measured with: labelled questions and the articles that they are asked of. Pure data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.sources.parsed_article import SourceEvent


@dataclass(frozen=True, slots=True)
class LabelledQuery:
    """A labelled question.

    `answers` are strings of which one must appear in a quote; `evidence` are gold sentences.
    """

    id: str
    text: str
    answerable: bool = True
    answers: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """Questions, the articles that they are asked of, and which articles are relevant to which.

    `reads` gives the articles anew at each call, so that a large corpus is never in memory at once;
    `corpus` is a hex digest of them. `qrels` holds grades by query id and article id: what is not
    judged is absent, and 0 is judged irrelevant. A dataset with an `archive` brings no articles: it
    is asked of the home there, or of that of the settings where the folder is none. `notes` say
    what of it is no label.
    """

    name: str
    corpus: str
    reads: Callable[[], Iterator[SourceEvent]]
    queries: tuple[LabelledQuery, ...]
    qrels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    archive: Path | None = None
    notes: tuple[str, ...] = ()
