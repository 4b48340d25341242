"""Files of a home that are lost, cut or garbled: told, and mended or refused."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reliability import tasks
from tests.reliability.conftest import Dateline
from tests.reliability.corpus import stories, write
from tests.reliability.processes import Child, Command
from tests.reliability.state import State, assert_equal, kept, state

_COUNT = 240
_TEXTS = {story.id: story.text for story in stories(_COUNT, seed=9)}
# With so many, Chroma writes its graph to files; before, it keeps all in its log.
_MANY = 900
_FRAME = 24 + 4_096  # of SQLite's log: a header, and a page


def _made(folder: Path, count: int, model: Path) -> Path:
    """A folder with `articles`, a `home` with them, and its `backup`. To be copied."""
    write(folder / "articles", list(stories(count, seed=9)))
    options = ("--home", folder / "home", "--model", model)
    for command in (("add", folder / "articles"), ("backup", folder / "backup")):
        ran = Command(folder / "printed", *options, *command).finish()
        assert (ran.code, ran.complaints) == (0, "")
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    return _made(tmp_path_factory.mktemp("archive"), _COUNT, model)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    folder = _made(tmp_path_factory.mktemp("large"), _MANY, model)
    assert list((folder / "home" / "chroma").rglob("index_metadata.pickle"))
    return folder


@pytest.fixture(scope="module")
def whole(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> State:
    copy = tmp_path_factory.mktemp("whole") / "home"
    shutil.copytree(archive / "home", copy)
    return state(copy)


@pytest.fixture
def home(archive: Path, tmp_path: Path) -> Path:
    """A copy of the home, to be damaged."""
    return Path(shutil.copytree(archive / "home", tmp_path / "home"))


def _garbled(rng: random.Random, path: Path) -> None:
    """Damage a file in one of six ways."""
    content = bytearray(path.read_bytes())
    middle = rng.randrange(len(content)) if content else 0
    for _ in range(max(1, len(content) // 200)):
        flipped = rng.randrange(len(content)) if content else 0
        content[flipped : flipped + 1] = rng.randbytes(1)
    whole = path.read_bytes()
    damage: dict[str, bytes | None] = {
        "flipped": bytes(content),
        "cut": whole[:middle],
        "zeroed": whole[:middle]
        + bytes(len(whole[middle : middle + 4_096]))
        + whole[middle + 4_096 :],
        "random": rng.randbytes(len(whole)),
        "emptied": b"",
        "deleted": None,
    }
    new = damage[rng.choice(sorted(damage))]
    path.unlink()
    if new is not None:
        path.write_bytes(new)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")


def _delete(*names: str) -> Callable[[Path, random.Random], None]:
    def delete(home: Path, rng: random.Random) -> None:
        for name in names:
            shutil.rmtree(home / name)

    return delete


def _garble_all(name: str) -> Callable[[Path, random.Random], None]:
    def garble(home: Path, rng: random.Random) -> None:
        for path in _files(home / name):
            path.write_bytes(rng.randbytes(path.stat().st_size))

    return garble


def _garble_one(name: str) -> Callable[[Path, random.Random], None]:
    return lambda home, rng: _garbled(rng, rng.choice(_files(home / name)))


@pytest.mark.parametrize(
    ("damage", "seed"),
    [
        (_delete("chroma", "tantivy"), 0),
        (_garble_all("chroma"), 1),
        (_garble_all("tantivy"), 1),
        *((_garble_one("tantivy"), seed) for seed in range(2, 3)),
    ],
)
def test_a_damaged_index_is_told_and_mended_without_embedding(
    home: Path,
    dateline: Dateline,
    whole: State,
    damage: Callable[[Path, random.Random], None],
    seed: int,
) -> None:
    damage(home, random.Random(seed))
    mended = dateline("doctor", "--repair", "--json").finish()
    assert mended.code == 0
    assert mended.json["found"]
    assert (mended.json["repaired"], mended.json["embedded"]) == (True, 0)
    assert dateline("search", "the harbour council").finish().code == 0
    assert_equal(state(home), whole)


@pytest.mark.parametrize("seed", [4, 14])
def test_a_garbled_graph_of_vectors_is_mended_though_it_may_crash_its_readers(
    large: Path, home: Path, dateline: Dateline, seed: int
) -> None:
    shutil.rmtree(home)
    shutil.copytree(large / "home", home)
    rng = random.Random(seed)
    _garbled(rng, rng.choice(_files(home / "chroma")))
    mended = dateline("doctor", "--repair", "--json").finish()
    assert mended.code == 0
    assert (mended.json["sound"], mended.json["embedded"]) == (True, 0)
    found = dateline("search", "the harbour council", "--json").finish()
    assert (found.code, found.complaints) == (0, "")
    assert len(found.json["hits"]) == 10


@pytest.mark.parametrize("names", [("tantivy",), ("chroma",)])
def test_a_lost_index_is_made_again_by_whoever_opens_the_home(
    home: Path, dateline: Dateline, whole: State, names: tuple[str, ...]
) -> None:
    for name in names:
        shutil.rmtree(home / name)
    found = dateline("search", "the harbour council", "--json").finish()
    assert found.code == 0
    assert found.json["hits"]
    assert found.line.startswith("dateline: Repairing")
    assert_equal(state(home), whole)


@pytest.fixture
def killed(tmp_path: Path, home: Path, model: Path, archive: Path) -> Path:
    """A home whose writer was killed, so that much stands in SQLite's log only."""
    shutil.rmtree(home)
    writer = Child(tasks.add, archive / "articles", home, str(model))
    for number, _ in enumerate(writer.messages(), start=1):
        if number == 100:
            break
    writer.kill()
    assert (home / "catalog.sqlite3-wal").stat().st_size > 3 * _FRAME
    return home


