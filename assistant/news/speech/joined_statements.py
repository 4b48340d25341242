"""Statements of an office whose holder their article does not name: "the foreign secretary said".

They count as the holder's if articles of that time tell who it is. Each keeps the article that
tells, so that people can see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.core.article import Article, Filters
from index.core.attribution import Attribution, Speaker
from index.core.periods import parse_day
from index.language.en.names.country_aliases import find_countries
from index.language.en.speech.office_holders import (
    Holding,
    choose_holder,
    read_office_key,
    read_source_key,
)
from index.library import Library

_NAMED = r"\s+(?:[A-ZÀ-Ž][\w.’'-]+)"


@dataclass(frozen=True, slots=True)
class SpeakerJoin:
    """Why a statement counts as a speaker's: the words of its article that name the office, and the
    article that gives the speaker this office."""

    name: str
    words: str
    article_id: str


Joined = tuple[Article, Attribution, SpeakerJoin]


def join_statements(
    library: Library, speakers: Sequence[Speaker], filters: Filters
) -> Iterator[Joined]:
    """Find the statements under filters that are made by the offices of speakers, and theirs as far
    as articles of the time tell."""
    names = {each.name for each in speakers}
    keys = {key for each in speakers if (key := read_office_key(each.office))}
    found = [id_ for id_, words in library.unnamed_sources() if read_source_key(words) in keys]
    if not keys or not found:
        return
    rivals = [each for each in library.speakers() if read_office_key(each.office) in keys]
    holdings = list(_list_holdings(library, rivals, filters))
    for article, said in library.unnamed_statements(list(dict.fromkeys(found)), filters):
        join = _find_join(article, said, holdings)
        if join and join.name in names:
            yield article, said, join


def _list_holdings(
    library: Library, rivals: Sequence[Speaker], filters: Filters
) -> Iterator[Holding]:
    seen: set[tuple[str, str, str]] = set()
    for article, said in library.statements(rivals, Filters(as_of=filters.as_of)):
        known = article.id, said.speaker, said.office
        day = parse_day(article.published)
        if day is None or known in seen:
            continue
        seen.add(known)
        countries = find_countries(f"{article.title} {article.text}")
        key = read_office_key(said.office)
        yield Holding(said.speaker, key, day, article.id, countries)


def _find_join(
    article: Article, said: Attribution, holdings: Sequence[Holding]
) -> SpeakerJoin | None:
    day = parse_day(article.published)
    if day is None or not said.is_speech or len(said.source) != 1:
        return None
    words = " ".join(article.text[slice(*said.source[0])].split())
    key = read_source_key(words)
    countries = find_countries(f"{article.title} {article.text}")
    holder = choose_holder(key, day, countries, holdings) if key else None
    if holder is None or _names_another(article.text, words, holder.name):
        return None
    return SpeakerJoin(holder.name, words, holder.article_id)


def _names_another(text: str, words: str, name: str) -> bool:
    """Does an article give the office to somebody else: "Foreign Secretary Holt"?"""
    office = re.sub(r"^(?:the|\S+['’]s?)\s+", "", words, flags=re.IGNORECASE)
    pattern = rf"(?i:\b{re.escape(office)}),?{_NAMED}"
    own = set(name.split())
    return any(own.isdisjoint(match.split()) for match in re.findall(pattern, text))
