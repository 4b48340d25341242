"""After a repair a home is sound, and only what was lost was embedded again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.embedding.embedder import Embedder
from index.library import Library
from index.maintenance import offline_repair
from index.storage.home import Home
from tests.index.conftest import OpenLibrary
from tests.index.damage import INDEXES, LONG, PASSAGES, execute
from tests.index.stories import add, in_step, search_ids

pytestmark = pytest.mark.usefixtures("quick_doctor")


@pytest.fixture(autouse=True)
def _model_of_the_session(monkeypatch: pytest.MonkeyPatch, embedder: Embedder) -> None:
    """Loading it for every repair would take seconds."""
    monkeypatch.setattr(offline_repair, "Embedder", lambda model, **_: embedder)


def hits(library: Library) -> list[tuple[str, tuple[str, ...]]]:
    """Not their scores: for BM25, what was replaced counts until the index merges."""
    return [(hit.passage.id, hit.also_in) for hit in library.search("volcano harbour", 20)]


@pytest.mark.parametrize("damage", INDEXES)
def test_damage_to_an_index_is_mended_without_embedding(
    sound: Path, pristine: Path, open_library: OpenLibrary, damage: str
) -> None:
    INDEXES[damage](sound)
    done = offline_repair.repair(sound)
    assert not done.before.is_sound
    assert (done.after.is_sound, done.embedded) == (True, 0)
    library = open_library(sound)
    assert in_step(library._home)
    assert hits(library) == hits(open_library(pristine))
    assert library.stats()["stories"] == 2


@pytest.mark.parametrize("damage", PASSAGES)
def test_an_article_that_is_not_whole_is_embedded_again_and_no_other(
    sound: Path, pristine: Path, open_library: OpenLibrary, damage: str
) -> None:
    PASSAGES[damage](sound)
    done = offline_repair.repair(sound)
    assert (done.before.is_sound, done.after.is_sound) == (False, True)
    library = open_library(sound)
    if damage == "no middle":
        passages = len(library._home.catalog.passage_ids(["long"]))
        assert done.embedded == LONG.count(".") + passages
    else:
        assert done.embedded == 3  # a passage and its two sentences
    assert [hit.passage.id for hit in library.search("volcano", 20)] == [
        hit.passage.id for hit in open_library(pristine).search("volcano", 20)
    ]
    assert library.versions("volcano") == []


@pytest.mark.parametrize("damage", [*PASSAGES.values()][1:4])
@pytest.mark.parametrize("index", ["chroma", "tantivy"])
def test_a_lost_index_of_a_catalog_that_is_not_whole(
    sound: Path, open_library: OpenLibrary, damage: object, index: str
) -> None:
    """The home is opened, and its index made again, before the catalog is mended."""
    assert callable(damage)
    damage(sound)
    shutil.rmtree(sound / index)
    library = open_library(sound)
    assert search_ids(library, "volcano") == [
        "wire",
        "long",
    ]  # "wire": the copy
    library.close()
    done = offline_repair.repair(sound)
    assert (done.after.is_sound, done.embedded) == (True, 3)


def test_a_text_that_was_changed_by_hand_is_told_until_its_source_is_added_again(
    sound: Path, pristine: Path, open_library: OpenLibrary
) -> None:
    execute(sound, "UPDATE articles SET text = 'Nothing erupted.' WHERE id = 'volcano'")
    done = offline_repair.repair(sound)
    assert done.before.altered == done.after.altered == ["volcano"]
    assert (done.after.broken, done.embedded) == ([], 1)
    assert offline_repair.repair(sound).after.altered == ["volcano"]
    library = open_library(sound, write=True)
    assert in_step(library._home)
    # Also where the file is as it was, so that it would not be opened.
    report = add(library, pristine.parent / "news")
    assert (report.updated, report.unchanged) == (1, 2)
    assert library.get("volcano").text == "A volcano erupted. It snowed ash."
    assert library.versions("volcano") == []  # what somebody scribbled is no version
    library.close()
    assert offline_repair.examine(sound).is_sound


def test_authors_that_cannot_be_read_are_mended_by_their_source(
    sound: Path, pristine: Path, open_library: OpenLibrary
) -> None:
    execute(sound, "UPDATE articles SET authors = '[' WHERE id = 'volcano'")
    assert offline_repair.repair(sound).after.altered == ["volcano"]
    library = open_library(sound, write=True)
    with pytest.raises(DatelineError, match="damaged"):
        library.get("volcano")
    add(library, pristine.parent / "news")
    assert library.get("volcano").authors == ()


def test_a_sound_home_is_let_be(sound: Path) -> None:
    done = offline_repair.repair(sound)
    assert done.before.is_sound
    assert (done.embedded, done.after) == (0, done.before)


@pytest.mark.parametrize("fact", ["rebuilding", "junk"])
def test_what_a_repair_cannot_mend_is_let_be(sound: Path, fact: str) -> None:
    if fact == "rebuilding":
        execute(sound, "INSERT OR REPLACE INTO facts VALUES ('rebuilding', 'yes')")
    else:
        with (sound / CATALOG_FILE).open("r+b") as file:
            file.seek(8_192)
            file.write(b"junk" * 1_024)
    before = (sound / CATALOG_FILE).read_bytes()
    done = offline_repair.repair(sound)
    assert not done.after.is_sound
    assert (done.embedded, done.after) == (0, done.before)
    if fact == "junk":
        assert (sound / CATALOG_FILE).read_bytes() == before


def test_several_kinds_of_damage_at_once(sound: Path, open_library: OpenLibrary) -> None:
    for damage in ("another vector in chroma", "no row in tantivy", "no sketch"):
        INDEXES[damage](sound)
    PASSAGES["no middle"](sound)
    assert offline_repair.repair(sound).after.is_sound
    assert open_library(sound).stats()["stories"] == 2


def test_a_repair_waits_for_no_writer(sound: Path) -> None:
    INDEXES["no tantivy"](sound)
    writer = Home(sound, write=True)
    with pytest.raises(DatelineError, match="is writing"):
        offline_repair.repair(sound)
    writer.close()
    assert (sound / "tantivy" / "meta.json").exists()
    assert any((sound / "chroma").iterdir())


# -- the same by `rebuild`


@pytest.mark.parametrize("damage", [name for name in INDEXES if name != "no sketch"])
def test_a_rebuild_mends_every_index_without_embedding(
    sound: Path, embedder: Embedder, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    INDEXES[damage](sound)
    monkeypatch.setattr(embedder, "embed_passages", lambda texts: pytest.fail("embedded"))
    assert offline_repair.rebuild_indexes(sound, embedder)
    assert offline_repair.examine(sound).is_sound


def test_vectors_of_another_model_are_not_indexed(sound: Path, embedder: Embedder) -> None:
    execute(sound, "UPDATE facts SET value = 'other' WHERE name = 'model'")
    assert not offline_repair.rebuild_indexes(sound, embedder)
