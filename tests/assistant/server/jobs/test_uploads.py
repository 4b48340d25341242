"""What the screen adds: files that are sent one by one, and addresses; with and without a key."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assistant.cli.serve import build_interfaces
from assistant.config.factory import make_assistant, make_fetcher
from assistant.config.settings import Settings
from assistant.server.http.keys import KeyFile, KeyScope, make_key
from assistant.server.http.problems import Refusal
from assistant.server.jobs.job import Job, Progress
from assistant.server.jobs.job_queue import JobQueue
from assistant.server.jobs.sandbox_reader import SandboxReader, choose_file_name
from assistant.server.jobs.upload import Announced
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests.assistant.rest import PATIENCE, assert_problem, client_of, settings_of
from tests.disk import Disk
from tests.index.sources.website import website

BYTES = {"Content-Type": "application/octet-stream"}
STORY = b"The mayor of Quillport said the lighthouse would shine again in May."
OTHER = b"The mayor of Quillport said the ferry would not run before June at the earliest."
FEED = """<rss version="2.0"><channel><title>Quillport</title>
<item><title>The ferry</title><guid isPermaLink="false">1</guid><description>{}</description></item>
<item><title>Nothing</title><guid isPermaLink="false">2</guid></item></channel></rss>"""
FAST = Settings.load({"home": "/nowhere", "max_request_bytes": 20_000}, {})


@pytest.fixture
def library(filled: Path, embedder: Embedder) -> Iterator[Library]:
    """Two articles, open for reading."""
    with Library(Home(filled), embedder) as opened:
        yield opened


@pytest.fixture
def queue(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[JobQueue]:
    """A queue that adds to it, and waits a tenth of a second for a file."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    yield from open_queue(library, FAST)
    assert list((tmp_path / "temporary").iterdir()) == []


def open_queue(library: Library, settings: Settings, patience: float = 0.1) -> Iterator[JobQueue]:
    reader = SandboxReader(make_fetcher(settings), patience=patience)
    opened = JobQueue(library, reader, settings)
    yield opened
    assert opened.close(PATIENCE)


def wait_for(job: Job) -> Progress:
    """The outcome of a job, once it has ended."""
    job.ended.result(PATIENCE)
    return job.progress


def add(queue: JobQueue, *files: tuple[str, bytes]) -> Progress:
    """Send files in this order, and wait for the outcome."""
    job = queue.add_files([Announced(name, len(content)) for name, content in files])
    for number in sorted(job.upload.awaited):
        send(job, number, files[number][1])
    return wait_for(job)


def send(job: Job, number: int, content: bytes) -> None:
    """Send a file as the screen does: again, where those before it are still being read."""
    while True:
        try:
            job.upload.receive(number, content)
            return
        except Refusal as refusal:
            if refusal.details.status != 429:
                raise


def problems_of(progress: Progress) -> list[tuple[str, str]]:
    return [(problem.place, problem.reason) for problem in progress.problems]


def test_files_become_articles_under_their_names(queue: JobQueue, library: Library) -> None:
    progress = add(queue, ("news/light house.txt", STORY), ("ferry.md", OTHER))
    assert (progress.added, progress.files, progress.finished, progress.part) == (2, 2, 2, 1.0)
    assert [stored.id for stored in progress.stored] == ["light house", "ferry"]
    assert library.get("light house").text == STORY.decode()
    (origin,) = library.origins("light house")
    assert origin.startswith("upload:light house.txt@")


def test_what_fails_is_told_under_the_name_of_its_file(queue: JobQueue) -> None:
    lines = json.dumps({"id": "one", "text": OTHER.decode()}).encode() + b"\n{broken\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("empty.txt", "")
        archive.writestr("../escape.txt", STORY)
    progress = add(
        queue,
        ("tmp.pdf", b"%PDF-1.4\nbroken"),
        ("lines.jsonl", lines),
        ("huge.txt", b"x" * 20_001),
        ("program.exe", b"MZ"),
        ("packed.zip", packed.getvalue()),
        ("../../tmp", b"text"),
    )
    assert progress.added == 1
    places = [place for place, _ in problems_of(progress)]
    assert places[:2] == ["huge.txt", "tmp.pdf"]
    assert places[2].startswith("lines.jsonl, line 2")
    assert places[3] == "program.exe"
    assert all(place.startswith("packed.zip") for place in places[4:6])
    assert places[6:] == ["tmp"]
    assert problems_of(progress)[0][1] == "it is larger than 0.02 MB"
    assert not any("dateline-" in f"{place} {reason}" for place, reason in problems_of(progress))


