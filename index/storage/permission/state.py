"""Whether an article is shown, and why not. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.core.article import Article


class State(StrEnum):
    """Whether an article is shown, and why not."""

    SHOWN = "shown"
    HELD = "held"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class HiddenArticle:
    """An article that is not shown. `opens` and `closes` are seconds since the epoch: when it
    appears, None if somebody has to release it, and when it expires, None if it does not."""

    article: Article
    state: State
    opens: int | None
    closes: int | None
