"""A sound home is called sound, each kind of damage is told, and nothing is changed by looking."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.embedding.embedder import Embedder
from index.ingest.reports import Examination
from index.library import Library
from index.maintenance import offline_repair
from index.storage.home import Home
from tests.index.damage import INDEXES, PASSAGES, execute
from tests.index.stories import add, counts, story


def describe(examination: Examination) -> str:
    return "\n".join(examination.lines())


def state(folder: Path) -> dict[str, str]:
    """Digests of the catalog and of the lexical index's files."""
    paths = [folder / CATALOG_FILE, *(folder / "tantivy").glob("*")]
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
        if path.is_file() and path.suffix != ".lock"
    }


def test_a_sound_home(sound: Path) -> None:
    before = state(sound)
    examination = offline_repair.examine(sound)
    assert examination.is_sound
    assert describe(examination) == ""
    assert (examination.articles, examination.passages) == (3, 4)
    assert state(sound) == before


def test_a_new_home_is_sound(home: Path) -> None:
    Home(home, write=True).close()
    assert offline_repair.examine(home).is_sound


def test_blank_lines_of_a_quoted_mail_are_no_damage(
    home: Path, embedder: Embedder, tmp_path: Path
) -> None:
    mail = "> The ferry was late.\n> \n>\n> > It left at noon.\n\n> \n"
    with Library(Home(home, write=True), embedder) as library:
        assert counts(add(library, story(tmp_path / "mail.md", mail))) == (1, 0, 0)
    assert describe(offline_repair.examine(home)) == ""


TOLD = {
    "no row in chroma": "vectors: 1 passages missing",
    "a stranger in chroma": "vectors: 1 passages missing\nvectors: 1 passages unknown",
    "another vector in chroma": "vectors: 1 passages not as in the catalog",
    "another field in chroma": "vectors: 1 passages not as in the catalog",
    "no row in tantivy": "lexical index: 1 passages missing",
    "no chroma": "vectors: the folder is missing",
    "junk in chroma": "vectors: The vectors",
    "no tantivy": "lexical index: the folder is missing",
    "junk in tantivy": "lexical index: ",
    "half a tantivy": "lexical index: ",
    "a write under way": "a write was interrupted",
    "no sketch": "catalog: 1 articles are not compared with the others for copies: volcano",
}


@pytest.mark.parametrize("damage", INDEXES)
def test_damage_to_an_index_is_told(
    sound: Path, damage: str, request: pytest.FixtureRequest
) -> None:
    if damage not in ("junk in chroma", "no chroma"):
        request.getfixturevalue("quick_doctor")
    INDEXES[damage](sound)
    before = state(sound)
    examination = offline_repair.examine(sound)
    assert not examination.is_sound
    assert describe(examination).startswith(TOLD[damage]) or TOLD[damage] in describe(examination)
    assert (examination.altered, examination.broken, examination.faults) == ([], [], [])
    if "tantivy" not in damage:
        assert state(sound) == before
    # Looking again tells the same.
    assert describe(offline_repair.examine(sound)) == describe(examination)


@pytest.mark.usefixtures("quick_doctor")
@pytest.mark.parametrize("damage", PASSAGES)
def test_damage_to_passages_is_told(sound: Path, damage: str) -> None:
    PASSAGES[damage](sound)
    before = state(sound)
    examination = offline_repair.examine(sound)
    assert examination.broken == ["long" if damage == "no middle" else "volcano"]
    assert (examination.altered, examination.faults, examination.ungrouped) == ([], [], [])
    assert "have passages or vectors that are not whole" in describe(examination)
    assert state(sound) == before


@pytest.mark.usefixtures("quick_doctor")
@pytest.mark.parametrize(
    "change",
    ["text = text || ' Nobody did.'", "title = 'Other'", "published = '1999'", "authors = 'x'"],
)
def test_an_article_that_was_changed_by_hand_is_told(sound: Path, change: str) -> None:
    execute(sound, f"UPDATE articles SET {change} WHERE id = 'volcano'")
    examination = offline_repair.examine(sound)
    assert examination.altered == ["volcano"]
    assert "1 articles are not as they were stored: volcano" in describe(examination)


def test_a_catalog_with_a_page_of_junk(sound: Path) -> None:
    with (sound / CATALOG_FILE).open("r+b") as file:
        file.seek(8_192)
        file.write(b"junk" * 1_024)
    examination = offline_repair.examine(sound)
    assert examination.faults
    assert describe(examination).startswith("catalog: SQLite says: ")


def test_a_rebuild_that_was_interrupted_is_told(sound: Path) -> None:
    execute(sound, "INSERT OR REPLACE INTO facts VALUES ('rebuilding', 'yes')")
    assert "dateline rebuild" in describe(offline_repair.examine(sound))


def test_a_home_in_use_and_none_at_all(sound: Path, tmp_path: Path) -> None:
    writer = Home(sound, write=True)
    with pytest.raises(DatelineError, match="is writing"):
        offline_repair.examine(sound)
    writer.close()
    reader = Home(sound)
    assert offline_repair.examine(sound).is_sound
    reader.close()
    with pytest.raises(DatelineError, match="no archive in"):
        offline_repair.examine(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_long_lists_are_told_short(sound: Path) -> None:
    execute(sound, "UPDATE articles SET title = 'Other'")
    assert "3 articles are not as they were stored: " in describe(offline_repair.examine(sound))
