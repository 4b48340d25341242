"""The held articles in the Library tab, for users who may write: each can be read and released."""

from __future__ import annotations

from concurrent.futures import TimeoutError as Late
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.present.html.archive_view import render_held
from assistant.present.html.notice_view import render_failure, render_notice
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.http.write_log import log_write
from assistant.server.rest.service import Service
from assistant.ui.permission import check_may_write
from index.core.errors import DatelineError
from index.library import Library
from index.storage.permission.state import State

_MOST = 50


def build_held_list(service: Service, quiet: dict[str, Any]) -> gr.HTML:
    """Add the list; `render_held_list` renders its value. `quiet` are options of its event."""
    notice = gr.HTML("", elem_id="released")
    script = files("assistant.ui.static").joinpath("removal.js").read_text("utf-8")
    html = gr.HTML("", js_on_load=script, elem_id="held")

    def release(request: gr.Request, event: gr.EventData) -> list[str]:
        try:
            check_may_write(request)
            article_id = str(getattr(event, "id", ""))
            said = render_notice(_release_article(service, article_id))
            log_write(request.state, f"released article {article_id}")
        except (DatelineError, Refusal) as error:
            said = render_failure(explain_error(error))
        return [said, render_held_list(service.library, allowed=True)]

    html.confirmed(release, outputs=[notice, html], **quiet)
    return html


def render_held_list(library: Library, *, allowed: bool) -> str:
    """Render the held articles, "" for users who may not write."""
    return render_held(library.list_hidden(State.HELD, _MOST)) if allowed else ""


def _release_article(service: Service, article_id: str) -> str:
    """Release an article and say which. Raises DatelineError if it is not held, Refusal if the
    server cannot release it now."""
    release = service.jobs.release([article_id], "released on the screen", early=True)
    try:
        error = release.result(service.workers.limit)
    except Late as late:
        release.cancel()
        raise Refusal(503, "Other writes take long") from late
    if error is not None:
        raise error
    return f"Released: {article_id}"
