"""Runs models in torch with sentence-transformers; the only import of that library.

Loads every model of that format, and is slower than the converted one. Converts nothing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.core.errors import DatelineError
from index.embedding.engine import EmbeddingSpec, Vectors, batch_by_length

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Characters of a batch, padding included: about 2,048 word pieces. On two cores, larger batches
# gain nothing.
_BATCH_CHARACTERS = 10_000


class TorchEngine:
    """An embedding model from a folder in sentence-transformers layout.

    Raises DatelineError if the folder holds none.
    """

    backend = "torch"

    def __init__(self, folder: Path) -> None:
        self.model = _load_sentence_transformer(folder)
        self._next = threading.Lock()
        self._computing = threading.Lock()
        dimension = self.model.get_embedding_dimension()
        length = self.model.get_max_seq_length()
        assert dimension is not None
        assert length is not None
        prompts = self.model.prompts
        self.spec = EmbeddingSpec(
            dimension, length, prompts.get("query") or "", prompts.get("document") or ""
        )

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        vectors: Vectors = np.empty((len(texts), self.spec.dimension), dtype=np.float32)
        for batch in batch_by_length([len(text) for text in texts], _BATCH_CHARACTERS):
            with self._take_turn():
                vectors[batch] = self.model.encode_document(
                    [texts[i] for i in batch],
                    batch_size=len(batch),
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
        return vectors

    def embed_queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""
        with self._take_turn():
            vectors: Vectors = self.model.encode_query(
                list(texts),
                batch_size=len(texts),
                normalize_embeddings=True,
                show_progress_bar=False,
                processing_kwargs={"text": {"pad_to_multiple_of": multiple}},
            )
        return vectors

    @contextmanager
    def _take_turn(self) -> Iterator[None]:
        """Use the model alone, since every batch changes the tokenizer's settings.

        The second lock makes turns fair: a query waits for one batch, not for all batches of a
        thread that embeds documents.
        """
        with self._next:
            self._computing.acquire()
        try:
            yield
        finally:
            self._computing.release()


def _load_sentence_transformer(folder: Path) -> SentenceTransformer:
    _configure_libraries()
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise DatelineError(f"The folder {folder} holds no sentence-transformers model") from error


def _configure_libraries() -> None:
    """Set environment variables that the libraries read at their first import."""
    # No checks for updates, no telemetry.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    # oneDNN keeps compiled code for 1,024 tensor shapes, and hardly two batches have the same
    # shape: memory grew by 360 MB over 1,000 texts and did not stop. With 8 shapes it grows by
    # less than 40 MB. A query takes 9.6 ms instead of 8.6.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8")
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    # The library warns of its own defaults.
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
