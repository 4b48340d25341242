"""Backups of a home that another process writes, and restores that are killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index import care
from index.backup import backup
from index.embedder import Embedder
from index.home import CATALOG_FILE, Home
from index.restoration import restore
from tests.index.conftest import OpenLibrary, StartWriter
from tests.index.stories import embedded

pytestmark = pytest.mark.usefixtures("quick_doctor")

ROOT = Path(__file__).parents[2]

_WRITING = """
import sys
from pathlib import Path
import numpy as np
from index.article import Article, Passage, Span
from index.copies import sketch
from index.home import Home
from index.passages import passage_id
from index.stored import Place, PreparedArticle

vector = np.zeros((2, 384), dtype=np.float32)
vector[:, 0] = 1.0
home = Home(Path(sys.argv[1]), write=True)
for number in range(10_000):
    batch = []
    for half in "ab":  # always two at a time
        article = Article(f"{number}{half}", "", f"Report {number} of {half}.")
        span = Span(0, len(article.text))
        one = Passage(passage_id(article, span), article.id, *span, article.text, (span,))
        place = Place(article.id)
        batch.append(PreparedArticle(article, place, (one,), (vector,), sketch(article)))
    home.write(batch)
    print(number, flush=True)
"""


def test_a_backup_of_a_home_that_is_written_is_a_whole_one(home: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _WRITING, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        try:
            for number in range(4):
                written = int(writer.stdout.readline())
                manifest = backup(home, tmp_path / f"{number}.backup")
                assert manifest.articles == manifest.passages
                assert manifest.articles % 2 == 0  # no batch by half
                assert manifest.articles >= 2 * (written + 1)
        finally:
            writer.kill()
    for number in range(4):
        restore(tmp_path / f"{number}.backup", tmp_path / "other", replace=True)
        assert care.examine(tmp_path / "other").sound


_KILLED = """
import os, signal, sys
from pathlib import Path
from index import restoration
calls = int(sys.argv[3])
def killed(kind, name):
    whole = getattr(kind, name)
    def call(*arguments, **named):
        global calls
        calls -= 1
        if calls < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*arguments, **named)
    setattr(kind, name, call)
# Every step by which the old home becomes the new one.
for name in ("rename", "unlink", "replace"):
    killed(Path, name)
killed(restoration, "_put_in_place")
killed(restoration, "Home")
restoration.restore(Path(sys.argv[1]), Path(sys.argv[2]), replace=True)
"""


@pytest.mark.parametrize("calls", range(9))
def test_a_restore_that_is_killed_leaves_the_old_home_or_the_new(
    home: Path,
    tmp_path: Path,
    embedder: Embedder,
    start_writer: StartWriter,
    open_library: OpenLibrary,
    calls: int,
) -> None:
    new = Home(tmp_path / "new", write=True)
    new.write(embedded(embedder, rain="Rain fell.", hail="Hail fell."))
    new.close()
    backup(tmp_path / "new", tmp_path / "file")
    writer = start_writer(home)
    assert writer.write(embedded(embedder, volcano="A volcano erupted."))
    writer.kill()  # so that there is a log
    command = [sys.executable, "-c", _KILLED, str(tmp_path / "file"), str(home), str(calls)]
    ended = subprocess.run(command, cwd=ROOT, timeout=120, check=False)
    assert ended.returncode in (0, -signal.SIGKILL)
    library = open_library(home, write=True)
    left = {article.id for article in library.articles()}
    assert left in ({"volcano"}, {"rain", "hail"})
    library.close()
    assert care.examine(home).sound
    restore(tmp_path / "file", home, replace=True)
    assert care.examine(home).articles == 2
    assert not list(home.glob(".restore-*"))


def test_what_killed_restores_leave_behind_is_swept_up(
    home: Path, tmp_path: Path, embedder: Embedder
) -> None:
    opened = Home(home, write=True)
    opened.write(embedded(embedder, rain="Rain fell."))
    opened.close()
    backup(home, tmp_path / "file")
    left = home / ".restore-killed"
    left.mkdir()
    (left / CATALOG_FILE).write_bytes(b"half a catalog")
    restore(tmp_path / "file", home, replace=True)
    assert not left.exists()
