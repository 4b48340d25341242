"""What is gone from a folder goes from the archive, and nothing else does."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.library import Library
from tests.index.ingest.folders import ids, jsonl, sync
from tests.index.stories import add, story

pytestmark = pytest.mark.usefixtures("settled_files")


def write_zip(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return path


def test_a_deleted_file(library: Library, news: Path) -> None:
    assert sync(library, news).added == 3
    (news / "hail.md").unlink()
    report = sync(library, news)
    assert (report.removed, report.unchanged, report.added) == (("hail",), 2, 0)
    assert ids(library) == {"rain", "snow"}
    assert sync(library, news).removed == ()


def test_a_deleted_line_and_a_changed_one(library: Library, news: Path) -> None:
    jsonl(news / "wire.jsonl", a="One.", b="Two.", c="Three.")
    sync(library, news)
    jsonl(news / "wire.jsonl", a="One.", c="Third.")
    report = sync(library, news)
    assert (report.removed, report.updated) == (("b",), 1)
    assert ids(library) == {"rain", "hail", "snow", "a", "c"}
    (news / "wire.jsonl").write_text("")  # read to the end, and empty
    assert set(sync(library, news).removed) == {"a", "c"}


def test_a_deleted_member_of_an_archive(library: Library, news: Path) -> None:
    write_zip(news / "old.zip", a="One.", b="Two.")
    assert sync(library, news).added == 5
    write_zip(news / "old.zip", a="One.")
    assert sync(library, news).removed == ("b",)
    (news / "old.zip").unlink()
    assert sync(library, news).removed == ("a",)
    assert ids(library) == {"rain", "hail", "snow"}


def test_a_moved_file_stays_and_a_renamed_one_costs_nothing(library: Library, news: Path) -> None:
    sync(library, news)
    (news / "2025").mkdir()
    (news / "rain.md").rename(news / "2025" / "rain.md")
    (news / "hail.md").rename(news / "storm.md")
    report = sync(library, news)
    assert (report.added, report.removed, report.embedded) == (1, ("hail",), 0)
    assert ids(library) == {"rain", "storm", "snow"}
    assert library.origins("rain") == [str(news / "2025" / "rain.md")]


def test_an_article_in_two_files_goes_with_the_last_of_them(library: Library, news: Path) -> None:
    story(news / "copy" / "rain.md", "Rain fell.")
    assert sync(library, news).added == 3
    assert len(library.origins("rain")) == 2
    (news / "rain.md").unlink()
    assert sync(library, news).removed == ()
    assert library.origins("rain") == [str(news / "copy" / "rain.md")]
    shutil.rmtree(news / "copy")
    assert sync(library, news).removed == ("rain",)


@pytest.mark.parametrize("changed", ["rain.md", "copy/rain.md"])
@pytest.mark.parametrize("together", [True, False])
def test_an_article_in_two_files_is_parted_when_one_changes(
    library: Library, news: Path, changed: str, *, together: bool
) -> None:
    """Also where the copy is made and one of the two changed before the next run."""
    if together:
        sync(library, news)
    story(news / "copy" / "rain.md", "Rain fell.")
    if not together:
        sync(library, news)
    story(news / changed, "Rain had fallen.")
    sync(library, news)
    texts = {article.text for article in library.articles()}
    assert texts == {"Rain fell.", "Rain had fallen.", "Hail fell.", "Snow fell."}
    assert sync(library, news).unchanged == 4
    (news / changed).unlink()
    assert len(sync(library, news).removed) == 1
    assert {a.text for a in library.articles()} == {"Rain fell.", "Hail fell.", "Snow fell."}


def test_a_copy_that_is_read_before_its_changed_original(library: Library, news: Path) -> None:
    """Both in one batch: the archive does not know yet that the article has two files."""
    story(news / "z" / "fog.md", "Fog lay.")
    sync(library, news)
    story(news / "a" / "fog.md", "Fog lay.")
    story(news / "z" / "fog.md", "Fog had lain.")
    sync(library, news)
    assert {"Fog lay.", "Fog had lain."} < {article.text for article in library.articles()}
    assert library.get("fog").text == "Fog lay."
    assert library.origins("fog") == [str(news / "a" / "fog.md")]


def test_an_article_of_which_both_files_change_leaves_nothing_behind(
    library: Library, news: Path
) -> None:
    story(news / "copy" / "rain.md", "Rain fell.")
    sync(library, news)
    for name in ("rain.md", "copy/rain.md"):
        story(news / name, f"It rained in {name}.")
    sync(library, news)
    assert len(ids(library)) == 4
    assert "Rain fell." not in {article.text for article in library.articles()}
    for name in ("rain.md", "copy/rain.md"):
        (news / name).unlink()
    sync(library, news)
    assert ids(library) == {"hail", "snow"}


def test_a_file_that_cannot_be_read_now_keeps_its_articles(library: Library, news: Path) -> None:
    jsonl(news / "wire.jsonl", a="One.", b="Two.")
    sync(library, news)
    (news / "rain.md").write_bytes(b"\xff\xfe\x00")
    (news / "wire.jsonl").write_text('{"id": "a", "text": "One."}\n{"id": "b", "te')
    report = sync(library, news)
    assert report.removed == ()
    assert len(report.skipped) == 2
    assert ids(library) == {"rain", "hail", "snow", "a", "b"}


def test_a_folder_that_is_gone_or_emptied_has_lost_nothing_unless_that_may_be(
    library: Library, news: Path
) -> None:
    sync(library, news)
    news.rename(news.with_name("elsewhere"))
    with pytest.raises(DatelineError, match="There is no folder"):
        sync(library, news)
    assert len(ids(library)) == 3
    news.mkdir()
    # A disk that is not mounted leaves an empty folder behind.
    with pytest.raises(DatelineError, match="Every file that was in"):
        sync(library, news)
    assert len(ids(library)) == 3
    assert len(sync(library, news, may_be_empty=True).removed) == 3
    assert ids(library) == set()
    assert sync(library, news).removed == ()  # nothing was there before


def test_what_lies_outside_the_folder_is_not_touched(library: Library, news: Path) -> None:
    sibling = story(news.with_name("news-2") / "fog.md", "Fog lay.")
    outside = story(news.parent / "dew.md", "Dew lay.")
    add(library, sibling.parent, outside)
    sync(library, news)
    for path in (sibling, outside, news / "rain.md"):
        path.unlink()
    assert sync(library, news).removed == ("rain",)
    assert ids(library) == {"hail", "snow", "fog", "dew"}
    inner = news / "inner"
    story(inner / "a.md", "Inner news.")
    sync(library, news)
    (inner / "a.md").unlink()
    (news / "hail.md").unlink()
    assert sync(library, inner, may_be_empty=True).removed == ("a",)  # a folder in a folder
    assert ids(library) == {"hail", "snow", "fog", "dew"}


def test_a_folder_by_another_name(library: Library, news: Path) -> None:
    link = news.with_name("link")
    link.symlink_to(news)
    assert sync(library, link).added == 3
    assert sync(library, news).unchanged == 3
    (news / "rain.md").unlink()
    assert sync(library, link).removed == ("rain",)
    assert ids(library) == {"hail", "snow"}


def test_a_file_whose_name_is_no_utf_8_is_still_there(library: Library, news: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(news) + b"/caf\xe9"))
    try:
        story(odd / "b\\c.md", "Coffee was served.")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert sync(library, news).added == 4
    assert sync(library, news).removed == ()
    shutil.rmtree(odd)
    assert len(sync(library, news).removed) == 1
    assert len(ids(library)) == 3
