"""Reads hits: how likely each of their sentences answers the question.

The reader reads the best hits. It does not choose sentences.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from assistant.answering.basis import Basis
from assistant.answering.reader.adapter import Adapter, read_adapter
from assistant.answering.reader.packaged_weights import find_tokenizer
from assistant.answering.reader.reader_engine import (
    WindowEngine,
    load_engine,
    score_windows,
)
from assistant.answering.reader.reader_input import ReaderInput, ReaderTokenizer, split_windows
from assistant.core.answer_options import BUNDLED_READER, READ_PASSAGES
from index.core.article import Hit
from index.embedding.engine import DEFAULT_PRECISION, Precision
from index.embedding.model_cache import default_cache_folder
from index.language.en.sentence_form import get_sentence

# Article id and offset of a sentence.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of the hits of a question.

    `log_odds` has, for each sentence that was read, the log-odds that it answers; the highest where
    windows overlap.
    """

    log_odds: Mapping[Place, float] = field(default_factory=dict)


class Reader(Protocol):
    """Reads the hits of a question. Safe to use from several threads."""

    @property
    def basis(self) -> Basis:
        """The set of weights that goes with this reader."""

    @property
    def notice(self) -> str:
        """One plain sentence for everybody if the reader does less than it should; else ""."""

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Read the best hits. Raises DatelineError if the model cannot be loaded."""

    def warm_up(self) -> None:
        """Load the model now rather than at the first question. Raises DatelineError if it cannot
        be loaded."""


class NoReader:
    """Reads nothing, and needs no model."""

    basis = Basis.FEATURES
    notice = ""

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """An empty reading."""
        return Reading()

    def warm_up(self) -> None:
        """Do nothing."""


class PassageReader:
    """The reader by the name of its adapter. It reads the best `most` hits.

    Its model loads at first use.
    """

    basis = Basis.READER
    notice = ""

    def __init__(
        self,
        name: str = BUNDLED_READER,
        *,
        precision: Precision | None = DEFAULT_PRECISION,
        cache: Path | None = None,
        most: int = READ_PASSAGES,
    ) -> None:
        self.name = name
        self._precision, self._cache, self._most = precision, cache, most
        self._loading = threading.Lock()
        self._loaded: WindowEngine | None = None

    @cached_property
    def adapter(self) -> Adapter:
        """The adapter. Raises DatelineError if it is missing, damaged or another one."""
        return read_adapter(self.name)

    @cached_property
    def _tokenizer(self) -> ReaderTokenizer:
        return ReaderTokenizer(find_tokenizer())

    @property
    def engine(self) -> WindowEngine:
        """The engine that computes; it loads at first use."""
        with self._loading:
            if self._loaded is None:
                cache = self._cache or default_cache_folder()
                self._loaded = load_engine(self.adapter, cache, self._precision)
            return self._loaded

    def warm_up(self) -> None:
        """Load the model now."""
        tokenizer = self._tokenizer
        pieces = tokenizer.encode_sentences(["Warm up."])
        score_windows(self.engine, [tokenizer.join(pieces[0], [], pieces)])

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Read the best hits."""
        parts = [
            (hit, *part) for hit in hits[: self._most] for part in self._list_windows(question, hit)
        ]
        scored = score_windows(self.engine, [window for _, _, window in parts]) if parts else []
        log_odds: dict[Place, float] = {}
        for (hit, places, _), scores in zip(parts, scored, strict=True):
            for i, score in zip(places, scores.sentences.tolist(), strict=True):
                odds = self.adapter.slope * (score - scores.none) + self.adapter.shift
                place = hit.passage.article_id, hit.sentences[i].start
                log_odds[place] = max(odds, log_odds.get(place, odds))
        return Reading(log_odds)

    def _list_windows(self, question: str, hit: Hit) -> list[tuple[range, ReaderInput]]:
        """The windows of a hit, each with the numbers of its sentences; one, for the default
        splitting."""
        tokenizer = self._tokenizer
        asked = tokenizer.encode_question(question)
        title = tokenizer.encode_title(hit.title, hit.published)
        sentences = tokenizer.encode_sentences(
            [get_sentence(hit, number) for number in range(len(hit.sentences))]
        )
        return [
            (window, tokenizer.join(asked, title, [sentences[i] for i in window]))
            for window in split_windows(len(asked), len(title), [len(s) for s in sentences])
        ]
