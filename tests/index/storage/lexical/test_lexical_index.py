"""Words are found as stemmed, phrases as quoted, and no character has power over the query."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from index.core.article import Filters, Passage, source_key
from index.core.dates import earliest
from index.core.errors import DatelineError
from index.language.en.query_terms import content_words
from index.storage.lexical.lexical_index import LexicalIndex, LexicalRow
from tests.index.strategies import ANY_TEXT

ROWS = {
    "kremlin": ("Kremlin warns of troops", "The Kremlin warned of an escalation.", "A", "2025"),
    "erdogan": ("", "Erdoğan visited Genève, then São Tomé.", "B", "2025-03-17"),
    "phrase": ("", "The ironclad security guarantees were refused.", "B", "2025-03-18"),
    "scrambled": ("", "Security was ironclad, but no guarantees came.", "C", None),
    "old": ("", "Oil prices fell.", "a", "1969-12-31"),
}


def row(name: str) -> LexicalRow:
    title, text, source, published = ROWS[name]
    passage = Passage(name, name, 0, len(text), text, ())
    second = None if published is None else earliest(published)
    return LexicalRow(passage, title, source_key(source), second)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    index = LexicalIndex(tmp_path_factory.mktemp("lexical") / "tantivy")
    index.write(map(row, ROWS))
    index.close()
    return index


@pytest.fixture
def empty(tmp_path: Path) -> LexicalIndex:
    return LexicalIndex(tmp_path / "tantivy")


def best(index: LexicalIndex, query: str, filters: Filters | None = None, k: int = 10) -> list[str]:
    words = [word.text for word in content_words(query)]
    return list(index.search(query, words, k, filters or Filters()))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("warn", ["kremlin"]),
        ("WARNINGS", ["kremlin"]),
        ("price fallen oil", ["old"]),
        ("erdogan", ["erdogan"]),
        ("ERDOĞAN", ["erdogan"]),
        ("Geneve", ["erdogan"]),
        ("sao", ["erdogan"]),
        ("troops", ["kremlin"]),  # stands only in the title
        ("volleyball", []),
        ("", []),
        ("what about it", []),
    ],
)
def test_words_are_found_by_stem_without_accents(
    index: LexicalIndex, query: str, expected: list[str]
) -> None:
    assert best(index, query) == expected


def test_a_quoted_phrase_puts_its_passage_first(index: LexicalIndex) -> None:
    for query in ('"ironclad security guarantees"', "who refused “ironclad security guarantees”?"):
        assert best(index, query) == ["phrase", "scrambled"]
    loose = index.search("", ["ironclad", "security", "guarantees"], 10, Filters())
    quoted = index.search('"ironclad security"', ["ironclad", "security"], 10, Filters())
    assert quoted["phrase"] > loose["phrase"] - 1e-6 > quoted["scrambled"]


def test_a_phrase_of_function_words_alone_is_searched(empty: LexicalIndex) -> None:
    text = "To be or not to be, he said."
    empty.write([LexicalRow(Passage("hamlet", "a", 0, len(text), text, ()), "", "", None)])
    assert best(empty, "to be or not to be") == []
    assert best(empty, 'who said "to be or not"') == ["hamlet"]


@pytest.mark.parametrize(
    "query",
    [
        'title:( AND "',
        "kremlin AND NOT (",
        "text:kremlin^1000 OR *:*",
        "[* TO *] kremlin",
        "kremlin~2 ++ -- && || ! { } \\",
        "'; DROP TABLE passages; -- kremlin",
        '"kremlin" """ "',
        "/.*/ kremlin",
    ],
)
def test_query_syntax_means_nothing(index: LexicalIndex, query: str) -> None:
    assert best(index, query) == (["kremlin"] if "kremlin" in query else [])


@given(ANY_TEXT.map(lambda text: text.encode("utf-8", "replace").decode()))
def test_no_query_fails(index: LexicalIndex, query: str) -> None:
    assert set(best(index, query)) <= set(ROWS)
    assert set(best(index, f'"{query} {query}" oil')) >= {"old"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"kremlin", "erdogan", "phrase", "scrambled", "old"}),
        (Filters(after="2025"), {"kremlin", "erdogan", "phrase"}),
        (Filters(after="2025-03-17", before="2025-03-17"), {"erdogan"}),
        (Filters(after="2025-03-18T00:00:00Z"), {"phrase"}),
        (Filters(before="2025-03-16"), {"kremlin", "old"}),
        (Filters(before="1969"), {"old"}),
        (Filters(after="2026"), set()),
        (Filters(after="2025", before="2024"), set()),
        (Filters(sources=("A",)), {"kremlin", "old"}),
        (Filters(sources=(" b ", "c")), {"erdogan", "phrase", "scrambled"}),
        (Filters(sources=("nobody",)), set()),
        (Filters(after="2000", sources=("a",)), {"kremlin"}),
    ],
)
def test_filters(index: LexicalIndex, filters: Filters, expected: set[str]) -> None:
    query = "kremlin erdogan ironclad oil"
    assert set(best(index, query, filters)) == expected


def test_the_best_match_comes_first_and_k_bounds(index: LexicalIndex) -> None:
    assert best(index, "kremlin escalation oil")[0] == "kremlin"
    assert best(index, "kremlin escalation oil", k=1) == ["kremlin"]
    # Far more than any machine has room for.
    assert best(index, "kremlin", k=2**64) == ["kremlin"]


def test_an_empty_index_finds_nothing(empty: LexicalIndex) -> None:
    assert best(empty, "kremlin") == []
    assert (empty.count(), empty.ids()) == (0, set())
    assert empty.words.count_passages_with("kremlin") == 0


def test_document_frequency_counts_passages_by_title_or_text(index: LexicalIndex) -> None:
    (stem,) = index.stem_words("warning")
    assert index.words.count_passages_with(stem) == 1  # in title and text of one passage
    (stem,) = index.stem_words("Guarantees")
    assert index.words.count_passages_with(stem) == 2
    assert index.words.count_passages_with("volleyball") == 0


def test_removed_passages_are_gone_at_once(empty: LexicalIndex) -> None:
    empty.write(map(row, ROWS))
    empty.write((), ["kremlin", "unknown"])
    assert empty.ids() == set(ROWS) - {"kremlin"}
    assert best(empty, "kremlin") == []
    assert empty.words.count_passages_with("kremlin") == 0


def test_writing_a_passage_again_replaces_it(empty: LexicalIndex) -> None:
    for _ in range(2):
        empty.write(map(row, ROWS))
    assert empty.count() == len(ROWS)
    text = "Volleyball."
    empty.write([LexicalRow(Passage("old", "old", 0, len(text), text, ()), "", "a", None)])
    assert (best(empty, "oil"), best(empty, "volleyball")) == ([], ["old"])
    empty.clear()
    assert empty.count() == 0


def test_what_is_written_is_there_after_reopening(empty: LexicalIndex, tmp_path: Path) -> None:
    empty.write(map(row, ROWS))
    empty.close()
    assert LexicalIndex(tmp_path / "tantivy").ids() == set(ROWS)


def test_a_damaged_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "tantivy").mkdir()
    (tmp_path / "tantivy" / "meta.json").write_text("{")
    with pytest.raises(DatelineError, match="doctor --repair"):
        LexicalIndex(tmp_path / "tantivy")