def test_two_files_of_one_name_are_two_articles_and_the_same_file_is_one(
    queue: JobQueue, library: Library
) -> None:
    assert add(queue, ("a/article.txt", STORY), ("b/article.txt", OTHER)).added == 2
    assert {library.get(i).text for i in ids(library, "article")} == {
        STORY.decode(),
        OTHER.decode(),
    }
    again = add(queue, ("article.txt", OTHER))
    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)


def ids(library: Library, prefix: str) -> list[str]:
    return [article.id for article in library.articles() if article.id.startswith(prefix)]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.md", "report.md"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\news\\a.txt", "a.txt"),
        ("..", "unnamed"),
        ("", "unnamed"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00b\n\x1b[31m.txt", "a\ufffdb [31m.txt"),
        ("ф" * 300 + ".html", "ф" * 97 + ".html"),
        ("\ud800.txt", "?.txt"),
    ],
)
def test_a_name_leads_nowhere_else(given: str, name: str) -> None:
    assert choose_file_name(given) == name


def test_a_file_that_does_not_come_is_told(queue: JobQueue) -> None:
    job = queue.add_files([Announced("here.txt", len(STORY)), Announced("lost.txt", 5)])
    job.upload.receive(0, STORY)
    progress = wait_for(job)
    assert (progress.added, problems_of(progress)) == (1, [("lost.txt", "it did not arrive")])
    with pytest.raises(Refusal, match="No such file"):
        job.upload.receive(1, b"late!")


def test_a_full_disk_is_told_and_stops_no_other_file(
    library: Library, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
    disk.resize(64)
    settings = FAST.model_copy(update={"max_request_bytes": 200_000})
    for queue in open_queue(library, settings, PATIENCE):
        progress = add(queue, ("a/long.txt", STORY * 2_000), ("short.txt", STORY))
        full = "the folder for temporary files cannot be written (No space left on device)"
        assert problems_of(progress) == [("long.txt", full)]
        assert (progress.added, progress.finished) == (1, 2)
        disk.set_read_only(read_only=True)
        job = queue.add_files([Announced("short.txt", len(STORY))])
        wait_for(job)
        assert job.refusal is not None
        assert "Read-only file system" in job.refusal.text
        assert str(disk.folder) not in job.refusal.text
        disk.set_read_only(read_only=False)
    assert list(disk.folder.iterdir()) == []


def test_no_more_than_four_at_once(library: Library) -> None:
    for queue in open_queue(library, FAST, PATIENCE):
        jobs = [queue.add_files([Announced("a.txt", len(STORY))]) for _ in range(4)]
        assert queue.latest is jobs[-1]
        assert queue.active_count == 4
        with pytest.raises(Refusal, match="still being added"):
            queue.add_files([Announced("b.txt", 1)])
        for job in jobs:
            job.upload.receive(0, STORY)
        with ThreadPoolExecutor() as pool:
            assert sum(progress.added for progress in pool.map(wait_for, jobs)) == 1
        assert [queue.latest, queue.active_count] == [None, 0]


def test_problems_beyond_those_that_a_person_reads_are_counted(queue: JobQueue) -> None:
    progress = add(queue, ("bad.jsonl", b"x\n" * 2_000))
    assert (len(progress.problems), progress.unlisted) == (500, 1_500)


def test_private_addresses_are_refused_and_so_is_what_is_no_address(queue: JobQueue) -> None:
    with website() as site:
        url = site.put("/feed", FEED.format(OTHER.decode()), media_type="application/rss+xml")
        progress = wait_for(queue.add_address(url))
        assert problems_of(progress) == [(url, "it leads to a private address")]
        assert site.asked == []
    for place in ("/etc/passwd", "news", "", "~"):
        with pytest.raises(DatelineError, match="no address"):
            queue.add_address(place)
    progress = wait_for(queue.add_address("file:///etc/passwd"))
    assert "does not begin with http" in problems_of(progress)[0][1]


def test_a_feed_is_added_where_private_addresses_are_allowed(library: Library) -> None:
    allowed = FAST.model_copy(update={"allow_private_addresses": True})
    with website() as site:
        url = site.put("/feed", FEED.format(OTHER.decode()), media_type="application/rss+xml")
        for queue in open_queue(library, allowed):
            progress = wait_for(queue.add_address(f" {url} "))
    assert (progress.added, progress.files, progress.articles) == (1, 0, 1)
    assert [reason for _, reason in problems_of(progress)] == [
        "it has neither text nor a link to a page"
    ]
    assert library.get(progress.stored[0].id).text == OTHER.decode()


@pytest.fixture
def client(filled: Path, library: Library) -> Iterator[httpx.Client]:
    """The whole program but its screen."""
    settings = settings_of(filled, max_request_bytes=20_000)
    app = build_interfaces(settings, library, make_assistant(library, settings))
    with client_of(app) as it:
        yield it


def test_files_over_http(client: httpx.Client, library: Library) -> None:
    files = [{"name": "lighthouse.txt", "size": len(STORY)}, {"name": "huge.txt", "size": 20_001}]
    begun = client.post("/additions", json={"files": files})
    assert begun.status_code == 201
    assert begun.json()["awaited"] == [0]
    place = f"/additions/{begun.json()['id']}"
    assert_problem(client.put(f"{place}/0", content=STORY), 415)
    assert_problem(client.put(f"{place}/1", content=b"x", headers=BYTES), 404)
    assert_problem(client.put(f"{place}/0", content=b"x" * 20_001, headers=BYTES), 413)
    assert_problem(client.put("/additions/none/0", content=b"x", headers=BYTES), 404)
    assert client.put(f"{place}/0", content=STORY, headers=BYTES).status_code == 204
    assert_problem(client.put(f"{place}/0", content=STORY, headers=BYTES), 404)


@pytest.mark.parametrize(
    "files", [[], [{"name": "a"}], [{"name": "a", "size": -1}], [{"name": "a", "size": 1}] * 2_001]
)
def test_what_is_no_announcement_begins_nothing(client: httpx.Client, files: list[object]) -> None:
    assert_problem(
        client.post(
            "/additions",
            content=json.dumps({"files": files}),
            headers={"Content-Type": "application/json"},
        ),
        413 if len(files) > 9 else 422,
    )


def test_another_site_cannot_have_a_browser_send_it(client: httpx.Client) -> None:
    body = json.dumps({"files": [{"name": "a.txt", "size": 1}]})
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        headers = {"Content-Type": kind} if kind else {}
        answer = client.post("/additions", content=body.encode(), headers=headers)
        assert_problem(answer, 415)


def test_only_a_key_for_writing_adds(client: httpx.Client, filled: Path) -> None:
    made = {scope: make_key(f"{scope}-key", scope) for scope in KeyScope}
    KeyFile(filled).write([key for _, key in made.values()])
    announced = {"files": [{"name": "a.txt", "size": len(STORY)}]}
    assert_problem(client.post("/additions", json=announced), 401)
    reader = ("me", made[KeyScope.READ][0])
    told = assert_problem(client.post("/additions", json=announced, auth=reader), 403)
    assert told["detail"] == "This key may read, not write"
    writer = ("me", made[KeyScope.WRITE][0])
    begun = client.post("/additions", json=announced, auth=writer)
    assert begun.status_code == 201
    place = f"/additions/{begun.json()['id']}/0"
    assert_problem(client.put(place, content=STORY, headers=BYTES, auth=reader), 403)
    assert client.put(place, content=STORY, headers=BYTES, auth=writer).status_code == 204
