"""The rows of the ledger, and which of them to list. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.core.article import digest


class Action(StrEnum):
    """What happened to an article."""

    ADDED = "added"
    CHANGED = "changed"
    EDITED = "edited"
    ERASED = "erased"
    HELD = "held"
    KILLED = "killed"
    RELEASED = "released"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What happened to an article. `place` is where it comes from, for people; `detail` says why,
    in words of ours or of the publisher."""

    action: Action
    article_id: str
    place: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of the ledger. `moment` is ISO 8601 in UTC; `process` the kind of process that wrote
    it, such as "add" or "server"."""

    number: int
    moment: str
    action: str
    article_id: str
    place: str
    process: str
    detail: str
    digest: str

    def compute_digest(self, before: str) -> str:
        """The digest that the row has to have after one with the digest `before`."""
        return digest(
            before, str(self.number), self.moment, self.action, self.article_id, self.place,
            self.process, self.detail,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which rows to list: of an action, of an article, of a time between two ISO dates of any
    precision (both inclusive, in UTC unless they state a zone), and after a number."""

    action: str = ""
    article_id: str = ""
    since: str = ""
    until: str = ""
    after: int = 0


ALL_ROWS = LedgerQuery()
