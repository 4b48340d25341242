"""What goes into the catalog comes out of it: offsets, vectors, dates, and all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from index.core.article import Article, Passage, Span
from index.core.errors import DatelineError
from index.storage.catalog import Catalog
from index.storage.catalog_rows import round_to_stored
from index.storage.catalog_types import ArticleIdentity, PreparedArticle, Provenance
from index.storage.facts import Fact
from index.storage.minhash import compute_sketch

NOW = datetime(2025, 3, 17, 9, 30, tzinfo=UTC)
TEXT = "😀 Zoë won. 漢字 lost.\nNobody drew."
SENTENCES = (Span(0, 10), Span(11, 19), Span(20, 32))


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.migrate()
    yield catalog
    catalog.close()


def article(number: int, published: str | None = None, source: str = "") -> PreparedArticle:
    whole = Article(f"a{number}", f"Title {number}", TEXT, source, published, f"u{number}")
    passages = (
        Passage(f"p{number}.0", whole.id, 0, 19, TEXT[:19], SENTENCES[:2]),
        Passage(f"p{number}.1", whole.id, 11, 32, TEXT[11:], SENTENCES[1:]),
    )
    vectors = np.random.default_rng(number).normal(size=(2, 3, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
    place = Provenance(f"origin {number}", f"container {number}")
    return PreparedArticle(whole, place, passages, (vectors[0], vectors[1]), compute_sketch(whole))


def test_articles_and_passages_come_back_as_they_were(catalog: Catalog) -> None:
    prepared = article(1, "2025-03-17T09:30:00+03:00", "Wire")
    catalog.write([prepared], NOW)
    assert catalog.article("a1") == prepared.article
    stored = catalog.passages(["p1.1", "p1.0", "unknown"])
    for passage, vectors in zip(prepared.passages, prepared.vectors, strict=True):
        match = stored.pop(passage.id)
        assert match.passage == passage
        assert match.vectors == pytest.approx(vectors, abs=5e-4)
        assert match.vectors.dtype == np.float32
        assert (match.title, match.source, match.url) == ("Title 1", "Wire", "u1")
        assert match.published_second == 1_742_193_000
    assert stored == {}


def test_vectors_come_back_to_the_bit_whatever_is_read_with_them(catalog: Catalog) -> None:
    catalog.write([article(number) for number in range(20)], NOW)
    together = catalog.passages(catalog.passage_ids())
    assert len(together) == 40
    for number in range(20):
        for part, own in enumerate(article(number).vectors):
            (alone,) = catalog.passages([f"p{number}.{part}"]).values()
            assert alone == replace(together[f"p{number}.{part}"], vectors=alone.vectors)
            assert alone.vectors.tobytes() == round_to_stored(own).tobytes()
            assert together[f"p{number}.{part}"].vectors.tobytes() == round_to_stored(own).tobytes()


# 1.0 and 1.125 in half precision; a passage here has 3 vectors of 8 numbers.
ONE, LONGER = "003c", "803c"
UNIT = ONE + "0000" * 7


@pytest.mark.parametrize(
    "damage",
    [
        "vectors = x''",
        "vectors = x'00'",
        "vectors = zeroblob(48)",
        "vectors = substr(vectors, 1, 47)",
        "vectors = substr(vectors, 1, 32)",
        "vectors = substr(vectors, 1, 24)",
        f"vectors = x'{UNIT}{UNIT}{LONGER}{'0000' * 7}'",
        f"vectors = x'{UNIT}{'007e' * 8}{UNIT}'",
        "vectors = 'no blob'",
        "vectors = 7",
        "sentences = '[0, 10, 11, 19'",
        "sentences = '[]'",
        "sentences = '{}'",
        "sentences = '7'",
        "sentences = '\"ab\"'",
        "sentences = '[0, 10, 11]'",
        "sentences = '[0, 10.0, 11, 19]'",
        "sentences = '[0, true, 11, 19]'",
        "sentences = '[0, 11, 10, 19]'",
        "sentences = '[0, 10, 11, 20]'",
        "sentences = '[0, 19]'",
        "first = 1",
        "after = 40",
        "after = 'end'",
    ],
)
def test_a_damaged_passage_is_left_out_and_keeps_no_other_out(
    catalog: Catalog, damage: str
) -> None:
    catalog.write([article(1), article(2)], NOW)
    whole = catalog.passages(catalog.passage_ids())
    with catalog.database.transaction() as connection:
        connection.execute(f"UPDATE passages SET {damage} WHERE id = 'p1.0'")
    passages = catalog.passages(["p1.0", "p1.1", "p2.0", "p2.1"])
    assert passages.keys() == whole.keys() - {"p1.0"}
    for passage_id, stored in passages.items():
        assert stored.passage == whole[passage_id].passage
        assert stored.vectors.tobytes() == whole[passage_id].vectors.tobytes()
    assert catalog.passages(["p1.0"]) == {}


def test_vectors_are_as_long_as_their_own_passage_says(catalog: Catalog) -> None:
    catalog.write([article(1)], NOW)
    with catalog.database.transaction() as connection:
        connection.execute(f"UPDATE passages SET vectors = x'{ONE * 3}' WHERE id = 'p1.0'")
    passages = catalog.passages(["p1.0", "p1.1"])
    assert [stored.vectors.shape for stored in passages.values()] == [(3, 1), (3, 8)]


def test_an_article_is_replaced_whole(catalog: Catalog) -> None:
    catalog.write([article(1), article(2)], NOW)
    old = article(1)
    new = replace(
        old, passages=old.passages[:1], vectors=old.vectors[:1], provenance=Provenance("moved")
    )
    catalog.write([new], NOW)
    assert set(catalog.passage_ids()) == {"p1.0", "p2.0", "p2.1"}
    assert catalog.count("articles") == 2
    assert catalog.identify("id", "a1") == ArticleIdentity("a1", old.article.content_hash)
    assert catalog.origins.list_for_article("a1") == ["moved", "origin 1"]


def test_a_batch_is_written_whole_or_not_at_all(catalog: Catalog) -> None:
    broken = replace(article(2), vectors=())
    with pytest.raises(ValueError):
        catalog.write([article(1), broken], NOW)
    assert (catalog.count("articles"), catalog.count("passages")) == (0, 0)
    catalog.write([article(1)], NOW)
    assert catalog.count("passages") == 2


def test_deleting_an_article_deletes_its_passages(catalog: Catalog) -> None:
    catalog.write([article(1), article(2)], NOW)
    catalog.delete(["a1", "unknown"])
    assert catalog.article("a1") is None
    assert set(catalog.passage_ids()) == {"p2.0", "p2.1"}


@pytest.mark.slow
def test_more_ids_than_sqlite_takes_at_once(catalog: Catalog) -> None:
    catalog.write([article(number) for number in range(600)], NOW)
    ids = catalog.passage_ids()
    assert len(ids) == len(set(ids)) == 1_200
    assert set(catalog.passages(ids)) == set(ids)
    assert set(catalog.passage_ids([f"a{number}" for number in range(600)])) == set(ids)
    assert set(catalog.passage_ids(["a5", "unknown"])) == {"p5.0", "p5.1"}
    assert catalog.passage_ids([]) == []


def test_known_by_id_and_by_origin(catalog: Catalog) -> None:
    catalog.write([article(1)], NOW)
    assert catalog.identify("id", "a1") == catalog.identify("origin", "origin 1") is not None
    assert catalog.identify("id", "origin 1") is None
    assert catalog.identify("id", "\ud800") is None


def test_facts(catalog: Catalog, tmp_path: Path) -> None:
    assert catalog.fact(Fact.MODEL) == ""
    catalog.remember({Fact.MODEL: "one", Fact.GENERATION: "1"})
    catalog.remember({Fact.MODEL: "two"})
    assert (catalog.fact(Fact.MODEL), catalog.fact(Fact.GENERATION)) == ("two", "1")
    other = Catalog(tmp_path / "catalog.sqlite3")
    assert other.fact(Fact.MODEL) == "two"
    other.close()


def test_a_file_that_is_no_catalog_says_so(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"junk" * 1_000)
    with pytest.raises(DatelineError, match="cannot be opened"):
        Catalog(tmp_path / "catalog.sqlite3")
