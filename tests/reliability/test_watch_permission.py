"""`dateline watch` as a process: a kill takes an article back, and an embargo ends by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.index.sources.website import website
from tests.reliability.conftest import Dateline
from tests.reliability.processes import wait_until
from tests.reliability.test_watch import Watching

ATOM = "application/atom+xml"
GUID = "urn:kel:1"


def newsml(version: int, status: str, guid: str = GUID, embargo: str = "") -> str:
    held = f"<embargoed>{embargo}</embargoed>" if embargo else ""
    return f"""<newsItem guid="{guid}" version="{version}"><itemMeta>{held}
        <pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>Ferry</headline>
        </contentMeta><contentSet><inlineXML><p>The harbour council delayed the ferry, version
        {version}.</p></inlineXML></contentSet></newsItem>"""


def put(folder: Path, name: str, content: str) -> Path:
    """A file that is there as a whole at once."""
    folder.mkdir(exist_ok=True)
    new = folder / f".{name}"
    new.write_text(content)
    return new.rename(folder / name)


@pytest.fixture
def watch(dateline: Dateline) -> Callable[..., Watching]:
    def watched(*places: object, **environment: str) -> Watching:
        return Watching(dateline("watch", *places, "--json", **environment))

    return watched


@pytest.fixture
def listed(dateline: Dateline) -> Callable[..., list[str]]:
    """The ids that `dateline list` tells, with some options."""

    def ids(*options: str) -> list[str]:
        found = dateline("list", "--json", *options).finish()
        assert found.code == 0, found.err
        return [article["article_id"] for article in found.json]

    return ids


def test_a_kill_takes_back_what_is_there_and_what_comes_late(
    tmp_path: Path, watch: Callable[..., Watching], listed: Callable[..., list[str]]
) -> None:
    folder = tmp_path / "news"
    put(folder, "1.xml", newsml(1, "usable"))
    put(folder, "other.xml", newsml(1, "usable", "urn:kel:2"))
    watching = watch(folder)
    assert watching.event()["added"] == 2
    put(folder, "2.xml", newsml(2, "canceled"))
    event = watching.event(lambda event: bool(event["killed"]))
    assert (event["killed"], event["added"], event["removed"]) == ([GUID], 0, [])
    assert listed() == ["urn:kel:2"]
    # An older version, and the kill of an item that never was.
    put(folder, "late.xml", newsml(1, "usable"))
    event = watching.event(lambda event: bool(event["skipped"]))
    assert {problem["reason"] for problem in event["skipped"]} == {"its publisher canceled it"}
    put(folder, "early.xml", newsml(2, "canceled", "urn:kel:3"))
    event = watching.event(lambda event: bool(event["warnings"]))
    assert "does not have" in event["warnings"][0]["reason"]
    put(folder, "too-late.xml", newsml(1, "usable", "urn:kel:3"))
    watching.event(lambda event: bool(event["skipped"]))
    assert listed() == ["urn:kel:2"]
    # A newer version than the kill is there again.
    put(folder, "3.xml", newsml(3, "usable"))
    assert watching.event(lambda event: bool(event["added"]))["added"] == 1
    assert sorted(listed()) == [GUID, "urn:kel:2"]
    assert watching.stopped() == 130


def test_an_embargo_holds_an_article_until_its_second(
    tmp_path: Path, watch: Callable[..., Watching], listed: Callable[..., list[str]]
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    watching = watch(folder)
    far = datetime.now(UTC) + timedelta(days=400)
    put(folder, "far.xml", newsml(1, "usable", "urn:kel:far", far.isoformat()))
    assert watching.event()["held"] == ["urn:kel:far"]
    assert (listed(), listed("--held")) == ([], ["urn:kel:far"])
    # Long enough for the watch to see it and for a list to be told; it then ends while both run.
    end = datetime.now(UTC) + timedelta(seconds=20)
    put(folder, "near.xml", newsml(1, "usable", "urn:kel:near", end.isoformat()))
    event = watching.event()
    assert (event["added"], event["held"]) == (1, ["urn:kel:near"])
    held = listed()
    # On a machine that is too busy the hour has come meanwhile.
    assert held == [] or datetime.now(UTC) >= end
    wait_until(lambda: listed() == ["urn:kel:near"])
    assert datetime.now(UTC) >= end
    assert listed("--held") == ["urn:kel:far"]
    assert watching.stopped() == 130


def test_a_feed_takes_back_its_own_entries(
    watch: Callable[..., Watching], listed: Callable[..., list[str]]
) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/'
        '1.0"><title>Kel</title>{}</feed>'
    )
    text = "The harbour council delayed the ferry once more. " * 40
    entry = (
        "<entry><id>tag:kel,2025:1</id><title>Ferry</title><updated>2025-03-17T09:00:00Z</updated>"
        f'<content type="text">{text}</content></entry>'
    )
    other = entry.replace("2025:1", "2025:2").replace("delayed", "moved")
    deleted = '<at:deleted-entry ref="tag:kel,2025:1" when="2025-03-18T09:00:00Z"/>'
    with website() as site:

        def look(*entries: str) -> dict[str, Any]:
            address = site.put("/feed", atom.format("".join(entries)), media_type=ATOM)
            watching = watch(address, DATELINE_ALLOW_PRIVATE_ADDRESSES="true")
            event = watching.event()
            assert watching.stopped() == 130
            return event

        assert look(entry, other)["added"] == 2
        assert len(look(deleted, other)["killed"]) == 1
        assert len(listed()) == 1
        # What the feed puts back with an older date stays away, even in other words.
        event = look(deleted, entry.replace("delayed", "postponed"), other)
        (problem,) = event["skipped"]
        assert event["added"] == 0
        assert problem["reason"] == "its publisher canceled it"
        assert look(deleted, entry.replace("03-17", "03-19"), other)["added"] == 1
        assert len(listed()) == 2
