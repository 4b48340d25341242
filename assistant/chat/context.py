"""The context of a follow-up: the message, the turns before it, filters and date. Pure data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.chat.turn import Turn
from index.core.article import Filters
from index.language.en.dates.date_forms import Calendar

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class FollowupContext:
    """`typed` is the message, `plain` its lower case without final marks; `turns` is not empty."""

    typed: str
    plain: str
    turns: tuple[Turn, ...]
    filters: Filters
    today: date
    outlets: tuple[str, ...]

    @property
    def last_turn(self) -> Turn:
        """The latest turn."""
        return self.turns[-1]

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