def _cut(log: Path, size: int) -> None:
    log.write_bytes(log.read_bytes()[:size])


@pytest.mark.parametrize(
    "damage",
    [
        lambda log: _cut(log, 0),
        lambda log: _cut(log, 32 + log.stat().st_size // 2 // _FRAME * _FRAME + 1_000),
        lambda log: log.unlink(),
    ],
    ids=["emptied", "in a frame", "deleted"],
)
def test_what_a_damaged_log_lost_comes_back_with_its_sources(
    killed: Path, archive: Path, dateline: Dateline, damage: Callable[[Path], None]
) -> None:
    before = kept_copy(killed)
    damage(killed / "catalog.sqlite3-wal")
    found = dateline("doctor").finish()
    there = kept(killed)
    assert there.items() <= _TEXTS.items()
    if len(there) < len(before):
        # The doctor or a warning says that the catalog is behind its indexes, or that nothing of
        # it is left: then its owner has to say that the archive begins again.
        is_gone = found.code == 2 and "catalog of this archive is gone" in found.err
        assert found.code == 1 or "may have lost its last writes" in found.err or is_gone
        if is_gone:
            assert dateline("rebuild", "--empty").finish().code == 0
    assert dateline("add", archive / "articles").finish().code == 0
    assert kept(killed) == _TEXTS
    assert dateline("doctor").finish().code == 0


def kept_copy(home: Path) -> dict[str, str]:
    """The articles of a home that must not be touched: reading it would empty its log."""
    copy = Path(shutil.copytree(home, home.with_name("copy")))
    return kept(copy)


def test_files_copied_while_an_archive_is_written_are_believed_or_refused(
    tmp_path: Path, home: Path, model: Path, archive: Path, dateline: Dateline
) -> None:
    shutil.rmtree(home)
    writer = Child(tasks.add, archive / "articles", home, str(model))
    copies: list[tuple[Path, set[str]]] = []
    safe: set[str] = set()
    for _, article_id in writer.messages():
        safe.add(article_id)
        if len(safe) == 130:
            copy = tmp_path / f"copy{len(safe)}"
            shutil.copytree(home, copy, ignore_dangling_symlinks=True, dirs_exist_ok=True)
            copies.append((copy, set(safe)))
    assert writer.wait() == 0
    assert len(copies) == 1
    for copy, _ in copies:
        shutil.rmtree(home)
        copy.rename(home)
        opened = dateline("doctor", "--repair").finish()
        assert opened.code in (0, 1, 2)
        assert "Traceback" not in opened.err
        if opened.code == 0:
            assert kept(home).items() <= _TEXTS.items()
            assert dateline("add", archive / "articles").finish().code == 0
        else:
            assert dateline("restore", archive / "backup", "--replace").finish().code == 0
        assert kept(home) == _TEXTS
        assert dateline("doctor").finish().code == 0


COMMANDS = (
    ("list",),
    ("search", "harbour"),
    ("ask", "What did Adler say?"),
    ("show", "story-9-001"),
    ("stats",),
    ("remove", "story-9-001"),
    ("rebuild",),
)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: random.Random(1).randbytes(len(content)),
        lambda content: content[:100] + random.Random(2).randbytes(8_000) + content[8_100:],
    ],
    ids=["random", "schema"],
)
def test_a_catalog_whose_header_is_overwritten_is_refused_by_every_command(
    home: Path,
    archive: Path,
    tmp_path: Path,
    dateline: Dateline,
    whole: State,
    damage: Callable[[bytes], bytes],
) -> None:
    catalog = home / "catalog.sqlite3"
    catalog.write_bytes(damage(catalog.read_bytes()))
    damaged = catalog.read_bytes()
    more = (
        ("add", archive / "articles"),
        ("sync", archive / "articles"),
        ("watch", archive / "articles"),
        ("backup", tmp_path / "another"),
    )
    for command in (*COMMANDS, *more):
        ran = dateline(*command).finish()
        assert ran.code == 2, command
        assert "catalog" in ran.err.splitlines()[-1], command
        assert "Traceback" not in ran.err
    for command in (("doctor",), ("doctor", "--repair")):
        ran = dateline(*command).finish()
        assert ran.code in (1, 2)
        assert "Traceback" not in ran.err
        assert "catalog" in ran.out + ran.err
    assert catalog.read_bytes() == damaged
    assert not (tmp_path / "another").exists()
    assert dateline("restore", archive / "backup").finish().code == 2
    assert dateline("restore", archive / "backup", "--replace").finish().code == 0
    assert dateline("doctor").finish().code == 0
    assert_equal(state(home), whole)


@pytest.mark.parametrize("seed", range(2))
def test_a_catalog_with_garbled_pages_is_told_and_never_quoted_wrongly(
    home: Path, archive: Path, dateline: Dateline, seed: int
) -> None:
    rng = random.Random(seed)
    catalog = home / "catalog.sqlite3"
    content = bytearray(catalog.read_bytes())
    for _ in range(10):
        at = rng.randrange(4_096, len(content))
        content[at : at + 200] = rng.randbytes(len(content[at : at + 200]))
    catalog.write_bytes(content)
    for command in COMMANDS[:4]:
        ran = dateline(*command).finish()
        assert ran.code in (0, 2), command
        assert "Traceback" not in ran.err, command
    ran = dateline("doctor").finish()
    assert ran.code in (1, 2)
    assert "Traceback" not in ran.err
    assert dateline("restore", archive / "backup", "--replace").finish().code == 0
    assert kept(home) == _TEXTS
