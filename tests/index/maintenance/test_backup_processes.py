"""Backups of a home that another process writes, and restores that are killed."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.embedding.embedder import Embedder
from index.maintenance import offline_repair
from index.maintenance.backup import backup
from index.maintenance.manifest import read_manifest
from index.maintenance.restore import restore
from index.storage.home import Home
from tests import CHECKOUT
from tests.index.conftest import OpenLibrary, StartWriter
from tests.index.stories import prepare

pytestmark = pytest.mark.usefixtures("quick_doctor")

ROOT = CHECKOUT

_WRITING = """
import sys
from pathlib import Path
import numpy as np
from index.core.article import Article, Passage, Span
from index.storage.minhash import compute_sketch
from index.storage.home import Home
from index.splitting.passages import passage_id
from index.storage.catalog_types import PreparedArticle, Provenance

vector = np.zeros((2, 384), dtype=np.float32)
vector[:, 0] = 1.0
home = Home(Path(sys.argv[1]), write=True)
for number in range(10_000):
    batch = []
    for half in "ab":  # always two at a time
        article = Article(f"{number}{half}", "", f"Report {number} of {half}.")
        span = Span(0, len(article.text))
        one = Passage(passage_id(article, span), article.id, *span, article.text, (span,))
        origin = Provenance(article.id)
        batch.append(PreparedArticle(article, origin, (one,), (vector,), compute_sketch(article)))
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
        assert offline_repair.examine(tmp_path / "other").is_sound


