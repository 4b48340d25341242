"""Models computed by torch, as sentence-transformers loads them; the only import of that library.

It loads any model of theirs, and is slower than what it can be converted into.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.core.errors import DatelineError
from index.embedding.engine import Card, PairCard, Vectors, batches

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

# Padded characters a batch: about 2,048 word pieces, where throughput on two cores is flat.
_BATCH_CHARACTERS = 10_000
# Word pieces of a pair that are read at most, whatever a model could read.
_LONGEST = 256


class TorchEngine:
    """A folder in sentence-transformers layout. Raises DatelineError where it is none."""

    backend = "torch"

    def __init__(self, folder: Path) -> None:
        self.model = _loaded(folder)
        self._next = threading.Lock()
        self._computing = threading.Lock()
        dimension = self.model.get_embedding_dimension()
        length = self.model.get_max_seq_length()
        assert dimension is not None
        assert length is not None
        prompts = self.model.prompts
        self.card = Card(
            dimension, length, prompts.get("query") or "", prompts.get("document") or ""
        )

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        found: Vectors = np.empty((len(texts), self.card.dimension), dtype=np.float32)
        for batch in batches([len(text) for text in texts], _BATCH_CHARACTERS):
            with self._turn():
                found[batch] = self.model.encode_document(
                    [texts[i] for i in batch],
                    batch_size=len(batch),
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
        return found

    def queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""
        with self._turn():
            found: Vectors = self.model.encode_query(
                list(texts),
                batch_size=len(texts),
                normalize_embeddings=True,
                show_progress_bar=False,
                processing_kwargs={"text": {"pad_to_multiple_of": multiple}},
            )
        return found

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


class TorchPairs:
    """A folder in the layout of sentence-transformers' CrossEncoder, with one output.

    Raises DatelineError where it is none.
    """

    backend = "torch"

    def __init__(self, folder: Path) -> None:
        self.model = _loaded_pairs(folder)
        self._computing = threading.Lock()
        self.card = PairCard(min(self.model.max_length or _LONGEST, _LONGEST))
        self.model.max_length = self.card.length

    @property
    def network(self) -> Any:
        """What computes: word pieces in, an object with `logits` out."""
        return self.model.model

    def read(self, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """What the network reads of pairs, its inputs by name, as tensors."""
        first, second = ([pair[i] for pair in pairs] for i in (0, 1))
        return dict(self.model.tokenizer(first, second, padding=True, return_tensors="pt"))

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """The model's output for each pair, before any sigmoid; float32 of shape (len(pairs),)."""
        from torch.nn import Identity

        if not pairs:
            return np.empty(0, dtype=np.float32)
        with self._computing:
            found = self.model.predict(
                list(pairs), activation_fn=Identity(), show_progress_bar=False
            )
        scores: Vectors = np.asarray(found, dtype=np.float32).reshape(len(pairs))
        return scores


def _loaded_pairs(folder: Path) -> CrossEncoder:
    _prepare()
    import torch
    from sentence_transformers import CrossEncoder

    try:
        _check_classifies(folder)
        model: CrossEncoder = CrossEncoder(
            str(folder),
            device="cpu",
            local_files_only=True,
            # Weights that are kept in 16 bits are computed in 32.
            model_kwargs={"dtype": torch.float32},
        )
    except (OSError, ValueError, KeyError) as error:
        raise DatelineError(f"The folder {folder} holds no cross-encoder") from error
    if model.num_labels != 1:
        raise DatelineError(f"The model in {folder} gives {model.num_labels} numbers, not one")
    return model


def _check_classifies(folder: Path) -> None:
    """Raise ValueError for any other model: it would be given an output of random weights."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    architectures = config.get("architectures") or ()
    if not any(name.endswith("ForSequenceClassification") for name in architectures):
        raise ValueError("it classifies nothing")


def _loaded(folder: Path) -> SentenceTransformer:
    _prepare()
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise DatelineError(f"The folder {folder} holds no sentence-transformers model") from error


def _prepare() -> None:
    """Set the library up before it is first imported."""
    # Read when the library is first imported: no look for updates, no usage figures.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    # oneDNN keeps compiled code for 1,024 tensor shapes, and no two batches of texts have
    # the same: over 1,000 texts memory grew by 360 MB and did not stop; with 8 it stays
    # within 40 MB. A query takes 9.6 ms instead of 8.6.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8")
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    # What it warns of are its own defaults, which nobody here has set.
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
