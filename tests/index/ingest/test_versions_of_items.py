"""Versions of publishers' items, kills and holds, in whatever order and files they come."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from index.core.article import Article
from index.core.errors import UnknownArticleError
from index.ingest.reports import AddReport
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.permission.state import State
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, counts, in_step, search_ids, story

GUID = "urn:kel:1"


def g2(version: int, status: str = "usable", text: str = "") -> str:
    body = text or f"Version {version} of the flood."
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{GUID}"
        version="{version}"><itemMeta><versionCreated>2025-03-{version:02}T09:00:00Z
        </versionCreated><pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>Flood
        </headline></contentMeta><contentSet><inlineXML><html><body><p>{body}</p></body></html>
        </inlineXML></contentSet></newsItem>"""


def newsml1(version: int, status: str = "usable") -> str:
    text = f"<p>Version {version} of the flood.</p>"
    return f"""<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>{GUID}:{version}
        </PublicIdentifier></NewsIdentifier></Identification><NewsManagement><ThisRevisionCreated>
        202503{version:02}T090000Z</ThisRevisionCreated><Status FormalName="{status}"/>
        </NewsManagement><NewsComponent><NewsLines><HeadLine>Flood</HeadLine></NewsLines>
        <ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent></NewsItem>
        </NewsML>"""


def ninjs(version: int, status: str = "usable") -> str:
    return json.dumps(
        {
            "uri": GUID, "version": str(version), "pubstatus": status, "headline": "Flood",
            "versioncreated": f"2025-03-{version:02}T09:00:00Z",
            "body_text": f"Version {version} of the flood.",
        }
    )  # fmt: skip


def nitf(version: int, status: str = "usable") -> str:
    return f"""<nitf><head><docdata management-status="{status}"><doc-id id-string="{GUID}"/>
        <du-key key="flood" version="{version}"/><date.issue norm="202503{version:02}"/></docdata>
        </head><body><body.head><hedline><hl1>Flood</hl1></hedline></body.head><body.content>
        <p>Version {version} of the flood.</p></body.content></body></nitf>"""


FORMATS: dict[str, Any] = {
    "g2.xml": g2,
    "newsml1.xml": newsml1,
    "ninjs.json": ninjs,
    "nitf.xml": nitf,
}
EACH = pytest.mark.parametrize("name", FORMATS)


