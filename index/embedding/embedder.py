"""Text -> vectors, with a sentence-transformers model, computed by whatever is fastest here.

The model loads at first use, its weights checked before. Several threads may embed at once: what
they ask at the same time is embedded together.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.core.article import Span
from index.core.batching import Batcher
from index.core.errors import DatelineError
from index.embedding.engine import DEFAULT_PRECISION, Engine, Precision, Vectors
from index.embedding.model_files import DEFAULT_MODEL, Weights, locate

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Queries a batch: 3 to 4 ms each where one alone takes 25 (one thread); more bring little.
_MOST_QUERIES = 16
# A query is padded to a multiple of so many word pieces, and has only company of its own length.
# What it is multiplied with then has a shape of its own, whoever else asks, and its vector the same
# bits, alone or not; padded to the longest of a batch, it changes by 1e-7.
_QUERY_PIECES = 8


class Embedder:
    """A model by name.

    It is converted once, to be computed faster, and kept in `cache` (by default the user's own
    cache folder) for whatever archive needs it; without a `precision`, torch computes it as it is.
    """

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        *,
        cache: Path | None = None,
        precision: Precision | None = DEFAULT_PRECISION,
    ) -> None:
        # A folder by its one full name, however it was typed.
        folder = Path(model)
        self.name = str(folder.resolve()) if folder.is_dir() else model
        self._cache = cache
        self._precision = precision
        self._loading = threading.Lock()
        self._loaded: Engine | None = None
        self._queries: Batcher[str, Vectors] = Batcher(self._embed_queries, _MOST_QUERIES)

    @cached_property
    def weights(self) -> Weights:
        """The model's files. Raises DatelineError where they are missing or not the right ones."""
        return locate(self.name)

    @property
    def backend(self) -> str:
        """What computes the vectors, or will as far as can be told before the model is loaded."""
        if self._loaded is not None:
            return self._loaded.backend
        converts = self._precision and find_spec("openvino")
        return f"openvino {self._precision}" if converts else "torch"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._engine.card.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        return self._engine.documents(texts)

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a query, float32 of shape (dimension,)."""
        return self._queries.call(text)

    def _embed_queries(self, texts: Sequence[str]) -> list[Vectors]:
        """Unit vectors of queries, each the same as it would be alone."""
        found: Vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for alike in self._alike(texts):
            found[alike] = self._engine.queries([texts[i] for i in alike], _QUERY_PIECES)
        return list(found)

    def _alike(self, texts: Sequence[str]) -> Iterable[list[int]]:
        """Indices of queries that are padded to the same length."""
        prompt = self._engine.card.query_prompt
        specials = self._tokenizer.num_special_tokens_to_add(False)
        groups: dict[int, list[int]] = {}
        for i, spans in enumerate(self.spans([prompt + text for text in texts])):
            pieces = min(len(spans) + specials, self._engine.card.length)
            groups.setdefault(-(-pieces // _QUERY_PIECES), []).append(i)
        return groups.values()

    @property
    def room(self) -> int:
        """Word pieces of content that the model reads at once, nothing cut."""
        prompt = self._engine.card.document_prompt
        specials = self._tokenizer.num_special_tokens_to_add(False)
        return self._engine.card.length - specials - len(self.spans([prompt])[0])

    def sizes(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text has, special ones left out, nothing cut."""
        # Without offsets, which take a third of the time.
        encoded = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encoded]

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
    def _engine(self) -> Engine:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Engine:
        from index.embedding.conversion import converted
        from index.embedding.model_cache import converted_folder
        from index.embedding.torch_engine import TorchEngine

        original = lru_cache(TorchEngine)
        faster = None
        if self._precision:
            cache = self._cache or converted_folder()
            faster = converted(self.weights, cache, original, self._precision)
        return faster or original(self.weights.folder)
