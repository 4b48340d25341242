"""A record is an article under its id, its address or its words; each may stand once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.sources.entry import file_entry
from index.sources.formats.records import Records
from index.sources.parsed_article import MAX_ID_CHARACTERS, ParsedArticle, Problem, SourceEvent


def read(*records: Any) -> list[SourceEvent]:
    reader = Records(file_entry(Path("export.csv")), "row")
    return [
        events
        for number, one in enumerate(records, 1)
        for events in reader.read_article(one, number)
    ]


def ids(*records: Any) -> list[str]:
    return [item.article.id for item in read(*records) if isinstance(item, ParsedArticle)]


def test_an_id_is_one_line_of_limited_length() -> None:
    assert ids({"id": " a\n b ", "text": "T."}) == ["a b"]
    assert ids({"id": "x" * 999, "text": "T."}) == ["x" * MAX_ID_CHARACTERS]


def test_the_same_id_stands_once() -> None:
    first, second = read({"id": "a", "text": "One."}, {"id": "a", "text": "Two."})
    assert isinstance(first, ParsedArticle)
    assert second == Problem("export.csv, row 2", "its id 'a' already stands on row 1")


def test_the_words_are_the_id_where_there_is_no_other() -> None:
    titled, other = {"title": "T", "text": "Words."}, {"text": "Words."}
    assert ids(titled) == ids({"title": " T ", "text": "Words."})
    assert ids(titled) != ids(other)
    assert len(ids(titled, other, titled)) == 2


def test_fields_below_count_where_there_are_none_above() -> None:
    (incoming,) = read(
        {
            "_id": 1,
            "title": "",
            "_source": {"title": "Below", "body": "T."},
            "metadata": {"desk": "X"},
        }
    )
    assert isinstance(incoming, ParsedArticle)
    assert (incoming.article.text, incoming.article.section) == ("T.", "X")


def test_a_list_of_paragraphs_is_one_text() -> None:
    (incoming,) = read({"id": 1, "body": ["One.", "Two."]})
    assert isinstance(incoming, ParsedArticle)
    assert incoming.article.text == "One.\n\nTwo."


@pytest.mark.parametrize("text", [["One.", {"two": 2}], {"one": 1}, [["One."], [{}]]])
def test_a_text_that_is_none_keeps_the_article_out(text: object) -> None:
    assert read({"id": 1, "text": text}) == [Problem("export.csv, row 1", "its 'text' is not text")]


def test_the_one_article_of_an_entry_goes_by_its_id_or_the_name_of_the_file() -> None:
    for record, article_id in (({"id": "a"}, "a"), ({}, "export")):
        alone = Records(file_entry(Path("export.csv")), "row").read_single(record | {"text": "T."})
        (incoming,) = alone
        assert isinstance(incoming, ParsedArticle)
        assert incoming.article.id == article_id
        assert "#" not in incoming.origin


def test_a_reservation_comes_before_its_article() -> None:
    warning, incoming = read({"id": "a", "text": "T.", "date": "03/04/2025"})
    assert isinstance(warning, Problem)
    assert (warning.place, warning.skipped) == ("export.csv, row 1", False)
    assert isinstance(incoming, ParsedArticle)
    assert incoming.article.published is None
