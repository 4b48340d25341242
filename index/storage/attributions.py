"""Store the attributions of articles and the names in them. Finds none itself.

The attributions of an article belong to its content hash and to the version of the rules that found
them. They go with the article, and are found anew if either changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.core.article import Article, Filters, Span
from index.core.attribution import Attribution, Speaker
from index.core.errors import DatelineError
from index.language.en.speech.speaker_match import match_speakers, suggest_names
from index.storage.catalog_rows import ARTICLE_COLUMNS, build_article, unpack_terms
from index.storage.overview.facets import build_condition
from index.storage.overview.labels import Label, Labels
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

_SPANS = ("source", "cue", "content", "addressee")
# The most names that are remembered.
_MOST_FOUND = 100
_REMEDY = "Run: dateline enrich --all"


@dataclass(frozen=True, slots=True)
class Enriched:
    """What is found in an article: its attributions in order, and the names in it."""

    attributions: tuple[Attribution, ...]
    names: tuple[Label, ...] = ()


class Attributions:
    """The tables `attributions` and `enrichments`. Safe to use from any number of threads."""

    def __init__(self, database: Database, availability: Availability) -> None:
        self._database = database
        self._availability = availability
        self._labels = Labels(database)
        # Whom names mean among the speakers of a survey: a question looks a name up repeatedly.
        self._compared: Sequence[tuple[Any, ...]] = ()
        self._found: dict[str, list[Speaker]] = {}

    def put(self, found: Mapping[str, Enriched], rules: str) -> None:
        """Replace what was found in articles, by id, by a version of the rules; all or none. An
        article that is gone or has changed since it was read is passed over."""
        with self._database.transaction() as connection:
            for article_id, enriched in found.items():
                number = self._database.one(
                    "SELECT number FROM articles WHERE id = ?", (article_id,)
                )
                if number is None:
                    continue
                connection.execute("DELETE FROM attributions WHERE article = ?", (number,))
                connection.executemany(
                    "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [
                        _make_row(number, place, one)
                        for place, one in enumerate(enriched.attributions)
                    ],
                )
                self._labels.name(number, enriched.names)
                connection.execute(
                    "INSERT OR REPLACE INTO enrichments"
                    " SELECT number, content_hash, ? FROM articles WHERE number = ?",
                    (rules, number),
                )

    def get(self, article_id: str) -> list[Attribution] | None:
        """The attributions of an article in order; None if they were not found yet."""
        found = self.get_many([article_id])
        return found.get(article_id)

    def get_many(self, article_ids: Sequence[str]) -> dict[str, list[Attribution]]:
        """The attributions of articles by id; those of which none were looked for are left out."""
        found: dict[str, list[Attribution]] = {
            article_id: []
            for (article_id,) in self._database.select_in_parts(
                f"SELECT id FROM articles {_CURRENT} WHERE id IN ({{}})",
                article_ids,
            )
        }
        rows = self._database.select_in_parts(
            "SELECT id, speaker, office, direct, spans, first, after, speech FROM attributions"
            " JOIN articles ON number = article WHERE id IN ({}) ORDER BY article, place",
            list(found),
        )
        for article_id, *described in rows:
            found[article_id].append(_build_attribution(article_id, *described))
        return found

    def count_missing(self, rules: str) -> int:
        """The number of articles whose attributions are to be found, or found anew."""
        return int(self._database.one(f"SELECT count(*) {_MISSING}", (rules,)))

    def list_missing(self, rules: str, limit: int) -> list[Article]:
        """Some of these articles, newest first."""
        rows = self._database.rows(
            f"SELECT id, {ARTICLE_COLUMNS} {_MISSING}"
            " ORDER BY ifnull(-published_second, 9223372036854775807), id LIMIT ?",
            (rules, limit),
        )
        return [build_article(*row) for row in rows]

    def forget(self) -> None:
        """Have the attributions of all articles found anew."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM enrichments")

    def speakers(self) -> list[Speaker]:
        """All names of sources with their offices, most frequent first, in the articles that may
        be shown now."""
        return [Speaker(*row) for row in self._survey_speakers()]

    def _survey_speakers(self) -> Sequence[tuple[Any, ...]]:
        shown, hours = self._availability.condition()
        return self._database.survey(
            "SELECT speaker, office, count(*) AS times FROM articles JOIN attributions"
            f" ON number = attributions.article {_CURRENT} WHERE speaker <> ''"
            f" AND {shown or '1'}"
            " GROUP BY speaker, office ORDER BY times DESC, speaker, office",
            hours,
        )

    def find_speakers(self, name: str) -> list[Speaker]:
        """The speakers of these whom a name or an office means."""
        rows = self._survey_speakers()
        if self._compared is not rows or len(self._found) > _MOST_FOUND:
            self._compared, self._found = rows, {}
        known = self._found
        if name not in known:
            known[name] = match_speakers(name, [Speaker(*row) for row in rows])
        return known[name]

    def suggest_names(self, name: str) -> list[str]:
        """Names of a few of them that are spelt like a name, the closest first."""
        return suggest_names(name, self.speakers())

    def by_speakers(
        self, speakers: Iterable[Speaker], filters: Filters
    ) -> Iterator[tuple[Article, Attribution]]:
        """The attributions to any of these speakers that the filters admit, oldest article first,
        undated ones last, each with its article."""
        wanted = {(each.name, each.office) for each in speakers}
        names = sorted({name for name, _ in wanted})
        rows = self._select("speaker IN ({})", names, filters)
        return _build_all(row for row in rows if (row[7], row[8]) in wanted)

    def by_nobody(
        self, article_ids: Sequence[str], filters: Filters
    ) -> Iterator[tuple[Article, Attribution]]:
        """The attributions without a name in those of some articles that the filters admit, in the
        same order."""
        return _build_all(self._select("speaker = '' AND id IN ({})", article_ids, filters))

    def unnamed_sources(self) -> Sequence[tuple[str, str]]:
        """The ids of dated articles that may be shown now, and the words of sources in them whose
        name is not known but that may be an office: "the foreign secretary"."""
        shown, hours = self._availability.condition()
        return self._database.survey(
            "SELECT DISTINCT articles.id, substr(text, json_extract(spans, '$.source[0][0]') + 1,"
            " json_extract(spans, '$.source[0][1]') - json_extract(spans, '$.source[0][0]'))"
            " AS words FROM articles JOIN attributions ON number = attributions.article"
            f" {_CURRENT} WHERE speaker = '' AND speech = 1 AND published IS NOT NULL"
            " AND json_valid(spans) AND length(words) < 80 AND words LIKE '% %'"
            f" AND (words LIKE 'the %' OR words LIKE '%''s %' OR words LIKE '%’s %')"
            f" AND {shown or '1'}",
            hours,
        )

    def _select(
        self, condition: str, wanted: Sequence[str], filters: Filters
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of attributions that filters admit, and a condition with `{}` for values."""
        where, values = build_condition(filters, self._availability)
        return self._database.select_in_parts(
            "SELECT id, title, source, published, url, text, terms, speaker, office, direct, spans,"
            " first, after, speech, published_second, place FROM articles JOIN attributions"
            f" ON number = attributions.article {_CURRENT}{where or ' WHERE 1'} AND {condition}",
            wanted,
            values,
        )


# Attributions of an earlier text of their article do not count.
_CURRENT = (
    "JOIN enrichments ON enrichments.article = number"
    " AND enrichments.content_hash = articles.content_hash"
)
# Articles without an enrichment of their present content by the given rules.
_MISSING = (
    "FROM articles LEFT JOIN enrichments ON enrichments.article = number"
    " WHERE enrichments.article IS NULL OR rules <> ?"
    " OR enrichments.content_hash <> articles.content_hash"
)


def _build_all(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Article, Attribution]]:
    """The attributions of rows with their articles, oldest article first, undated ones last."""
    ordered = sorted(rows, key=lambda row: (row[14] is None, row[14] or 0, row[0], row[15]))
    for article_id, title, source, published, url, text, terms, *described in ordered:
        article = Article(
            article_id, title, text, source, published, url, terms=unpack_terms(terms)
        )
        yield article, _build_attribution(article_id, *described[:7])


def _make_row(number: int, place: int, one: Attribution) -> tuple[Any, ...]:
    spans = {name: [list(span) for span in getattr(one, name)] for name in _SPANS}
    quote = one.quote or one.extent
    return (
        number,
        place,
        one.speaker,
        one.office,
        int(one.direct),
        int(one.is_speech),
        *quote,
        json.dumps(spans),
    )


def _build_attribution(
    article_id: str, speaker: str, office: str, direct: int, spans: str, *rest: int
) -> Attribution:
    """The attribution of a row. Raises DatelineError if it is damaged."""
    try:
        content = json.loads(spans)
        parts = {
            name: tuple(Span(int(start), int(end)) for start, end in content[name])
            for name in _SPANS
        }
    except (ValueError, TypeError, KeyError) as error:
        raise DatelineError(
            f"The attributions of the article {article_id} are damaged", _REMEDY
        ) from error
    first, after, speech = rest
    return Attribution(
        direct=bool(direct),
        speaker=speaker,
        office=office,
        is_speech=bool(speech),
        quote=Span(first, after),
        **parts,
    )
