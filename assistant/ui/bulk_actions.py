"""Does one thing with many articles of the Library tab: removes them, adds them to a collection, or
sets their outlet or date, as `dateline edit` does."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from typing import Any, TypeVar

import gradio as gr

from assistant.server.http.problems import Refusal
from assistant.server.rest.service import Service
from index.core.errors import PublicError
from index.language.en.number_words import format_count
from index.library import Library

T = TypeVar("T")

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


def run_action(service: Service, bulk: BulkAction) -> str:
    """Do it, and say what was done. Raises DatelineError as the library does, and Refusal if the
    server cannot write now."""
    return _ACTIONS[bulk.action](service, bulk)


def _remove(service: Service, bulk: BulkAction) -> str:
    removed, _ = _write(service, lambda library: library.remove(bulk.article_ids))
    return f"Removed {format_count(len(removed), 'article')}"


def _collect(service: Service, bulk: BulkAction) -> str:
    added = service.library.collections.add(bulk.value, bulk.article_ids)
    service.alerts.request()
    return f"Added {format_count(added, 'article')} to “{bulk.value}”"


def _edit(service: Service, bulk: BulkAction) -> str:
    values = {bulk.action: bulk.value}

    def run(library: Library) -> int | PublicError:
        try:
            return library.edit(bulk.article_ids, values)
        except PublicError as error:
            return error

    changed = _write(service, run)
    if isinstance(changed, PublicError):
        raise changed
    return f"Changed {format_count(changed, 'article')}"


def _write(service: Service, action: Callable[[Library], T]) -> T:
    written = service.jobs.submit(action)
    try:
        return written.result(service.workers.limit)
    except Late as error:
        written.cancel()
        raise Refusal(503, "Other writes take long") from error


_ACTIONS: dict[str, Callable[[Service, BulkAction], str]] = {
    "remove": _remove,
    "collection": _collect,
    "source": _edit,
    "published": _edit,
}
