"""Text to vectors, with a sentence-transformers model and the fastest engine available.

The model loads at first use, after its checksum is verified. Several threads may embed at once;
queries that come at the same time form one batch. Files, conversion and computing are elsewhere.
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
from index.embedding.model_files import DEFAULT_MODEL, ModelFiles, locate_model

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Queries a batch: 3 to 4 ms each, where a single query takes 25 (one thread); more gain little.
_MAX_QUERIES = 16
# Queries are padded to a multiple of so many word pieces and batched only with their own length.
# The shape of the computation then depends on the query alone, and its vector has the same bits in
# every batch; padded to the longest of a batch, it changes by 1e-7.
_PAD_QUERIES_TO_MULTIPLE = 8


class Embedder:
    """A model by name.

    The model is converted once for a faster engine and kept in `cache`, by default the user's own
    cache folder, for all archives. Without a `precision` it runs in torch, unconverted.
    """

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        *,
        cache: Path | None = None,
        precision: Precision | None = DEFAULT_PRECISION,
    ) -> None:
        # The same folder has the same name, however it was typed.
        folder = Path(model)
        self.name = str(folder.resolve()) if folder.is_dir() else model
        self._cache = cache
        self._precision = precision
        self._loading = threading.Lock()
        self._loaded: Engine | None = None
        self._queries: Batcher[str, Vectors] = Batcher(self._embed_queries, _MAX_QUERIES)

    @cached_property
    def files(self) -> ModelFiles:
        """The model's files. Raises DatelineError if they are missing or have another checksum."""
        return locate_model(self.name)

    @property
    def backend(self) -> str:
        """The engine's name; before the model is loaded, the engine that is expected."""
        if self._loaded is not None:
            return self._loaded.backend
        is_converted = self._precision and find_spec("openvino")
        return f"openvino {self._precision}" if is_converted else "torch"

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._engine.spec.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        return self._engine.embed_documents(texts)

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a query, float32 of shape (dimension,)."""
        return self._queries.call(text)

    def _embed_queries(self, texts: Sequence[str]) -> list[Vectors]:
        """Unit vectors of queries. A query has the same vector in every batch."""
        vectors: Vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for group in self._group_by_length(texts):
            vectors[group] = self._engine.embed_queries(
                [texts[i] for i in group], _PAD_QUERIES_TO_MULTIPLE
            )
        return list(vectors)

    def _group_by_length(self, texts: Sequence[str]) -> Iterable[list[int]]:
        """Indices of queries, grouped by their padded length."""
        prompt = self._engine.spec.query_prompt
        specials = self._tokenizer.num_special_tokens_to_add(False)
        groups: dict[int, list[int]] = {}
        for i, spans in enumerate(self.spans([prompt + text for text in texts])):
            pieces = min(len(spans) + specials, self._engine.spec.length)
            groups.setdefault(-(-pieces // _PAD_QUERIES_TO_MULTIPLE), []).append(i)
        return groups.values()

    @property
    def room(self) -> int:
        """The number of content word pieces that the model reads without truncation."""
        prompt = self._engine.spec.document_prompt
        specials = self._tokenizer.num_special_tokens_to_add(False)
        return self._engine.spec.length - specials - len(self.spans([prompt])[0])

    def sizes(self, texts: Sequence[str]) -> list[int]:
        """The number of word pieces of each text, without special ones, without truncation."""
        # The fast variant leaves out offsets, which take a third of the time.
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The span of each word piece of each text, without special ones, without truncation."""
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [[Span(*offsets) for offsets in encoding.offsets] for encoding in encodings]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        # A separate copy: the engine sets truncation and padding on its own.
        from tokenizers import Tokenizer

        path = self.files.folder / "tokenizer.json"
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
                self._loaded = self._load_engine()
            return self._loaded

    def _load_engine(self) -> Engine:
        from index.embedding.conversion import load_converted
        from index.embedding.model_cache import default_cache_folder
        from index.embedding.torch_engine import TorchEngine

        load_torch = lru_cache(TorchEngine)
        converted = None
        if self._precision:
            cache = self._cache or default_cache_folder()
            converted = load_converted(self.files, cache, load_torch, self._precision)
        return converted or load_torch(self.files.folder)
