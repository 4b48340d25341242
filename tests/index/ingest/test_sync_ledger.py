"""What is remembered of files: unchanged ones are passed over, and no stop makes that wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.ingest.reports import AddReport
from index.library import Library
from index.sources.parsed_article import UnchangedSource
from index.sources.sandbox import files
from index.sources.sandbox.files import find_files, read_files
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, in_step, story


@pytest.fixture(autouse=True)
def _every_file_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files just written get no stamp; here they do, so that unchanged ones are passed over."""
    monkeypatch.setattr(files, "_SETTLED_SECONDS", 0.0)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    for name, text in {"rain": "Rain fell.", "hail": "Hail fell.", "snow": "Snow fell."}.items():
        story(folder / f"{name}.md", text)
    return folder


def sync(library: Library, folder: Path) -> AddReport:
    return library.sync(folder, read_files(find_files([folder]), library.find_stamp))


def ids(library: Library) -> set[str]:
    assert in_step(library._home)
    return {article.id for article in library.articles()}


def jsonl(path: Path, **articles: str) -> Path:
    lines = [json.dumps({"id": i, "text": text}) for i, text in articles.items()]
    path.write_text("\n".join(lines))
    return path


def opened(library: Library, folder: Path) -> int:
    """How many files are read, the others being as they were."""
    reads = list(read_files(find_files([folder]), library.find_stamp))
    return len([read for read in reads if not isinstance(read, UnchangedSource)]) // 2


def test_unchanged_files_are_not_opened_again(library: Library, news: Path) -> None:
    assert opened(library, news) == 3
    sync(library, news)
    assert opened(library, news) == 0
    report = sync(library, news)
    assert (report.unchanged, report.embedded) == (3, 0)
    story(news / "rain.md", "Rain was falling.")
    assert opened(library, news) == 1


@pytest.mark.parametrize("method", ["add", "sync"])
def test_what_was_removed_by_hand_comes_back(library: Library, news: Path, method: str) -> None:
    jsonl(news / "wire.jsonl", a="One.", b="Two.")
    sync(library, news)
    library.remove(["rain", "a"])
    assert opened(library, news) > 0
    report = sync(library, news) if method == "sync" else add(library, news)
    assert (report.added, report.unchanged + report.updated) == (2, 3)
    assert ids(library) == {"rain", "hail", "snow", "a", "b"}


def test_a_file_just_written_is_read_again(
    library: Library, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_SETTLED_SECONDS", 1e9)
    sync(library, news)
    assert opened(library, news) == 3


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