def put(folder: Path, name: str, version: int, status: str = "usable") -> Path:
    """A file of its own for each version."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{version}-{status}-{name}"
    path.write_text(FORMATS[name](version, status))
    return path


def shown(library: Library) -> list[str]:
    return [article.text for article in library.articles()]


def earlier(library: Library) -> list[str]:
    (article,) = library.articles()
    return [version.article.text for version in library.versions(article.id)]


@EACH
def test_the_newest_version_counts_whatever_comes_first(
    tmp_path: Path, open_library: OpenLibrary, name: str
) -> None:
    for number, order in enumerate(permutations((1, 2, 3))):
        library = open_library(tmp_path / f"home{number}", write=True)
        for version in order:
            add(library, put(tmp_path / "news", name, version))
        assert shown(library) == ["Version 3 of the flood."]
        # What came before a newer one stays with it; what came too late does not.
        came_before = [v for n, v in enumerate(order) if all(v > other for other in order[:n])]
        assert earlier(library) == [f"Version {v} of the flood." for v in came_before[:-1]]


@EACH
def test_versions_of_one_run_are_all_kept(library: Library, tmp_path: Path, name: str) -> None:
    paths = [put(tmp_path / "news", name, version) for version in (1, 2, 3)]
    report = add(library, *paths)
    assert counts(report) == (1, 0, 2)
    assert earlier(library) == ["Version 1 of the flood.", "Version 2 of the flood."]
    # Read again, each of them says what the archive knows.
    assert counts(add(library, *paths)) == (0, 3, 0)
    assert earlier(library) == ["Version 1 of the flood.", "Version 2 of the flood."]


@EACH
@pytest.mark.parametrize("order", permutations((1, 2, 3)))
def test_a_kill_takes_back_what_came_before_in_any_order(
    library: Library, tmp_path: Path, name: str, order: tuple[int, ...]
) -> None:
    """Versions 1 and 2, and the kill of version 3."""
    killed: list[str] = []
    for version in order:
        path = put(tmp_path / "news", name, version, "canceled" if version == 3 else "usable")
        killed += add(library, path).killed
    assert shown(library) == []
    assert search_ids(library, "flood") == []
    assert len(killed) == (order[0] != 3)
    assert in_step(library._home)
    # It stays so when everything is read again.
    report = add(library, tmp_path / "news")
    assert (shown(library), report.killed) == ([], ())
    assert [problem.reason for problem in report.skipped] == ["its publisher canceled it"] * 2


@EACH
def test_a_newer_version_than_the_kill_comes_back(
    library: Library, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "news"
    add(library, put(folder, name, 1), put(folder, name, 2, "canceled"))
    assert shown(library) == []
    add(library, put(folder, name, 3))
    assert shown(library) == ["Version 3 of the flood."]
    add(library, put(folder, name, 1), put(folder, name, 2, "canceled"))
    assert shown(library) == ["Version 3 of the flood."]
    report = add(library, put(folder, name, 4, "canceled"))
    assert (shown(library), len(report.killed)) == ([], 1)


@EACH
def test_a_withheld_version_is_held_until_it_is_released_or_a_newer_one_comes(
    library: Library, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "news"
    add(library, put(folder, name, 1))
    report = add(library, put(folder, name, 2, "withheld"))
    (article_id,) = report.held
    assert shown(library) == []
    assert [one.article.id for one in library.list_hidden(State.HELD)] == [article_id]
    with pytest.raises(UnknownArticleError):
        library.get(article_id)
    assert library.get(article_id, hidden=True).text == "Version 2 of the flood."
    library.release([article_id], "the agency agreed")
    assert shown(library) == ["Version 2 of the flood."]
    # Read again, it stays released.
    assert add(library, put(folder, name, 2, "withheld")).held == ()
    assert shown(library) == ["Version 2 of the flood."]
    add(library, put(folder, name, 3, "withheld"))
    assert shown(library) == []
    add(library, put(folder, name, 4))
    assert shown(library) == ["Version 4 of the flood."]


def test_a_notice_without_a_text_holds_what_is_there_and_what_comes_later(
    library: Library, tmp_path: Path
) -> None:
    bare = g2(2, "withheld").replace("<p>Version 2 of the flood.</p>", "")
    (tmp_path / "hold.xml").write_text(bare)
    first = put(tmp_path / "news", "g2.xml", 1)
    add(library, first)
    assert add(library, tmp_path / "hold.xml").held == (GUID,)
    assert shown(library) == []
    assert library.get(GUID, hidden=True).text == "Version 1 of the flood."
    assert add(library, first).held == ()  # it is unchanged
    assert shown(library) == []
    library.remove([GUID])
    assert add(library, first).held == (GUID,)
    assert shown(library) == []
    add(library, put(tmp_path / "news", "g2.xml", 3))
    assert shown(library) == ["Version 3 of the flood."]


def test_kills_and_stories_of_one_file_count_in_their_order(
    library: Library, tmp_path: Path
) -> None:
    items = [g2(1), g2(2, "canceled"), g2(1), g2(3), g2(2), g2(4, "canceled"), g2(5)]
    whole = f"<newsMessage><itemSet>{''.join(items)}</itemSet></newsMessage>"
    (tmp_path / "wire.xml").write_text(whole)
    report = add(library, tmp_path / "wire.xml")
    assert shown(library) == ["Version 5 of the flood."]
    assert report.killed == (GUID, GUID)
    assert [problem.reason for problem in report.skipped] == ["its publisher canceled it"] * 2
    assert [row.action for row in library.ledger()] == [
        "added", "killed", "added", "killed", "added",
    ]  # fmt: skip


def test_a_kill_of_what_the_archive_does_not_have_is_said_and_remembered(
    library: Library, tmp_path: Path
) -> None:
    kill = put(tmp_path / "news", "g2.xml", 2, "canceled")
    report = add(library, kill)
    assert (report.killed, [one.reason for one in report.warnings]) == (
        (),
        ["its publisher takes back an item that the archive does not have"],
    )
    assert add(library, kill).warnings == ()  # it is known


def test_two_texts_of_one_version_both_stay(library: Library, tmp_path: Path) -> None:
    for name, text in (("a.xml", "One text."), ("b.xml", "Another text.")):
        (tmp_path / name).write_text(g2(1, text=text))
    for _ in range(2):
        add(library, tmp_path / "a.xml", tmp_path / "b.xml")
    assert sorted(shown(library)) == ["Another text.", "One text."]
    assert all(not library.versions(article.id) for article in library.articles())
    (tmp_path / "kill.xml").write_text(g2(2, "canceled"))
    assert len(add(library, tmp_path / "kill.xml").killed) == 2


def test_a_file_that_is_changed_in_place_replaces_its_version(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "a.xml"
    for text in ("One text.", "Another text."):
        path.write_text(g2(1, text=text))
        add(library, path)
    assert shown(library) == ["Another text."]
    assert earlier(library) == ["One text."]


def test_an_item_that_an_earlier_version_kept_twice_becomes_one(
    library: Library, tmp_path: Path
) -> None:
    """Without the table of items, each file of an item had an article of its own."""
    first, second = (put(tmp_path / "news", "g2.xml", version) for version in (1, 2))
    as_before = [
        ParsedArticle(Article(GUID, "Flood", f"Version {n} of the flood."), str(path), str(path))
        for n, path in ((1, first), (2, second))
    ]
    assert library.add(as_before).added == 2
    assert len(shown(library)) == 2
    add(library, first, second)
    assert shown(library) == ["Version 2 of the flood."]
    (article,) = library.articles()
    assert article.id == GUID
    assert library.origins(GUID) == sorted(map(str, (first, second)))
    assert in_step(library._home)


def test_a_kill_finds_what_an_earlier_version_stored(library: Library, tmp_path: Path) -> None:
    add(library, put(tmp_path / "news", "g2.xml", 1))
    with library._home.catalog.database.transaction() as connection:
        connection.execute("DELETE FROM items")
    assert add(library, put(tmp_path / "news", "g2.xml", 2, "canceled")).killed == (GUID,)


def test_a_sync_keeps_a_killed_article_away(library: Library, tmp_path: Path) -> None:
    from index.sources.sandbox.files import find_files, read_files

    folder = tmp_path / "news"
    put(folder, "g2.xml", 1)
    story(folder / "rain.md", "It rained.")

    def sync() -> AddReport:
        return library.sync(folder, read_files(find_files([folder]), library.find_stamp))

    assert sync().added == 2
    kill = put(folder, "g2.xml", 2, "canceled")
    assert sync().killed == (GUID,)
    kill.unlink()
    for _ in range(2):
        sync()
        assert shown(library) == ["It rained."]


def test_a_hundred_versions_of_an_item_are_read_at_once(library: Library, tmp_path: Path) -> None:
    lines = "\n".join(ninjs(version) for version in range(1, 31))
    (tmp_path / "wire.jsonl").write_text(lines)
    add(library, tmp_path / "wire.jsonl")
    assert shown(library) == ["Version 30 of the flood."]
    assert len(earlier(library)) == 29
