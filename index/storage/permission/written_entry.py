"""What a written article is to the ledger: added, changed, or held. Pure."""

from __future__ import annotations

from index.storage.catalog_types import PreparedArticle
from index.storage.permission.ledger_row import Action, LedgerEntry
from index.storage.permission.state import State


def describe_written(prepared: PreparedArticle, action: Action, state: State) -> LedgerEntry:
    """The row for an article that was added or changed, by the state that it has now."""
    article, place = prepared.article, prepared.provenance
    terms = article.terms
    if state is not State.SHOWN:
        action = Action.HELD if state is State.HELD else action
    details = {
        State.SHOWN: terms.correction and f"corrected: {terms.correction}",
        State.HELD: terms.hold or f"until {terms.embargo}",
        State.EXPIRED: f"expired {terms.expiry}",
    }
    return LedgerEntry(action, article.id, place.origin if place else "", details[state])