_KILLED = """
import os, signal, sys
from pathlib import Path
from index.maintenance import restore as restoration
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
killed(restoration, "_install")
killed(restoration, "Home")
restoration.restore(Path(sys.argv[1]), Path(sys.argv[2]), replace=sys.argv[4:] == ["replace"])
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
    new.write(prepare(embedder, rain="Rain fell.", hail="Hail fell."))
    new.close()
    backup(tmp_path / "new", tmp_path / "file")
    writer = start_writer(home)
    assert writer.write(prepare(embedder, volcano="A volcano erupted."))
    writer.kill()  # so that there is a log
    command = [sys.executable, "-c", _KILLED, str(tmp_path / "file"), str(home), str(calls)]
    command.append("replace")
    ended = subprocess.run(command, cwd=ROOT, timeout=120, check=False)
    assert ended.returncode in (0, -signal.SIGKILL)
    library = open_library(home, write=True)
    ids = {article.id for article in library.articles()}
    assert ids in ({"volcano"}, {"rain", "hail"})
    library.close()
    assert offline_repair.examine(home).is_sound
    restore(tmp_path / "file", home, replace=True)
    assert offline_repair.examine(home).articles == 2
    assert not list(home.glob(".restore-*"))


def test_what_killed_restores_leave_behind_is_swept_up(
    home: Path, tmp_path: Path, embedder: Embedder
) -> None:
    opened = Home(home, write=True)
    opened.write(prepare(embedder, rain="Rain fell."))
    opened.close()
    backup(home, tmp_path / "file")
    leftover = home / ".restore-killed"
    leftover.mkdir()
    (leftover / CATALOG_FILE).write_bytes(b"half a catalog")
    restore(tmp_path / "file", home, replace=True)
    assert not leftover.exists()


def _restore_killed(file: Path, home: Path, calls: int) -> int:
    command = [sys.executable, "-c", _KILLED, str(file), str(home), str(calls)]
    return subprocess.run(command, cwd=ROOT, timeout=120, check=False).returncode


def _make_backup(folder: Path, embedder: Embedder) -> Path:
    """The backup of a home with two articles and a setting."""
    new = Home(folder, write=True)
    new.write(prepare(embedder, rain="Rain fell.", hail="Hail fell."))
    new.close()
    (folder / "settings.toml").write_text("candidate_depth = 40\n")
    backup(folder, folder.with_name("file"))
    return folder.with_name("file")


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("calls", range(6))
def test_a_restore_that_is_killed_can_be_run_again(
    home: Path,
    tmp_path: Path,
    embedder: Embedder,
    open_library: OpenLibrary,
    calls: int,
    opened: bool,
) -> None:
    file = _make_backup(tmp_path / "new", embedder)
    assert _restore_killed(file, home, calls) in (0, -signal.SIGKILL)
    if opened and (home / CATALOG_FILE).exists():
        open_library(home).close()  # makes the indexes, and notes that
    restore(file, home)
    assert offline_repair.examine(home).articles == 2
    assert offline_repair.examine(home).is_sound
    assert (home / "settings.toml").read_text() == "candidate_depth = 40\n"
    assert not list(home.glob(".restore-*"))


def test_the_points_at_which_it_is_killed_are_before_and_after_the_catalog_is_there(
    home: Path, tmp_path: Path, embedder: Embedder
) -> None:
    file = _make_backup(tmp_path / "new", embedder)
    there = []
    for calls in range(6):
        folder = tmp_path / f"home{calls}"
        ended = _restore_killed(file, folder, calls)
        there.append((ended, (folder / CATALOG_FILE).exists()))
    killed = -signal.SIGKILL
    assert there[0] == (killed, False)
    assert (killed, True) in there
    assert there == sorted(there, key=lambda one: (one[1], one[0]))


def test_an_archive_that_differs_from_the_backup_by_a_letter_is_not_replaced_unasked(
    home: Path, tmp_path: Path, embedder: Embedder, open_library: OpenLibrary
) -> None:
    file = _make_backup(tmp_path / "new", embedder)
    restore(file, home)
    restore(file, home)  # the same may be restored again
    for texts in ({"hail": "Hail fell!"}, {"snow": "Snow fell."}):
        with contextlib.closing(Home(home, write=True)) as changed:
            changed.write(prepare(embedder, **texts))
        with pytest.raises(DatelineError, match="already"):
            restore(file, home)
    library = open_library(home)
    assert library.get("hail").text == "Hail fell!"
    assert library.article_count == 3


def test_an_empty_archive_makes_room_for_a_backup(
    home: Path, tmp_path: Path, embedder: Embedder
) -> None:
    file = _make_backup(tmp_path / "new", embedder)
    Home(home, write=True).close()
    restore(file, home)
    assert offline_repair.examine(home).articles == 2


_KILLED_BACKUP = """
import os, signal, sys, zipfile
from pathlib import Path
from index.maintenance import backup
from index.storage.sqlite.database import Database
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
killed(Database, "copy_to")
killed(backup, "_make_manifest")
killed(zipfile.ZipFile, "write")
killed(zipfile.ZipFile, "close")
killed(Path, "replace")
backup.backup(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_what_a_killed_backup_leaves_beside_its_file_goes_with_the_next(
    tmp_path: Path, embedder: Embedder
) -> None:
    _make_backup(tmp_path / "new", embedder)
    place = tmp_path / "place"
    place.mkdir()
    mine = place / ".dateline-notes"
    mine.mkdir()
    sizes = []
    for calls in range(5):
        command = [sys.executable, "-c", _KILLED_BACKUP, str(tmp_path / "new")]
        command += [str(place / "file"), str(calls)]
        ended = subprocess.run(command, cwd=ROOT, timeout=120, check=False)
        assert ended.returncode == -signal.SIGKILL
        (left,) = place.glob(".dateline-backup-*")  # of the last one alone
        sizes.append(sum(path.stat().st_size for path in left.iterdir()))
        assert not (place / "file").exists()
    assert sizes[0] == 0
    assert all(size > 4_096 for size in sizes[1:])
    backup(tmp_path / "new", place / "file")
    assert sorted(path.name for path in place.iterdir()) == [".dateline-notes", "file"]
    assert read_manifest(place / "file").articles == 2


def test_a_backup_leaves_alone_what_another_one_is_writing(
    tmp_path: Path, embedder: Embedder
) -> None:
    _make_backup(tmp_path / "new", embedder)
    place = tmp_path / "place"
    place.mkdir()
    code = (
        "import sys; from pathlib import Path\n"
        "from index.maintenance.scratch_folder import scratch_folder\n"
        "with scratch_folder(Path(sys.argv[1])) as place:\n"
        "    (place / 'half').write_text('x'); print(place, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(place)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        scratch = Path(other.stdout.readline().strip())
        backup(tmp_path / "new", place / "file")
        assert (scratch / "half").read_text() == "x"
        other.kill()
    backup(tmp_path / "new", place / "file")
    assert not scratch.exists()
