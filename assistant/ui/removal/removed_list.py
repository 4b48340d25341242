"""The removed articles in the Library tab, for users who may write.

Each can be restored, or removed for good. Also what the undo button after a removal does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files

import gradio as gr

from assistant.present.html.archive_view import render_removed
from assistant.server.rest.service import Service
from assistant.ui.removal.write_outcome import WriteOutcome, wait_for
from index.core.errors import PublicError
from index.language.en.number_words import format_count
from index.library import Library

# How many are listed at first, and how many more each time.
_STEP = 20
_MOST_LISTED = 1_000
# A page of the list of articles has fewer, and so does an undo.
_MOST = 200


def build_removed_list() -> gr.HTML:
    """Add the list; `render_removed_list` renders its value."""
    return gr.HTML("", js_on_load=load_removal_script(), elem_id="removed-articles")


def load_removal_script() -> str:
    """The script of buttons that remove and restore."""
    return files("assistant.ui.static").joinpath("removal.js").read_text("utf-8")


def render_removed_list(library: Library, *, allowed: bool, shown: int = 0) -> str:
    """Render the removed articles, the last one first, and some more than the `shown` ones; "" for
    users who may not write."""
    if not allowed:
        return ""
    number = min(max(shown, 0) + _STEP, _MOST_LISTED)
    return render_removed(library.list_removed(number), library.removed_count)


def read_ids(event: gr.EventData) -> list[str]:
    """The ids of the articles of a button. Raises PublicError for what no page sends."""
    try:
        ids = json.loads(str(getattr(event, "id", "")))
    except (ValueError, RecursionError):
        ids = None
    if not isinstance(ids, list) or not 1 <= len(ids) <= _MOST:
        raise PublicError("Nothing is selected")
    return [str(article_id) for article_id in ids]


def read_shown(event: gr.EventData) -> int:
    """How many are shown where more are asked for."""
    shown = str(getattr(event, "id", ""))
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 5 else 0


def remove(service: Service, article_ids: Sequence[str], title: str = "") -> WriteOutcome:
    """Remove articles, and say how many, or the `title` of the one. Raises Refusal if the server
    cannot write now."""
    removed = wait_for(service, service.jobs.remove(article_ids))
    text = f": {title}" if title else f" {format_count(len(removed), 'article')}"
    can_undo = service.settings.keep_removed_days > 0
    return WriteOutcome(f"Removed{text}", tuple(removed) if can_undo else ())


def restore(service: Service, article_ids: list[str]) -> WriteOutcome:
    """Restore removed articles, and say how many. Raises PublicError if one cannot be restored,
    Refusal if the server cannot write now."""
    restored = wait_for(service, service.jobs.restore(article_ids))
    if isinstance(restored, PublicError):
        raise restored
    return WriteOutcome(f"Restored {format_count(len(restored), 'article')}")


def erase(service: Service, article_ids: list[str]) -> WriteOutcome:
    """Remove removed articles for good, and say how many. Raises as `restore`."""
    removed = wait_for(service, service.jobs.remove(article_ids, for_good=True))
    return WriteOutcome(f"Removed {format_count(len(removed), 'article')} for good")
