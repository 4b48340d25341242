"""Writers that die, writers that wait, and readers that see what others wrote."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.storage.home import Home
from tests import CHECKOUT
from tests.index.conftest import OpenHome, OpenLibrary, StartWriter
from tests.index.stories import in_step, prepare, search_ids, texts


@pytest.mark.parametrize(
    ("store", "method", "written"),
    [
        ("vectors", "upsert", False),
        ("lexical", "write", False),
        ("catalog", "write", False),
        ("vectors", "delete", True),  # of the passages that the new ones replace
    ],
)
def test_a_writer_killed_while_writing_loses_nothing(
    home: Path,
    start_writer: StartWriter,
    open_home: OpenHome,
    open_library: OpenLibrary,
    embedder: Embedder,
    store: str,
    method: str,
    *,
    written: bool,
) -> None:
    writer = start_writer(home)
    assert writer.write(prepare(embedder, a="A volcano erupted.", b="Mahler was played."))
    batch = prepare(embedder, b="Verdi was sung.", c="Rain fell.")
    writer.die_before(store, method)
    assert not writer.write(batch)

    library = open_library(home)
    assert in_step(library._home)
    expected = (
        {"b": "Verdi was sung.", "c": "Rain fell."} if written else {"b": "Mahler was played."}
    )
    expected["a"] = "A volcano erupted."
    assert {article.id: article.text for article in library.articles()} == expected
    assert {hit.passage.text for hit in library.search("music")} == set(expected.values())

    again = open_home(home, write=True)
    again.write(batch)
    assert in_step(again)
    assert again.catalog.count("passages") == 3


@pytest.mark.parametrize(
    ("store", "method", "removed"),
    [("catalog", "delete", False), ("vectors", "delete", True), ("lexical", "write", True)],
)
def test_a_writer_killed_while_removing_removes_whole_articles(
    small_home: Path,
    start_writer: StartWriter,
    open_home: OpenHome,
    store: str,
    method: str,
    *,
    removed: bool,
) -> None:
    writer = start_writer(small_home)
    writer.die_before(store, method)
    assert not writer.remove("volcano")
    opened = open_home(small_home, write=True)
    assert in_step(opened)
    assert (opened.catalog.article("volcano") is None) == removed
    assert opened.catalog.count("passages") == 2 - removed


def test_a_second_writer_is_told_the_first_ones_pid_and_may_follow_it(
    small_home: Path, start_writer: StartWriter, open_home: OpenHome
) -> None:
    writer = start_writer(small_home)
    with pytest.raises(DatelineError, match=rf"\(pid {writer.pid}\)"):
        Home(small_home, write=True)
    assert in_step(open_home(small_home))  # reading is free
    writer.kill()
    open_home(small_home, write=True)


def test_several_processes_may_make_a_home_at_once(home: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from index.storage.home import Home;"
        "home = Home(Path(sys.argv[1]), write=sys.argv[2] == 'write', create=True);"
        "print(home.indexes.vectors.count())"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(home), mode],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for mode in ("read", "write")
    ]
    assert [process.communicate()[0] for process in started] == ["0\n"] * 2


def test_a_reader_sees_what_another_process_wrote_and_removed(
    small_home: Path, start_writer: StartWriter, open_library: OpenLibrary, embedder: Embedder
) -> None:
    reader = open_library(small_home)
    assert texts(reader, "volcano glacier") == ["A volcano erupted."]
    writer = start_writer(small_home)
    assert writer.write(prepare(embedder, glacier="A glacier melted."))
    assert search_ids(reader, "glacier melted")[0] == "glacier"
    assert set(texts(reader, "volcano glacier")) == {"A volcano erupted.", "A glacier melted."}
    assert writer.write(prepare(embedder, volcano="A storm raged."))
    assert texts(reader, "volcano storm") == ["A storm raged."]
    assert writer.remove("glacier")
    assert set(search_ids(reader, "glacier melted")) == {"volcano", "mahler"}
    assert reader.terms("glacier")[0].passages == 0
    assert reader.stats()["articles"] == 2


def test_a_reader_may_open_while_a_write_is_under_way(
    small_home: Path, start_writer: StartWriter, open_library: OpenLibrary, embedder: Embedder
) -> None:
    writer = start_writer(small_home)
    batch = prepare(embedder, volcano="A volcano fell silent.", glacier="A glacier melted.")
    with writer.stop_before("catalog", "write", batch):
        reader = open_library(small_home)
        assert texts(reader, "volcano glacier") == ["A volcano erupted."]
    assert set(texts(reader, "volcano glacier")) == {"A volcano fell silent.", "A glacier melted."}
    assert in_step(reader._home)
