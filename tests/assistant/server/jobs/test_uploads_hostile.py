"""What the screen adds cannot hang the server, crash it or fill its memory, however it comes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx
import pytest

from assistant.cli.serve import build_interfaces
from assistant.config.factory import make_assistant, make_fetcher
from assistant.server.jobs.job import Job, Progress
from assistant.server.jobs.job_queue import JobQueue
from assistant.server.jobs.sandbox_reader import SandboxReader
from assistant.server.jobs.upload import Announced
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.sandbox.sandbox import ReaderSandbox
from index.storage.home import Home
from tests.assistant.rest import PATIENCE, client_of, settings_of
from tests.index.sources.hostile import (
    ENDLESS,
    busy_reader,
    many_tags,
    memory_of_a_reader,
    pdf_of_blanks,
    readers,
)
from tests.index.sources.sample_files import LEAD
from tests.index.sources.website import website

HONEST = f"{LEAD} Nobody knows who is going to be the next one, and when."
TOO_LONG = "reading it took longer than 3 s"
CRASHED = "its reader crashed"
TOO_MUCH = (CRASHED, "it needs too much memory to read")

Hostile = tuple[str, bytes, str]
HANGS: Hostile = ("endless.txt", ENDLESS.encode(), "text/plain")
BOMB: Hostile = ("bomb.pdf", pdf_of_blanks(200), "application/pdf")
TAGS: Hostile = ("tags.html", many_tags().encode(), "text/html")


@pytest.fixture
def library(filled: Path, embedder: Embedder) -> Iterator[Library]:
    """Two articles, open for reading."""
    with Library(Home(filled), embedder) as opened:
        yield opened


class Program:
    """The whole program but its screen, its client, and a queue of jobs."""

    def __init__(self, client: httpx.Client, queue: JobQueue) -> None:
        self.client = client
        self.queue = queue

    def assert_answers(self) -> None:
        for place in ("/healthz", "/v1/articles"):
            assert self.client.get(place).status_code == 200

    def send(self, *files: Hostile) -> Job:
        """Send files as the screen does."""
        job = self.queue.add_files([Announced(name, len(raw)) for name, raw, _ in files])
        for number, (_, content, _) in enumerate(files):
            job.upload.receive(number, content)
        return job

    def end(self, job: Job) -> Progress:
        """What became of it; the server answers before and after."""
        self.assert_answers()
        job.ended.result(PATIENCE)
        self.assert_answers()
        return job.progress


@contextmanager
def program(
    filled: Path, library: Library, make_sandbox: Callable[[], ReaderSandbox]
) -> Iterator[Program]:
    settings = settings_of(filled, allow_private_addresses=True)
    app = build_interfaces(settings, library, make_assistant(library, settings))
    reader = SandboxReader(make_fetcher(settings), make_sandbox, PATIENCE)
    queue = JobQueue(library, reader, settings)
    with client_of(app) as client:
        yield Program(client, queue)
        assert queue.close(PATIENCE)
    assert readers() == set()


def limited(folder: Path, file: Hostile) -> Callable[[], ReaderSandbox]:
    """A sandbox under whose limits the file cannot be read."""
    if file is HANGS:
        return partial(ReaderSandbox, seconds=3.0)
    return partial(ReaderSandbox, memory=memory_of_a_reader(folder))


def reason_of(progress: Progress) -> str:
    (problem,) = progress.problems
    return problem.reason


@pytest.mark.parametrize("hostile", [HANGS, BOMB, TAGS], ids=lambda file: file[0])
def test_a_file_that_is_sent(
    filled: Path, library: Library, tmp_path: Path, hostile: Hostile
) -> None:
    with program(filled, library, limited(tmp_path, hostile)) as run:
        progress = run.end(run.send(hostile, ("next.txt", HONEST.encode(), "")))
        assert reason_of(progress) in (*TOO_MUCH, TOO_LONG)
        assert [stored.id for stored in progress.stored] == ["next"]


@pytest.mark.parametrize("hostile", [HANGS, BOMB, TAGS], ids=lambda file: file[0])
def test_an_address(filled: Path, library: Library, tmp_path: Path, hostile: Hostile) -> None:
    name, content, media_type = hostile
    with website() as site, program(filled, library, limited(tmp_path, hostile)) as run:
        bad = site.put(f"/{name}", content, media_type=media_type)
        good = site.put("/good", HONEST, media_type="text/plain")
        progress = run.end(run.queue.add_address(bad))
        assert (reason_of(progress) in (*TOO_MUCH, TOO_LONG), progress.stored) == (True, ())
        assert run.end(run.queue.add_address(good)).added == 1


@pytest.mark.parametrize("hostile", [HANGS, BOMB, TAGS], ids=lambda file: file[0])
def test_an_item_of_a_feed(
    filled: Path, library: Library, tmp_path: Path, hostile: Hostile
) -> None:
    name, content, media_type = hostile
    with website() as site, program(filled, library, limited(tmp_path, hostile)) as run:
        bad = site.put(f"/{name}", content, media_type=media_type)
        good = site.put("/good", HONEST, media_type="text/plain")
        items = "".join(f"<item><title>A</title><link>{link}</link></item>" for link in (bad, good))
        feed = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        url = site.put("/feed", feed, media_type="application/rss+xml")
        progress = run.end(run.queue.add_address(url))
        assert progress.added == 1
        unopened = "it is neither a page nor a feed (application/pdf)"
        assert reason_of(progress) in (*TOO_MUCH, TOO_LONG, unopened)


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_reader_that_is_killed(filled: Path, library: Library, *, is_sent: bool) -> None:
    with website() as site, program(filled, library, ReaderSandbox) as run:
        bad = site.put("/bad", ENDLESS, media_type="text/plain")
        job = run.send(HANGS) if is_sent else run.queue.add_address(bad)
        reader = busy_reader()
        run.assert_answers()
        os.kill(reader, signal.SIGKILL)
        assert reason_of(run.end(job)) == CRASHED
        assert run.end(run.send(("next.txt", HONEST.encode(), ""))).added == 1


def test_a_server_that_adds_nothing_has_no_reader(filled: Path, library: Library) -> None:
    with program(filled, library, ReaderSandbox) as run:
        run.assert_answers()
        assert readers() == set()
