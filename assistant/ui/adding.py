"""Adding articles on the screen: files, pages and feeds, how far they are, and what failed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.present.html.notice import render_failure
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.jobs.job import Job
from assistant.server.jobs.job_queue import JobQueue
from assistant.server.rest.service import Service
from assistant.ui.permission import check_may_write, may_write
from assistant.ui.upload_view import render_drop_zone, render_progress
from index.core.errors import DatelineError
from index.sources.formats.registry import ENDINGS

# How often a person sees that something moves.
_SECONDS = 0.3
# People who may watch at a time what they add.
_WATCHERS = 20


@dataclass(frozen=True, slots=True)
class Adding:
    """What adds: the column that holds it, and the events after which there is more to see."""

    column: gr.Column
    ended: tuple[Any, ...]


def adding(service: Service, tab: gr.Tab) -> Adding:
    """Put what adds where a tab is now building. It is hidden until somebody may use it."""
    form, watched = _form(service), _Watched(service.jobs)
    quiet: dict[str, Any] = {
        "show_progress": "hidden",
        "api_visibility": "private",
        "concurrency_limit": _WATCHERS,
    }
    address, progress = form.address, form.progress
    ended = (
        form.zone.begun(watched.sent, outputs=progress, **quiet),
        address.submit(watched.given, inputs=address, outputs=[address, progress], **quiet),
        # Who comes back meanwhile sees how far it is.
        tab.select(watched.resumed, outputs=progress, **quiet),
    )
    return Adding(form.column, ended)


@dataclass(frozen=True, slots=True)
class _Form:
    """The column, where files are dropped in it, where an address is typed, and how far it is."""

    column: gr.Column
    zone: gr.HTML
    address: gr.Textbox
    progress: gr.HTML


def _form(service: Service) -> _Form:
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
    return _Form(column, zone, address, progress)


class _Watched:
    """The jobs of a server, as the people who begin them see them."""

    def __init__(self, jobs: JobQueue) -> None:
        self._jobs = jobs

    async def sent(self, request: gr.Request, begun: gr.EventData) -> AsyncIterator[str]:
        """Files that the page has announced."""
        job = self._jobs.get(str(getattr(begun, "id", "")))
        async for html in _followed(request, job):
            yield html

    async def given(self, text: str, request: gr.Request) -> AsyncIterator[tuple[str, str]]:
        """The address of a page or a feed."""
        try:
            check_may_write(request)
            job = self._jobs.add_address(text)
        except (DatelineError, Refusal) as error:
            yield text, render_failure(explain_error(error))
            return
        async for html in _followed(request, job):
            yield "", html

    async def resumed(self, request: gr.Request) -> AsyncIterator[str]:
        """What is still being added when somebody opens the tab."""
        latest = self._jobs.latest
        if latest is not None and may_write(request):
            async for html in _followed(request, latest):
                yield html


async def _followed(request: gr.Request, job: Job | None) -> AsyncIterator[str]:
    """The progress of a job, whenever it changes, until the job has ended."""
    try:
        check_may_write(request)
    except DatelineError as error:
        yield render_failure(str(error))
        return
    if job is None:
        yield render_failure("There is no such job, or no more")
        return
    shown = None
    while True:
        progress = job.progress
        if progress != shown:
            yield render_progress(progress)
            shown = progress
        if progress.ended:
            return
        await asyncio.sleep(_SECONDS)
