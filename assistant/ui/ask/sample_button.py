"""The button that puts the sample articles into an empty archive, for users who may write."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from assistant.config.samples import find_samples
from assistant.present.html.archive_view import render_masthead
from assistant.present.html.chat_view import EmptyArchive, render_welcome
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.http.write_log import log_write
from assistant.server.jobs.job import Job
from assistant.server.rest.service import Service
from assistant.ui.ask.ask_frames import make_empty_frame
from assistant.ui.permission import check_may_write, may_write
from index.core.errors import DatelineError, PublicError
from index.sources.parsed_article import ParsedArticle
from index.sources.sandbox.files import find_files, read_files

_POLL_SECONDS = 0.3


def connect_sample_button(
    service: Service, conversation: gr.HTML, masthead: gr.HTML, quiet: dict[str, Any]
) -> None:
    """Connect the button in the conversation; the masthead shows the size of the archive then.
    `quiet` are options of its event."""

    async def add(request: gr.Request) -> AsyncIterator[tuple[Any, Any]]:
        try:
            check_may_write(request)
            job = await asyncio.to_thread(_start_adding, service, request)
            yield _render_empty("Adding the sample articles …", can_add=False), gr.skip()
            while not job.progress.ended:
                await asyncio.sleep(_POLL_SECONDS)
            if job.progress.error:
                raise PublicError(job.progress.error)
        except (DatelineError, Refusal) as error:
            failure = explain_error(error)
            yield _render_empty(failure, can_add=may_write(request)), gr.skip()
            return
        frame = make_empty_frame(service.library)
        yield frame.html, render_masthead(service.library.stats(), service.assistant.notice)

    conversation.submit(add, outputs=[conversation, masthead], **quiet)


def _start_adding(service: Service, request: gr.Request) -> Job:
    """Start to add the samples. Raises PublicError if the archive is not empty, DatelineError if
    the samples are missing, Refusal if too much is waiting."""
    if service.library.article_count:
        raise PublicError("The archive has articles already")
    events = read_files(find_files([find_samples()]))
    job = service.jobs.add_articles([one for one in events if isinstance(one, ParsedArticle)])
    log_write(request.state, f"adds the samples (job {job.id})")
    return job


def _render_empty(notice: str, *, can_add: bool) -> str:
    return render_welcome((), EmptyArchive(can_add, notice))
