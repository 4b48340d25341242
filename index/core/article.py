"""The data of the archive: articles, passages, hits and filters. Pure.

Does not know files, models or stores.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from index.core.dates import earliest, latest
from index.core.errors import PublicError
from index.core.facet import FacetChoice
from index.core.recognition import RecognisedLine
from index.core.terms import NO_TERMS, Terms


class Span(NamedTuple):
    """The half-open range `[start, end)` of an article's text, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. `text` is normalised before offsets exist and never changed after.

    `published` and `updated` are ISO 8601 dates or date-times in the precision and time zone that
    the article states, or None if unknown. `source` is the outlet's name, `url` the canonical
    address, `language` a BCP 47 tag such as "en" or "en-GB". Unknown texts are "", unknown
    `authors` the empty tuple. `terms` are what the publisher states about its use.
    """

    id: str
    title: str
    text: str
    source: str = ""
    published: str | None = None
    url: str = ""
    authors: tuple[str, ...] = ()
    updated: str | None = None
    language: str = ""
    section: str = ""
    terms: Terms = NO_TERMS

    @property
    def content_hash(self) -> str:
        """Hex digest of all fields but the id: equal hashes mean that nothing changed."""
        fields = (self.title, self.text, self.source, self.published or "", self.url)
        # Known fields only, each with its name: an article without them keeps its earlier hash.
        further = [f"author={name}" for name in self.authors]
        further += [
            f"{name}={value}"
            for name, value in (
                ("updated", self.updated),
                ("language", self.language),
                ("section", self.section),
            )
            if value
        ]
        further += [f"terms.{name}={value}" for name, value in self.terms.to_dict().items()]
        return digest(*fields, *further)


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one article: `article.text[start:end] == text`.

    `sentences` are spans in the article (not in the passage), in order.
    """

    id: str
    article_id: str
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a hit: its span in the article and its cosine similarity to the query."""

    start: int
    end: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Signals:
    """The unscaled scores that decide the rank of a hit.

    `dense`: cosine similarity of query and passage; `lexical`: BM25, 0.0 if no word matches;
    `sentence`: cosine similarity of the query and the passage's best sentence.
    """

    dense: float
    lexical: float
    sentence: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked passage with the data to show and cite it. `rank` counts from 1.

    Near-duplicates of an article share its `story_id`; `also_in` are the other outlets that have
    one, in alphabetical order. `recognised` are the lines of the passage that character recognition
    read, `terms` are the article's.
    """

    rank: int
    score: float
    passage: Passage
    title: str
    source: str
    published: str | None
    url: str
    signals: Signals
    sentences: tuple[ScoredSentence, ...]
    story_id: str = ""
    also_in: tuple[str, ...] = ()
    recognised: tuple[RecognisedLine, ...] = ()
    terms: Terms = NO_TERMS

    @property
    def ocr(self) -> bool:
        """Whether character recognition read a part of the passage."""
        return bool(self.recognised)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages (from 1) of the scan on which it was recognised, in order."""
        return tuple(dict.fromkeys(line.page for line in self.recognised))


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a query: as typed, its stem in the lexical index, and how many passages
    contain it. `is_name` is true if it looks like a proper name or a number."""

    word: str
    stem: str
    passages: int
    is_name: bool


# The most characters of a speaker's name or office in filters that come from outside.
MAX_SPEAKER = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may be searched.

    `after` and `before` are ISO dates (a year, month, day or date-time) and both inclusive, so
    `before="2025"` admits all of 2025. An article of unknown date passes no date filter.
    `sources` are outlet names; case does not matter, and none means all. `as_of` is the day as of
    which the archive is read: nothing that was published later is admitted, nor what is undated.
    With `republishable`, only articles pass whose publishers state that anybody may republish
    them. `speaker` is a name or an office: only passages pass that hold words of that speaker, and
    articles that have such a passage. `spoken_by` are the names and offices that this means in the
    archive; the library looks them up, whatever stands there. Of `words`, each must begin a word of
    the title or the text. Of the values in `facets`, those of one facet are alternatives, and an
    article must have one of each facet that is chosen. Of `collections`, it must be in one. With
    `article_ids`, only these articles pass.
    """

    after: str | None = None
    before: str | None = None
    sources: tuple[str, ...] = ()
    as_of: str | None = None
    republishable: bool = False
    speaker: str | None = None
    spoken_by: tuple[tuple[str, str], ...] = ()
    words: str = ""
    facets: tuple[FacetChoice, ...] = ()
    collections: tuple[str, ...] = ()
    article_ids: tuple[str, ...] | None = None

    @property
    def speaker_name(self) -> str:
        """The speaker on one line, "" for anybody."""
        return " ".join((self.speaker or "").split())

    @property
    def first_second(self) -> int | None:
        """First admitted second since the epoch; raises DatelineError if `after` is no date."""
        return None if self.after is None else _parse_bound(self.after, "after", earliest)

    @property
    def last_second(self) -> int | None:
        """Last admitted second since the epoch; raises DatelineError if `before` or `as_of` is no
        date."""
        bounds = ((self.before, "before"), (self.as_of, "as_of"))
        seconds = [_parse_bound(text, name, latest) for text, name in bounds if text is not None]
        return min(seconds, default=None)

    @property
    def source_keys(self) -> tuple[str, ...]:
        """The admitted outlets, each as its `source_key`."""
        return tuple(sorted({source_key(name) for name in self.sources}))


def _parse_bound(text: str, name: str, to_seconds: Callable[[str], int]) -> int:
    try:
        return to_seconds(text)
    except ValueError as error:
        raise PublicError(
            f"'{replace_surrogates(text[:40])}' is not a date for '{name}'",
            "Write it as 2025, 2025-03 or 2025-03-17",
        ) from error


def source_key(source: str) -> str:
    """The form in which outlets are compared: NFC, without case or surrounding space."""
    return unicodedata.normalize("NFC", replace_surrogates(source).strip().casefold())


def add_suffix(article_id: str, origin: str) -> str:
    """The id of an article whose plain id is in use: the plain id with a hash of its origin."""
    return f"{article_id}-{digest(origin)[:8]}"


def is_suffixed(article_id: str, plain: str) -> bool:
    """Is this the plain id, or the plain id with a suffix?"""
    rest = article_id.removeprefix(plain)
    return article_id.startswith(plain) and bool(re.fullmatch(r"(?:-[0-9a-f]{8})?", rest))


def replace_surrogates(text: str) -> str:
    """The text with a question mark for each lone surrogate: no store or reply can carry one."""
    return text.encode("utf-8", "replace").decode("utf-8")


def digest(*parts: str) -> str:
    """A 128-bit hex digest of strings, with unambiguous boundaries between them."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode("utf-8")
        state.update(len(encoded).to_bytes(8, "big"))
        state.update(encoded)
    return state.hexdigest()
