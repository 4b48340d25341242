"""The form that adds articles on the screen: files, pages and feeds, with progress and failures.

The server adds them in `assistant.server.jobs`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.present.html.notice_view import render_failure
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.http.write_log import log_write
from assistant.server.jobs.job import Job
from assistant.server.jobs.job_queue import JobQueue
from assistant.server.rest.service import Service
from assistant.ui.library.upload_view import render_drop_zone, render_progress
from assistant.ui.permission import check_may_write, may_write
from index.core.errors import DatelineError
from index.sources.formats.registry import ENDINGS

# How often the page shows progress.
_POLL_SECONDS = 0.3
# How many users may watch their jobs at a time.
_MAX_WATCHERS = 20


@dataclass(frozen=True, slots=True)
class UploadForm:
    """The column of the form, and the events at whose end the archive may have changed."""

    column: gr.Column
    ended: tuple[Any, ...]


def build_upload_form(service: Service, tab: gr.Tab) -> UploadForm:
    """Add the form to the tab that is being built. It is hidden from users who may not write."""
    components, events = _build_components(service), _UploadEvents(service.jobs)
    quiet: dict[str, Any] = {
        "show_progress": "hidden",
        "api_visibility": "private",
        "concurrency_limit": _MAX_WATCHERS,
    }
    address, progress = components.address, components.progress
    ended = (
        components.zone.begun(events.follow_files, outputs=progress, **quiet),
        address.submit(events.add_address, inputs=address, outputs=[address, progress], **quiet),
        # A user who comes back to the tab sees the progress.
        tab.select(events.follow_latest, outputs=progress, **quiet),
    )
    return UploadForm(components.column, ended)


@dataclass(frozen=True, slots=True)
class _Components:
    """The column, the drop zone, the field for an address, and the progress."""

    column: gr.Column
    zone: gr.HTML
    address: gr.Textbox
    progress: gr.HTML


def _build_components(service: Service) -> _Components:
    script = files("assistant.ui.static").joinpath("library.js").read_text("utf-8")
    drop = render_drop_zone(service.settings.max_request_bytes, ENDINGS)
    with gr.Column(visible=False, elem_id="adding") as column:
        gr.HTML("<h2>Add articles</h2>")
        zone = gr.HTML(drop, js_on_load=script, elem_id="drop")
        address = gr.Textbox(
            label="A page or a feed",
            placeholder="https://example.org/news.rss",
            submit_btn="Add",
            max_length=8_000,
            elem_id="address",
        )
        progress = gr.HTML("", elem_id="addition")
    return _Components(column, zone, address, progress)


class _UploadEvents:
    """The listeners of the form: each yields the progress of a job."""

    def __init__(self, jobs: JobQueue) -> None:
        self._jobs = jobs

    async def follow_files(self, request: gr.Request, event: gr.EventData) -> AsyncIterator[str]:
        """Follow the files that the page has announced."""
        job = self._jobs.get(str(getattr(event, "id", "")))
        async for html in _follow_job(request, job):
            yield html

    async def add_address(self, text: str, request: gr.Request) -> AsyncIterator[tuple[str, str]]:
        """Add the page or the feed at an address."""
        try:
            check_may_write(request)
            job = self._jobs.add_address(text)
            log_write(request.state, f"adds an address (job {job.id}): {text}")
        except (DatelineError, Refusal) as error:
            yield text, render_failure(explain_error(error))
            return
        async for html in _follow_job(request, job):
            yield "", html

    async def follow_latest(self, request: gr.Request) -> AsyncIterator[str]:
        """Follow the job that is still running when a user opens the tab."""
        latest = self._jobs.latest
        if latest is not None and may_write(request):
            async for html in _follow_job(request, latest):
                yield html


async def _follow_job(request: gr.Request, job: Job | None) -> AsyncIterator[str]:
    """Render a job whenever its progress changes, until it ends."""
    try:
        check_may_write(request)
    except DatelineError as error:
        yield render_failure(str(error))
        return
    if job is None:
        yield render_failure("There is no such job, or no more")
        return
    rendered = None
    while True:
        progress = job.progress
        if progress != rendered:
            yield render_progress(progress)
            rendered = progress
        if progress.ended:
            return
        await asyncio.sleep(_POLL_SECONDS)
