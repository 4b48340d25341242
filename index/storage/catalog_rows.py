"""Convert articles and passages to rows of the catalog's tables, and back.

Reads and writes no database. Rows of damaged passages are left out.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.core.article import Article, Passage, Span, digest, source_key
from index.core.dates import earliest
from index.core.errors import DatelineError
from index.core.terms import NO_TERMS, Terms, build_terms
from index.storage.catalog_types import PreparedArticle, StoredPassage

# Half precision moves a cosine by less than 0.001 and halves the largest table.
_STORED_TYPE = np.dtype(np.float16)

Row = tuple[Any, ...]

# The columns of an article, in `articles` and in `versions`.
ARTICLE_COLUMNS = "title, text, source, published, url, authors, updated, language, section, terms"
# The columns of a passage, of `passages` joined with `articles`.
PASSAGE_COLUMNS = (
    "passages.id, articles.id, first, after, substr(text, first + 1, after - first), sentences,"
    " vectors, title, source, published, url, story, terms"
)
_REMEDY = "See: dateline doctor"


_log = logging.getLogger(__name__)


def round_to_stored(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors rounded to the precision in which they are stored."""
    return vectors.astype(_STORED_TYPE).astype(np.float32)


def article_row(article: Article) -> dict[str, Any]:
    """An article's columns by name, without those that other tables' code sets."""
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
        "terms": _pack_terms(article.terms),
    }


def _pack_terms(terms: Terms) -> str:
    """The stated terms as JSON, "" if there are none."""
    stated = terms.to_dict()
    return json.dumps(stated, ensure_ascii=False) if stated else ""


@lru_cache(maxsize=1_000)
def unpack_terms(packed: str) -> Terms:
    """The terms of a row. Raises ValueError if they are damaged."""
    if not packed:
        return NO_TERMS
    stated = json.loads(packed)
    if not isinstance(stated, dict):
        raise ValueError("no terms")
    return build_terms(stated)


def _are_terms(packed: str) -> bool:
    """Can the terms of a row be read?"""
    try:
        unpack_terms(packed)
    except ValueError:
        return False
    return True


def build_article(article_id: str, *described: Any) -> Article:
    """The article of an id and its ARTICLE_COLUMNS. Raises DatelineError if they are damaged."""
    title, text, source, published, url, authors, updated, language, section, terms = described
    try:
        names = tuple(map(str, json.loads(authors)))
        stated = unpack_terms(terms)
    except (ValueError, TypeError) as error:
        raise DatelineError(f"The article {article_id} is damaged", _REMEDY) from error
    return Article(
        article_id, title, text, source, published, url, names, updated, language, section, stated
    )


def _pack_sentences(sentences: Sequence[Span]) -> str:
    return json.dumps([offset for span in sentences for offset in span])


def _pack_vectors(vectors: NDArray[np.float32]) -> bytes:
    return vectors.astype(_STORED_TYPE).tobytes()


def passage_vector_size(dimension: int) -> int:
    """The bytes of the passage's own vector, which is first among its stored vectors."""
    return dimension * _STORED_TYPE.itemsize


def unpack_passage_vectors(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
    """The vectors of n blobs, of shape (n, dimension)."""
    packed = np.frombuffer(b"".join(blobs), dtype=_STORED_TYPE)
    return packed.reshape(-1, dimension).astype(np.float32)


def build_passages(rows: Iterable[Row]) -> list[StoredPassage]:
    """The intact passages of rows of PASSAGE_COLUMNS; damaged ones are left out.

    Their vectors share one array.
    """
    all_rows = list(rows)
    legible = [
        (row, sentences)
        for row in all_rows
        if (sentences := _unpack_sentences(*row[2:7])) and _are_terms(row[-1])
    ]
    vectors = _unpack_unit_vectors(
        [row[6] for row, _ in legible], [1 + len(each) for _, each in legible]
    )
    whole = [
        _build_passage(row, sentences, own)
        for (row, sentences), own in zip(legible, vectors, strict=True)
        if own is not None
    ]
    if len(whole) < len(all_rows):
        _warn_of_damage()
    return whole


def _build_passage(
    row: Row, sentences: tuple[Span, ...], vectors: NDArray[np.float32]
) -> StoredPassage:
    passage_id, article_id, start, end, text, _, _, *described, packed = row
    passage = Passage(passage_id, article_id, start, end, text, sentences)
    title, source, published, url, story = described
    terms = unpack_terms(packed)
    return StoredPassage(passage, vectors, title, source, published, url, story, terms)


def _unpack_sentences(
    start: int, end: int, text: str, packed: str, blob: bytes
) -> tuple[Span, ...]:
    """The sentences of a passage; none if they, its text or the size of its vectors are damaged."""
    try:
        offsets = json.loads(packed)
        whole = (
            {*map(type, offsets)} == {int}
            and len(offsets) % 2 == 0
            and start <= offsets[0] < offsets[-1] <= end
            and sorted(offsets) == offsets
            and len(text) == end - start
            and isinstance(blob, bytes)
            and len(blob) >= (one_each := _STORED_TYPE.itemsize * (1 + len(offsets) // 2))
            and len(blob) % one_each == 0
        )
    except (ValueError, TypeError):
        return ()
    return tuple(map(Span, offsets[::2], offsets[1::2])) if whole else ()


def _unpack_unit_vectors(
    blobs: Sequence[bytes], numbers: Sequence[int]
) -> list[NDArray[np.float32] | None]:
    """The vectors of each blob, of shape (number, d); None if they are not of unit length.

    Half precision moves the length by less than 2 %, and no other damage is as small. All blobs are
    unpacked at once: for a few vectors, a call of numpy takes longer than its work.
    """
    if not blobs:
        return []
    values = np.frombuffer(b"".join(blobs), dtype=_STORED_TYPE).astype(np.float32)
    sizes = np.array([len(blob) for blob in blobs]) // _STORED_TYPE.itemsize
    counts = np.array(numbers)
    # Each length comes from its own blob, so a damaged blob affects no other.
    lengths = np.repeat(sizes // counts, counts)
    squares = np.add.reduceat(values * values, np.cumsum(lengths) - lengths)
    unit = np.abs(squares - 1.0) < 2e-2
    whole = np.logical_and.reduceat(unit, np.cumsum(counts) - counts)
    parts = np.split(values, np.cumsum(sizes)[:-1])
    return [
        part.reshape(number, -1) if is_whole else None
        for part, number, is_whole in zip(parts, numbers, whole.tolist(), strict=True)
    ]


@cache
def _warn_of_damage() -> None:
    """Warn once a process: the doctor counts the damaged passages."""
    _log.warning("Some passages of the archive are damaged, and passed over. %s", _REMEDY)


def passage_rows(number: int, prepared: PreparedArticle) -> Iterator[Row]:
    """The rows of an article's passages. `number` is the article's row number."""
    for passage, vectors in zip(prepared.passages, prepared.vectors, strict=True):
        yield (
            passage.id,
            number,
            passage.start,
            passage.end,
            _pack_sentences(passage.sentences),
            _pack_vectors(vectors),
            digest(passage.text),
        )
