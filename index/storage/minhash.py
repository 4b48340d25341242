"""Which articles are near-identical copies of one another: wire stories, reprints. Pure.

MinHash: A. Broder, "On the resemblance and containment of documents", 1997; banding as in
J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", chapter 3. Meaning plays no
part: two reports of one event in different words are not copies.
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

Hashes = NDArray[np.uint32]

PERMUTATIONS = 126
# Two articles are compared at all where one band of three hashes agrees: of pairs with resemblance
# 0.2 that finds 29 %, of 0.3 68 %, of 0.4 94 %, of 0.5 over 99 %.
_BAND = 3
_SHINGLE_WORDS = 3
# Shingles whose permutations are in memory at once, 2 MB: a dump of a book has a million.
_HASHED_AT_ONCE = 4_096

_WORD = re.compile(r"\w+")
# Numbers and capitalised words: a copy keeps them, a form is filled with others.
_DETAIL = re.compile(r"\d[\d.,/-]*|\b[^\W\d_a-z][\w'’-]*")
_COMMON = frozenset(
    "a after all also an and are as at both but by for from had has he her his i if in is it its "
    "no not of on our she some that the their there these they this those to was we were when "
    "while with yes you".split()
)
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class CopyLimits:
    """From where on two articles are copies.

    `resemblance`: shared shingles over all, or `containment`: over the shorter one's, of a part cut
    out of the other. `details`: numbers and names of the one with fewer that the other has, too;
    below it, two articles are the same form, filled in differently. Texts of fewer than
    `short_words` are notices that differ in a word or two, so they need `short_resemblance`, title
    included. `days` may lie between them: what recurs after that is a form, too.

    Chosen on one half of a made corpus and measured on the other; the figures are in
    docs/reliability.md.
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
    """What is remembered of an article's wording: `hashes` of shape (126,) over `size` shingles,
    and sorted, distinct hashes of its `details`, of shape (n,).

    `first` and `last` bound its publication in epoch seconds, None where the date is unknown.
    """

    hashes: Hashes
    size: int
    details: Hashes
    first: int | None
    last: int | None


def compute_sketch(article: Article) -> Sketch:
    """The sketch of an article's text, and of its title where the text is short."""
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
    """Numbers have odd hashes, names even ones."""
    found = {detail.rstrip(".,-/").casefold() for detail in _DETAIL.findall(text)} - _COMMON
    hashes = {crc32(detail.encode()) & ~1 | detail[0].isdecimal() for detail in found}
    return np.array(sorted(hashes), dtype=np.uint32)


def _compute_minima(shingles: Iterable[bytes]) -> Hashes:
    """The least hash of the shingles, of which there is one at least, under each permutation."""
    # Overflowing is meant: 32 bits are the modulus.
    mixed = np.frombuffer(b"".join(sha1(s).digest()[:4] for s in shingles), dtype="<u4")  # noqa: S324
    # What spreads bits at the end of MurmurHash3: A. Appleby, public domain.
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

    They are part of what is stored: other ones would make all sketches incomparable.
    """
    chance = np.random.RandomState(1)  # this generator never changes, as newer ones may
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
    """Share of the fewer numbers, or names, that the other has, too: the less of the two shares."""
    return min(_overlap(one[one & 1 == odd], other[other & 1 == odd]) for odd in (0, 1))


def _overlap(one: Hashes, other: Hashes) -> float:
    fewer = min(one.size, other.size)
    return np.intersect1d(one, other, assume_unique=True).size / fewer if fewer else 1.0


def _days_apart(one: Sketch, other: Sketch) -> float:
    """Days between two publications, 0 where one of them is unknown or they may touch."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0.0
    return max(0, one.first - other.last, other.first - one.last) / _DAY
