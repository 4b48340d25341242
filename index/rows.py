"""Articles and passages as rows of the catalog's tables, and back."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article import Article, DatelineError, Passage, Span, digest, source_key
from index.dates import earliest
from index.stored import PreparedArticle, StoredPassage

# Half precision moves a cosine by less than 0.001 and halves what is by far the largest table.
_STORED = np.float16

# The columns that describe an article, of `articles` and of `versions`.
DESCRIBED = "title, text, source, published, url, authors, updated, language, section"
# The columns of a passage, of `passages` joined with `articles`.
PASSAGE = (
    "passages.id, articles.id, first, after, substr(text, first + 1, after - first), sentences,"
    " vectors, title, source, published, url, story"
)
_REMEDY = "See: dateline doctor"


_log = logging.getLogger(__name__)


def rounded(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors in the precision in which they are stored."""
    return vectors.astype(_STORED).astype(np.float32)


def article_row(article: Article) -> dict[str, Any]:
    """An article's columns by name, but for those that others set."""
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "source": article.source,
        "source_key": source_key(article.source),
        "published": article.published,
        "published_second": None if article.published is None else earliest(article.published),
        "url": article.url,
        "content_hash": article.content_hash,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "updated": article.updated,
        "language": article.language,
        "section": article.section,
    }


def article_of(article_id: str, *described: Any) -> Article:
    """The article of an id and the DESCRIBED columns; DatelineError where they are damaged."""
    title, text, source, published, url, authors, updated, language, section = described
    try:
        names = tuple(map(str, json.loads(authors)))
    except (ValueError, TypeError) as error:
        raise DatelineError(f"The article {article_id} is damaged", _REMEDY) from error
    return Article(
        article_id, title, text, source, published, url, names, updated, language, section
    )


def _packed(sentences: Sequence[Span]) -> str:
    return json.dumps([offset for span in sentences for offset in span])


def _stored(vectors: NDArray[np.float32]) -> bytes:
    return vectors.astype(_STORED).tobytes()


def own_size(dimension: int) -> int:
    """How many bytes of a passage's stored vectors are its own vector."""
    return dimension * np.dtype(_STORED).itemsize


def own_vectors(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
    """The vectors of so many bytes each, of shape (n, dimension)."""
    packed = np.frombuffer(b"".join(blobs), dtype=_STORED)
    return packed.reshape(-1, dimension).astype(np.float32)


def stored_passage(row: tuple[Any, ...]) -> StoredPassage:
    """The passage of the PASSAGE columns; raises DatelineError where it is not whole."""
    passage_id, article_id, start, end, text, packed, blob, title, source, published, url, story = (
        row
    )
    try:
        sentences = _unpacked(packed, start, end)
        packed_vectors = np.frombuffer(blob, dtype=_STORED).reshape(1 + len(sentences), -1)
        vectors = packed_vectors.astype(np.float32)
    except (ValueError, TypeError, OverflowError) as error:
        raise _damaged(passage_id) from error
    if len(text) != end - start or not _are_unit(vectors):
        raise _damaged(passage_id)
    return StoredPassage(
        Passage(passage_id, article_id, start, end, text, sentences),
        vectors,
        title,
        source,
        published,
        url,
        story,
    )


def _unpacked(packed: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of a passage; raises ValueError or TypeError where they are none."""
    offsets = json.loads(packed)
    if not isinstance(offsets, list) or not offsets or len(offsets) % 2:
        raise ValueError("no pairs")
    if not start <= offsets[0] < offsets[-1] <= end:
        raise ValueError("not in the passage")
    if any(not isinstance(offset, int) for offset in offsets) or sorted(offsets) != offsets:
        raise ValueError("not in order")
    return tuple(map(Span, offsets[::2], offsets[1::2]))


def _are_unit(vectors: NDArray[np.float32]) -> bool:
    """Half precision moves a vector's length by less than this; no other damage is as small."""
    squares = np.einsum("ij,ij->i", vectors, vectors)
    return bool((np.abs(squares - 1.0) < 2e-2).all())


def _damaged(passage_id: str) -> DatelineError:
    return DatelineError(f"The passage {passage_id} is damaged", _REMEDY)


def whole_passages(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredPassage]:
    """The passages that are as they were stored: one that is not keeps no other out."""
    for row in rows:
        try:
            yield stored_passage(row)
        except DatelineError:
            _warn_of_damage()


@cache
def _warn_of_damage() -> None:
    """Once a process: the doctor counts what is damaged."""
    _log.warning("Some passages of the archive are damaged, and passed over. %s", _REMEDY)


def passage_rows(number: int, prepared: PreparedArticle) -> Iterator[tuple[Any, ...]]:
    """The passages of the article of this number as whole rows."""
    for passage, vectors in zip(prepared.passages, prepared.vectors, strict=True):
        yield (
            passage.id,
            number,
            passage.start,
            passage.end,
            _packed(passage.sentences),
            _stored(vectors),
            digest(passage.text),
        )
