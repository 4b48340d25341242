"""`dateline watch` as a process: what it does of itself, what it lives through, and how it ends."""

from __future__ import annotations

import json
import random
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.index.sources.website import Website, website
from tests.reliability import tasks
from tests.reliability.conftest import Dateline
from tests.reliability.corpus import Story, stories, write, write_one
from tests.reliability.processes import Child, Command, spawn, wait_until
from tests.reliability.state import count_enriched, kept

FEED = "application/rss+xml"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
STORIES = list(stories(100, seed=12))


class Watching:
    """A `dateline watch` and what it has told so far."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self._read = 0

    def event(self, true: Callable[[dict[str, Any]], bool] = lambda event: True) -> dict[str, Any]:
        """The next event for which something is true; others are passed over."""
        found: list[dict[str, Any]] = []

        def there() -> bool:
            lines = self.command.printed()
            while self._read < len(lines) and not found:
                event = json.loads(lines[self._read])
                self._read += 1
                if true(event):
                    found.append(event)
            return bool(found)

        wait_until(there)
        return found[0]

    def stopped(self, number: int = signal.SIGINT) -> int:
        """Stop it; returns the exit code."""
        self.command.signal(number)
        ended = self.command.finish()
        assert "Traceback" not in ended.err
        return ended.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    write(folder, STORIES[:6])
    return folder


@pytest.fixture
def watch(dateline: Dateline) -> Callable[..., Watching]:
    def watched(*places: object, **environment: str) -> Watching:
        return Watching(dateline("watch", *places, "--json", **environment))

    return watched


def test_a_folder_is_kept_up_to_date(
    folder: Path, home: Path, watch: Callable[..., Watching]
) -> None:
    watching = watch(folder)
    assert watching.event()["added"] == 6
    path = write_one(folder, STORIES[10])
    assert watching.event()["added"] == 1
    path.write_text(path.read_text() + "\n\nA sentence was added at the end.")
    assert watching.event()["updated"] == 1
    assert kept(home)[STORIES[10].id].endswith("A sentence was added at the end.")
    path.unlink()
    assert watching.event()["removed"] == [STORIES[10].id]
    # As editors save: a new file takes the place of the old one.
    other = write_one(folder, STORIES[0])
    new = folder / ".new"
    new.write_text(other.read_text().replace("said", "claimed") + "\n\nSaved anew.")
    new.replace(other)
    assert watching.event()["updated"] == 1
    (folder / "deep" / "deeper").mkdir(parents=True)
    write_one(folder / "deep" / "deeper", STORIES[11])
    assert watching.event()["added"] == 1
    for story in STORIES[20:70]:
        write_one(folder, story)
    wait_until(lambda: len(kept(home)) == 57)
    assert watching.stopped() == 130


def test_a_file_that_cannot_be_read_is_told_once_and_read_when_it_can_be(
    folder: Path, home: Path, watch: Callable[..., Watching]
) -> None:
    (folder / "broken.json").write_bytes(b"{")
    (folder / "report.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    watching = watch(folder)
    event = watching.event()
    assert event["added"] == 6
    assert {Path(problem["place"]).name for problem in event["skipped"]} == {
        "broken.json",
        "report.pdf",
    }
    write_one(folder, STORIES[10])
    event = watching.event()
    assert (event["added"], event["skipped"]) == (1, [])
    article = {"id": "mended", "text": "It can be read at last."}
    (folder / "broken.json").write_text(json.dumps(article))
    assert watching.event()["added"] == 1
    assert kept(home)["mended"] == "It can be read at last."
    assert watching.stopped() == 130


def test_a_single_file_that_is_replaced_is_read_again(
    tmp_path: Path, watch: Callable[..., Watching]
) -> None:
    path = tmp_path / "one.txt"
    path.write_text("The ferry sails on Monday.")
    watching = watch(path)
    assert watching.event()["added"] == 1
    for day in ("Tuesday", "Wednesday"):
        new = tmp_path / "new.txt"
        new.write_text(f"The ferry sails on {day}, if it sails.")
        new.replace(path)
        assert watching.event()["updated"] == 1
    assert watching.stopped() == 130


def test_a_folder_with_the_home_in_it_comes_to_rest(
    folder: Path, model: Path, tmp_path: Path
) -> None:
    home = folder / "home"
    options = ("--home", home, "--model", model)
    watching = Watching(Command(tmp_path / "printed", *options, "watch", folder, "--json"))
    try:
        assert watching.event()["added"] == 6
        write_one(folder, STORIES[10])
        assert watching.event()["added"] == 1
        # Its own writing is no reason to look again: it would never end.
        written: list[float] = []
        while len(written) < 2 or written[-1] != written[-2]:
            assert len(written) < 5
            written.append((home / "chroma" / "chroma.sqlite3").stat().st_mtime)
            assert not watching.command.ends_within(4.0)
    finally:
        assert watching.stopped() == 130


def test_while_another_process_writes_a_change_waits_its_turn(
    folder: Path,
    home: Path,
    model: Path,
    tmp_path: Path,
    watch: Callable[..., Watching],
) -> None:
    watching = watch(folder)
    assert watching.event()["added"] == 6
    write(tmp_path / "more", list(stories(150, seed=13)))
    # It still reads who says what in them, and is itself a writer until then.
    wait_until(lambda: count_enriched(home) == 6 and not (home / "writer.pid").exists())
    writer = Child(tasks.add, tmp_path / "more", home, str(model))
    try:
        next(writer.messages())
        writer.signal(signal.SIGSTOP)
        write_one(folder, STORIES[10])
        event = watching.event()
        assert f"(pid {writer.pid})" in event["error"]
        writer.signal(signal.SIGCONT)
        assert {kind for kind, _ in writer.messages()} == {"safe"}
        assert writer.wait() == 0
    finally:
        writer.kill()
    assert watching.event()["added"] == 1
    assert len(kept(home)) == 157
    assert watching.stopped() == 130


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_is_stopped_at_any_time_without_a_traceback(
    folder: Path, home: Path, dateline: Dateline, watch: Callable[..., Watching], number: int
) -> None:
    write(folder / "more", list(stories(60, seed=20)))
    watching = watch(folder)
    wait_until((home / "writer.pid").exists)
    assert not watching.command.ends_within(random.Random(number).uniform(0, 1.0))
    watching.stopped(number)
    assert dateline("add", folder).finish().code == 0
    assert len(kept(home)) == 66
    assert dateline("doctor").finish().code == 0


def test_the_command_itself_ends_with_one_line(folder: Path, home: Path, model: Path) -> None:
    with spawn("--home", home, "--model", model, "watch", folder, "--json") as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["added"] == 6
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert [line.split(";")[0] for line in err.splitlines()] == [
        f"dateline: began a new archive in {home}",
        "dateline: watching",
        "dateline: stopped",
    ]


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as made:
        yield made


def _put(site: Website, etag: str, *entries: Story) -> str:
    items = "".join(
        f"<item><title>{story.title}</title><guid isPermaLink='false'>{story.id}</guid>"
        f"<link>{site.url}/{story.id}</link>"
        f"<content:encoded><![CDATA[{story.text}]]></content:encoded></item>"
        for story in entries
    )
    feed = f'<rss version="2.0" xmlns:content="{CONTENT}"><channel>{items}</channel></rss>'
    return site.put("/feed", feed, media_type=FEED, headers={"ETag": etag})


def test_a_feed_is_kept_up_to_date_over_many_starts(
    site: Website, home: Path, watch: Callable[..., Watching], dateline: Dateline
) -> None:
    def looked(*entries: Story, etag: str) -> dict[str, Any]:
        watching = watch(_put(site, etag, *entries), DATELINE_ALLOW_PRIVATE_ADDRESSES="true")
        event = watching.event()
        assert watching.stopped() == 130
        return event

    one, two, three = (
        Story(s.id, s.title, f"<p>{s.text * 9}</p>", s.source, s.published) for s in STORIES[:3]
    )
    assert looked(one, two, etag='"1"')["added"] == 2
    first = kept(home)
    event = looked(two, three, etag='"2"')
    assert (event["added"], event["updated"], event["removed"]) == (1, 0, [])
    assert first.items() <= kept(home).items()  # what left the feed stays
    changed = Story(two.id, two.title, two.text + "<p>Corrected.</p>", "", "")
    event = looked(changed, three, etag='"3"')
    assert (event["added"], event["updated"], event["removed"]) == (0, 1, [])
    assert sum(text.endswith("Corrected.") for text in kept(home).values()) == 1
    assert len(kept(home)) == 3

    # Unchanged: asked with what it was told, answered in a few bytes, and nothing happens.
    asked = site.count("/feed")
    watching = watch(site.url + "/feed", DATELINE_ALLOW_PRIVATE_ADDRESSES="true")
    wait_until(lambda: site.count("/feed") > asked)
    conditions = [
        headers.get("if-none-match")
        for path, headers in zip(site.asked, site.headers, strict=True)
        if path == "/feed"
    ]
    assert conditions[-1] == '"3"'
    assert watching.stopped() == 130
    assert watching.command.printed() == []
    site.put("/feed", "gone", status=503, headers={"Retry-After": "1"})
    watching = watch(site.url + "/feed", DATELINE_ALLOW_PRIVATE_ADDRESSES="true")
    assert watching.event()["skipped"]
    assert watching.stopped() == 130
    assert len(kept(home)) == 3
    assert dateline("doctor").finish().code == 0
