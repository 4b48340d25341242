"""What a speaker says in the archive: statements found by name or office, topic and date.

They are read from the attributions that were found when articles came in; somebody else's words to
or about the speaker are none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.news.speech.joined_statements import SpeakerJoin, join_statements
from index.core.article import Article, Filters, Span
from index.core.attribution import Attribution, Speaker
from index.core.dates import earliest
from index.core.errors import PublicError
from index.language.en.sentence_form import is_cut_off_in
from index.language.en.speech.speaker_match import match_speakers
from index.library import Library

# The most statements that are compared with a topic: of a frequent speaker the newest.
_MOST_COMPARED = 400
# A statement is on a topic if its cosine with it is at least this share of the best one's, and
# hardly any is below the least (looked at for five speakers of the samples).
_SHARE_OF_BEST = 0.8
_LEAST_SIMILARITY = 0.3
MAX_STATEMENTS = 500

_Attributed = tuple[Article, Attribution, SpeakerJoin | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a speaker. `quote` are the whole sentences: `article.text[start:end]`. A
    `join` says why it counts as the speaker's where its article names only an office."""

    article: Article
    attribution: Attribution
    quote: Span
    join: SpeakerJoin | None = None

    @property
    def text(self) -> str:
        """The quoted sentences, verbatim."""
        return self.article.text[self.quote.start : self.quote.end]


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of the speakers whom a name means, in the order of time.

    `total` counts them all, also those that were cut off; `missing_articles` the articles in which
    nobody looked for statements yet.
    """

    speakers: tuple[Speaker, ...]
    statements: tuple[Statement, ...]
    total: int
    missing_articles: int


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """Whose statements, on what topic ("" for any), under which filters, and how many at most. With
    `is_exact` only those count in whose article the speaker is named."""

    speaker: str
    about: str = ""
    filters: Filters = field(default_factory=Filters)
    limit: int = 50
    direct_only: bool = False
    is_exact: bool = False


def find_statements(library: Library, query: StatementQuery) -> Statements:
    """Find statements, oldest first and undated ones last; of too many, the newest.

    Raises DatelineError for a limit below 1 and filters that are no dates.
    """
    if not 1 <= query.limit <= MAX_STATEMENTS:
        raise PublicError(f"The number of statements is 1 to {MAX_STATEMENTS}, not {query.limit}")
    speakers = match_speakers(query.speaker, library.speakers())
    found = list(_read_statements(library, speakers, query))
    if query.about:
        found = _keep_topic(library, found, query.about)
    return Statements(
        tuple(speakers), tuple(found[-query.limit :]), len(found), library.unenriched_count
    )


def _read_statements(
    library: Library, speakers: Sequence[Speaker], query: StatementQuery
) -> Iterator[Statement]:
    """The statements, of two that stand in the same sentences the first."""
    seen: set[tuple[str, Span]] = set()
    for article, attribution, join in _list_attributed(library, speakers, query):
        quote = attribution.quote or attribution.extent
        if (article.id, quote) in seen or not _is_wanted(attribution, query):
            continue
        if attribution.quote and is_cut_off_in(article.text, quote, is_first=quote.start == 0):
            continue
        seen.add((article.id, quote))
        yield Statement(article, attribution, quote, join)


def _list_attributed(
    library: Library, speakers: Sequence[Speaker], query: StatementQuery
) -> list[_Attributed]:
    """What is attributed to the speakers, or to their offices, oldest first and undated last."""
    named: list[_Attributed] = [
        (*each, None) for each in library.statements(speakers, query.filters)
    ]
    if query.is_exact:
        return named
    joined = join_statements(library, speakers, query.filters)
    return sorted([*named, *joined], key=_order)


def _order(found: _Attributed) -> tuple[bool, int, str, int]:
    article, attribution, _ = found
    second = None if article.published is None else earliest(article.published)
    return second is None, second or 0, article.id, attribution.extent.start


def _is_wanted(attribution: Attribution, query: StatementQuery) -> bool:
    return attribution.is_speech and (attribution.direct or not query.direct_only)


def _keep_topic(library: Library, found: Sequence[Statement], topic: str) -> list[Statement]:
    """The statements on a topic: those near it in meaning, or with its words."""
    compared = found[-_MOST_COMPARED:]
    stems = set(library.stems(topic))
    near = library.compare(topic, [each.text for each in compared])
    # The headline says what a statement without a subject of its own is about.
    under = library.compare(topic, [f"{each.article.title}. {each.text}" for each in compared])
    similarities = [max(pair) for pair in zip(near, under, strict=True)]
    least = max(_LEAST_SIMILARITY, _SHARE_OF_BEST * max(similarities, default=0.0))
    return [
        each
        for each, similarity in zip(compared, similarities, strict=True)
        if similarity >= least or (stems and stems <= set(library.stems(each.text)))
    ]
