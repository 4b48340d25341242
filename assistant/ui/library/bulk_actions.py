"""Does one thing with many articles of the Library tab: removes them, adds them to a collection, or
sets their outlet or date, as `dateline edit` does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.server.rest.service import Service
from assistant.ui.removal.removed_list import remove
from assistant.ui.removal.write_outcome import WriteOutcome, wait_for
from index.core.errors import PublicError
from index.language.en.number_words import format_count
from index.library import Library

# A page of the list has fewer.
_MOST = 200
_MAX_VALUE = 1_000
_MISSING = {
    "collection": "Name the collection first",
    "source": "Write the outlet first",
    "published": "Write the date first",
}


@dataclass(frozen=True, slots=True)
class BulkAction:
    """What to do with articles, and the value that it needs."""

    action: str
    article_ids: tuple[str, ...]
    value: str


def read_action(event: gr.EventData) -> BulkAction:
    """The action of an event. Raises PublicError for what no page sends, and if the value is
    missing."""
    data: Any = event._data if isinstance(event._data, dict) else {}
    ids, action, value = data.get("ids"), data.get("action"), data.get("value")
    if not isinstance(ids, list) or not 1 <= len(ids) <= _MOST or action not in _ACTIONS:
        raise PublicError("Nothing is selected")
    text = value.strip()[:_MAX_VALUE] if isinstance(value, str) else ""
    if action in _MISSING and not text:
        raise PublicError(_MISSING[action])
    return BulkAction(action, tuple(map(str, ids)), text)


def run_action(service: Service, bulk: BulkAction) -> WriteOutcome:
    """Do it. Raises DatelineError as the library does, and Refusal if the
    server cannot write now."""
    return _ACTIONS[bulk.action](service, bulk)


def _remove(service: Service, bulk: BulkAction) -> WriteOutcome:
    return remove(service, bulk.article_ids)


def _collect(service: Service, bulk: BulkAction) -> WriteOutcome:
    added = service.library.collections.add(bulk.value, bulk.article_ids)
    service.alerts.request()
    return WriteOutcome(f"Added {format_count(added, 'article')} to “{bulk.value}”")


def _edit(service: Service, bulk: BulkAction) -> WriteOutcome:
    values = {bulk.action: bulk.value}

    def run(library: Library) -> int | PublicError:
        try:
            return library.edit(bulk.article_ids, values)
        except PublicError as error:
            return error

    changed = wait_for(service, service.jobs.submit(run))
    if isinstance(changed, PublicError):
        raise changed
    return WriteOutcome(f"Changed {format_count(changed, 'article')}")


_ACTIONS: dict[str, Callable[[Service, BulkAction], WriteOutcome]] = {
    "remove": _remove,
    "collection": _collect,
    "source": _edit,
    "published": _edit,
}
