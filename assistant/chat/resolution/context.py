"""The context of a follow-up: the message, the turns before it, filters and date. Pure data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.chat.turn import Turn
from assistant.core.answer import Citation
from index.core.article import Filters
from index.language.en.dates.date_forms import Calendar

# So many turns back a follow-up may look for quotations, and so many of their articles are asked.
_REACH = 3
_MOST_ARTICLES = 2
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class FollowupContext:
    """`typed` is the message, `plain` its lower case without final marks; `turns` is not empty.

    `find_gender` says whether the archive calls somebody `MALE` or `FEMALE`, "" if it does not
    tell.
    """

    typed: str
    plain: str
    turns: tuple[Turn, ...]
    filters: Filters
    today: date
    outlets: tuple[str, ...]
    find_gender: Callable[[str], str] = lambda name: ""

    @property
    def last_turn(self) -> Turn:
        """The latest turn."""
        return self.turns[-1]

    @property
    def last_cited_turn(self) -> Turn | None:
        """The latest of the last turns that has quotations."""
        return next((turn for turn in reversed(self.turns[-_REACH:]) if turn.citations), None)

    @property
    def cited_articles(self) -> tuple[Citation, ...]:
        """A citation of each of the first articles that were just quoted."""
        turn = self.last_cited_turn
        by_article = {one.article_id: one for one in reversed(turn.citations)} if turn else {}
        return tuple(reversed(by_article.values()))[:_MOST_ARTICLES]

    @property
    def given_places(self) -> frozenset[tuple[str, int]]:
        """The article ids and offsets of all quotations so far."""
        cited = (one for turn in self.turns for one in turn.citations)
        return frozenset((one.article_id, one.start) for one in cited)

    @property
    def calendar(self) -> Calendar:
        """Today, and the year that the filters, the question or the first quotation mention."""
        texts = [
            f"{self.filters.after or ''} {self.filters.before or ''}",
            self.last_turn.asked.question,
            *[(citation.published or "")[:4] for citation in self.last_turn.citations[:1]],
        ]
        for text in texts:
            years = set(_YEAR.findall(text))
            if len(years) == 1:
                return Calendar(self.today, int(years.pop()))
        return Calendar(self.today)
