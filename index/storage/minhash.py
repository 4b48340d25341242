"""Detect near-duplicates among articles: wire stories, reprints. Pure.

MinHash: A. Broder, "On the resemblance and containment of documents", 1997; banding as in
J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", chapter 3. Meaning plays no
part: two reports of one event in different words are no near-duplicates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, sha1
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.core.article import Article
from index.core.dates import earliest, latest
from index.language.en.function_words import COMMON_WORDS

Hashes = NDArray[np.uint32]

PERMUTATIONS = 126
# Two articles are compared if one band of three hashes agrees: this finds 29 % of the pairs with
# resemblance 0.2, 68 % with 0.3, 94 % with 0.4, over 99 % with 0.5.
_BAND = 3
_SHINGLE_WORDS = 3
# Shingles that are permuted at once, in 2 MB of memory: a book has a million.
_HASHED_AT_ONCE = 4_096

_WORD = re.compile(r"\w+")
# Numbers and capitalised words: a copy keeps them, another filling of a form has others.
_DETAIL = re.compile(r"\d[\d.,/-]*|\b[^\W\d_a-z][\w'’-]*")
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class CopyLimits:
    """The thresholds above which two articles are copies.

    `resemblance` is the share of shingles in common. `containment` is their share of the shorter
    article, which may be a part of the other. `details` is the share of numbers and names in
    common, of the article with fewer; below it, two articles are one form, filled in differently.
    Texts of fewer than `short_words` are notices that differ in a word or two, so they need
    `short_resemblance`, title included. At most `days` may lie between two copies: a text that
    recurs later is a form, too.

    Chosen on one half of a synthetic corpus and measured on the other; docs/reliability.md has the
    figures.
    """

    resemblance: float = 0.3
    containment: float = 0.8
    details: float = 0.7
    short_words: int = 50
    short_resemblance: float = 0.7
    days: float = 7.0


LIMITS = CopyLimits()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A summary of an article's wording: `hashes` of shape (126,) over `size` shingles, and
    sorted, distinct hashes of its `details`, of shape (n,).

    `first` and `last` bound its publication in epoch seconds, None if the date is unknown.
    """

    hashes: Hashes
    size: int
    details: Hashes
    first: int | None
    last: int | None


def compute_sketch(article: Article) -> Sketch:
    """The sketch of an article's text, and of its title if the text is short."""
    words = _WORD.findall(article.text.casefold())
    if len(words) < LIMITS.short_words:
        words = _WORD.findall(article.title.casefold()) + words
    runs = range(max(1, len(words) - _SHINGLE_WORDS + 1))
    shingles = {" ".join(words[i : i + _SHINGLE_WORDS]).encode() for i in runs}
    date = article.published
    return Sketch(
        _compute_minima(shingles),
        len(shingles),
        _hash_details(article.text),
        None if date is None else earliest(date),
        None if date is None else latest(date),
    )


def _hash_details(text: str) -> Hashes:
    """Hashes of numbers, which are odd, and of names, which are even."""
    details = {detail.rstrip(".,-/").casefold() for detail in _DETAIL.findall(text)} - COMMON_WORDS
    hashes = {crc32(detail.encode()) & ~1 | detail[0].isdecimal() for detail in details}
    return np.array(sorted(hashes), dtype=np.uint32)


def _compute_minima(shingles: Iterable[bytes]) -> Hashes:
    """The least hash of one or more shingles under each permutation."""
    # Overflow is intended: arithmetic is modulo 2**32.
    mixed = np.frombuffer(b"".join(sha1(s).digest()[:4] for s in shingles), dtype="<u4")  # noqa: S324
    # The finaliser of MurmurHash3, which spreads bits: A. Appleby, public domain.
    mixed = (mixed ^ (mixed >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    mixed = mixed ^ (mixed >> np.uint32(16))
    factors, terms = _permutations()
    parts = range(0, len(mixed), _HASHED_AT_ONCE)
    hashes = [
        (mixed[i : i + _HASHED_AT_ONCE, np.newaxis] * factors + terms).min(axis=0) for i in parts
    ]
    least: Hashes = np.stack(hashes).min(axis=0)
    return least


@cache
def _permutations() -> tuple[Hashes, Hashes]:
    """`x -> factor * x + term` modulo 2**32; an odd factor makes it a permutation.

    Stored sketches depend on them: with others, they would not compare.
    """
    chance = np.random.RandomState(1)  # this generator never changes; newer ones may
    factors = chance.randint(0, 1 << 31, PERMUTATIONS, dtype=np.uint32)
    terms = chance.randint(0, 1 << 32, PERMUTATIONS, dtype=np.uint32)
    return factors * np.uint32(2) + np.uint32(1), terms


def compute_bands(hashes: Hashes) -> list[int]:
    """Keys of the sketch's bands, signed 64-bit: copies are likely to share one."""
    return [
        int.from_bytes(
            blake2b(part.tobytes(), digest_size=8, salt=number.to_bytes(2, "big")).digest(),
            "big",
            signed=True,
        )
        for number, part in enumerate(hashes.reshape(-1, _BAND))
    ]


def are_copies(one: Sketch, other: Sketch, limits: CopyLimits = LIMITS) -> bool:
    """Is one a copy of the other, or of a part of it?"""
    resemblance = float(np.mean(one.hashes == other.hashes))
    shared = resemblance / (1 + resemblance) * (one.size + other.size)
    containment = min(1.0, shared / min(one.size, other.size))
    if min(one.size, other.size) < limits.short_words:
        alike = resemblance >= limits.short_resemblance
    else:
        alike = resemblance >= limits.resemblance or containment >= limits.containment
    return (
        alike
        and _compare_details(one.details, other.details) >= limits.details
        and _days_apart(one, other) <= limits.days
    )


def _compare_details(one: Hashes, other: Hashes) -> float:
    """The lower of two shares: of the numbers, and of the names, that both have."""
    return min(_overlap(one[one & 1 == odd], other[other & 1 == odd]) for odd in (0, 1))


def _overlap(one: Hashes, other: Hashes) -> float:
    fewer = min(one.size, other.size)
    return np.intersect1d(one, other, assume_unique=True).size / fewer if fewer else 1.0


def _days_apart(one: Sketch, other: Sketch) -> float:
    """Days between two publications, 0 if one of them is unknown or they may touch."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0.0
    return max(0, one.first - other.last, other.first - one.last) / _DAY
