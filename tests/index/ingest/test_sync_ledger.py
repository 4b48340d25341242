"""What is remembered of files: unchanged ones are passed over, and no stop makes that wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from index.sources.parsed_article import UnchangedSource
from index.sources.sandbox import files
from index.sources.sandbox.files import find_files, read_files
from tests.index.conftest import OpenLibrary
from tests.index.ingest.folders import ids, jsonl, sync
from tests.index.stories import add, story

pytestmark = pytest.mark.usefixtures("settled_files")


def count_read(library: Library, folder: Path) -> int:
    """The number of files that are read, since they are new or changed."""
    reads = list(read_files(find_files([folder]), library.find_stamp))
    return len([read for read in reads if not isinstance(read, UnchangedSource)]) // 2


def test_unchanged_files_are_not_opened_again(library: Library, news: Path) -> None:
    assert count_read(library, news) == 3
    sync(library, news)
    assert count_read(library, news) == 0
    report = sync(library, news)
    assert (report.unchanged, report.embedded) == (3, 0)
    story(news / "rain.md", "Rain was falling.")
    assert count_read(library, news) == 1


@pytest.mark.parametrize("method", ["add", "sync"])
def test_what_was_removed_by_hand_comes_back(library: Library, news: Path, method: str) -> None:
    jsonl(news / "wire.jsonl", a="One.", b="Two.")
    sync(library, news)
    library.remove(["rain", "a"])
    assert count_read(library, news) > 0
    report = sync(library, news) if method == "sync" else add(library, news)
    assert (report.added, report.unchanged + report.updated) == (0, 5)
    assert set(report.restored) == {"rain", "a"}
    assert ids(library) == {"rain", "hail", "snow", "a", "b"}


def test_a_file_just_written_is_read_again(
    library: Library, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_SETTLED_SECONDS", 1e9)
    sync(library, news)
    assert count_read(library, news) == 3


# -- a run that is stopped


@pytest.mark.parametrize("stopped_at", ["remove", "forget_origins"])
def test_a_run_that_is_stopped_is_made_good_by_the_next(
    library: Library,
    open_library: OpenLibrary,
    news: Path,
    monkeypatch: pytest.MonkeyPatch,
    stopped_at: str,
) -> None:
    jsonl(news / "wire.jsonl", a="One.", b="Two.", rain="Rain fell.")
    sync(library, news)
    jsonl(news / "wire.jsonl", a="One.")
    (news / "hail.md").unlink()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    home = library._home
    place = home if stopped_at == "remove" else home.catalog.origins
    with monkeypatch.context() as patch:
        patch.setattr(place, stopped_at, stop)
        with pytest.raises(KeyboardInterrupt):
            sync(library, news)
    library.close()
    again = open_library(home.folder, write=True)
    sync(again, news)
    assert ids(again) == {"rain", "snow", "a"}
    assert again.origins("rain") == [str(news / "rain.md")]
