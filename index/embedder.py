"""Text -> vectors, with a sentence-transformers model; the only import of that library.

The model loads at first use, its weights checked before. Several threads may embed at once: what
they ask at the same time is embedded together.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.article import DatelineError, Span
from index.batching import Batching
from index.weights import DEFAULT_MODEL, Weights, locate

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

# Padded characters a batch: about 2,048 word pieces, where throughput on two cores is flat.
_BATCH_CHARACTERS = 10_000
# Queries a batch: 3 to 4 ms each where one alone takes 25 (one thread); more bring little.
_MOST_QUERIES = 16
# A query is padded to a multiple of so many word pieces, and has only company of its own length.
# What it is multiplied with then has a shape of its own, whoever else asks, and its vector the same
# bits, alone or not; padded to the longest of a batch, it changes by 1e-7.
_QUERY_PIECES = 8


class Embedder:
    """A model by name. `backend` is what computes it."""

    backend = "torch"

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        # A folder by its one full name, however it was typed.
        folder = Path(model)
        self.name = str(folder.resolve()) if folder.is_dir() else model
        self._loading = threading.Lock()
        self._next = threading.Lock()
        self._computing = threading.Lock()
        self._loaded: SentenceTransformer | None = None
        self._queries: Batching[str, Vectors] = Batching(self._embed_queries, _MOST_QUERIES)

    @cached_property
    def weights(self) -> Weights:
        """The model's files. Raises DatelineError where they are missing or not the right ones."""
        return locate(self.name)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        dimension = self._model.get_embedding_dimension()
        assert dimension is not None
        return dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        found: Vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for batch in _batches(texts):
            with self._turn():
                found[batch] = self._model.encode_document(
                    [texts[i] for i in batch],
                    batch_size=len(batch),
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
        return found

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a query, float32 of shape (dimension,)."""
        return self._queries.result(text)

    def _embed_queries(self, texts: Sequence[str]) -> list[Vectors]:
        """Unit vectors of queries, each the same as it would be alone."""
        found: Vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for alike in self._alike(texts):
            with self._turn():
                found[alike] = self._model.encode_query(
                    [texts[i] for i in alike],
                    batch_size=len(alike),
                    normalize_embeddings=True,
                    show_progress_bar=False,
                    processing_kwargs={"text": {"pad_to_multiple_of": _QUERY_PIECES}},
                )
        return list(found)

    def _alike(self, texts: Sequence[str]) -> Iterable[list[int]]:
        """Indices of queries that are padded to the same length."""
        prompt = self._model.prompts.get("query") or ""
        specials = self._tokenizer.num_special_tokens_to_add(False)
        groups: dict[int, list[int]] = {}
        for i, spans in enumerate(self.spans([prompt + text for text in texts])):
            pieces = min(len(spans) + specials, self._length)
            groups.setdefault(-(-pieces // _QUERY_PIECES), []).append(i)
        return groups.values()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Have the model for oneself: its tokenizer is set anew for every batch. Whoever waits is
        next, so a thread that embeds batch after batch keeps no query waiting for them all."""
        with self._next:
            self._computing.acquire()
        try:
            yield
        finally:
            self._computing.release()

    @property
    def room(self) -> int:
        """Word pieces of content that the model reads at once, nothing cut."""
        prompt = self._model.prompts.get("document") or ""
        specials = self._tokenizer.num_special_tokens_to_add(False)
        return self._length - specials - len(self.spans([prompt])[0])

    @property
    def _length(self) -> int:
        length = self._model.get_max_seq_length()
        assert length is not None
        return length

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Where each word piece of each text stands, special ones left out, nothing cut."""
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [[Span(*offsets) for offsets in encoding.offsets] for encoding in encoded]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        # A copy of our own: the model sets truncation and padding on its.
        from tokenizers import Tokenizer

        path = self.weights.folder / "tokenizer.json"
        if not path.exists():
            raise DatelineError(f"The model in {path.parent} has no tokenizer.json")
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @property
    def _model(self) -> SentenceTransformer:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> SentenceTransformer:
        folder = str(self.weights.folder)
        # Read when the library is first imported: no look for updates, no usage figures.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        # oneDNN keeps compiled code for 1,024 tensor shapes, and no two batches of texts have
        # the same: over 1,000 texts memory grew by 360 MB and did not stop; with 8 it stays
        # within 40 MB. A query takes 9.6 ms instead of 8.6.
        os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(folder, device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise DatelineError(
                f"The folder {folder} holds no sentence-transformers model"
            ) from error


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Indices of texts of like length, so that little of a batch is padding."""
    batch: list[int] = []
    for i in sorted(range(len(texts)), key=lambda i: len(texts[i])):
        if batch and (len(batch) + 1) * len(texts[i]) > _BATCH_CHARACTERS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
