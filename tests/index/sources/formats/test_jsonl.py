"""A line is an article; a bad line is named, and the others still come."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.core.article import Article
from index.sources.parsed_article import (
    MAX_ARTICLE_BYTES,
    MAX_ID_CHARACTERS,
    FinishedSource,
    ParsedArticle,
    Problem,
    SourceEvent,
)
from index.sources.sandbox.files import read_files


def line(**fields: Any) -> str:
    return json.dumps({"_id": "a", "text": "Text."} | fields)


def read(folder: Path, *lines: str | bytes) -> list[SourceEvent]:
    path = folder / "corpus.jsonl"
    raw = [text.encode() if isinstance(text, str) else text for text in lines]
    path.write_bytes(b"\n".join(raw) + b"\n")
    return list(read_files([path]))


def articles(items: list[SourceEvent]) -> list[Article]:
    return [item.article for item in items if isinstance(item, ParsedArticle)]


def problems(items: list[SourceEvent]) -> list[Problem]:
    return [item for item in items if isinstance(item, Problem)]


def test_all_fields(tmp_path: Path) -> None:
    metadata = {"source": "Wire", "published": "1987-02-26T15:01:01", "url": "https://example.org"}
    (article,) = articles(read(tmp_path, line(title=" A  title ", metadata=metadata, extra=[1])))
    assert article == Article(
        "a", "A title", "Text.", "Wire", "1987-02-26T15:01:01", "https://example.org"
    )


def test_metadata_is_optional_and_its_date_has_two_names(tmp_path: Path) -> None:
    lines = [
        line(_id="1"),
        line(_id="2", metadata=None, title=None),
        line(_id="3", metadata=["no", "object"]),
        line(_id="4", metadata={"date": "2025-03"}),
        line(_id="5", metadata={"published": 2025}),
    ]
    items = read(tmp_path, *lines)
    assert problems(items) == []
    assert [a.published for a in articles(items)] == [None, None, None, "2025-03", "2025"]
    assert {a.title for a in articles(items)} == {""}


def test_a_bad_line_is_named_and_the_others_come(tmp_path: Path) -> None:
    lines = [line(_id=str(number)) for number in range(1, 11)]
    lines[6] = '{"_id": "7", "text": '
    items = read(tmp_path, *lines)
    assert [article.id for article in articles(items)] == [*"12345689", "10"]
    (problem,) = problems(items)
    assert problem.place == f"{tmp_path / 'corpus.jsonl'}, line 7"
    assert problem.reason == "it is not valid JSON"
    assert problem.skipped


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('"only a string"', "it is not a JSON object"),
        ("[]", "it is not a JSON object"),
        ("null", "it is not a JSON object"),
        ("[" * 100_000, "it is not valid JSON"),
        ("1" * 10_000, "it is not valid JSON"),
        (b'{"_id": "x", "text": "caf\xe9"}', "not valid UTF-8 (byte 25)"),
        (b'{"_id": "x", "text": "\x00"}', "binary"),
        (line(_id={"oid": 1}), "its '_id' is not text"),
        (line(_id="x", text=""), "it has no text"),
        ('{"_id": "x"}', "it has no text"),
        (line(_id="x", text={"p": ["nested"]}), "its 'text' is not text"),
    ],
)
def test_garbage_is_a_problem_of_its_line_alone(
    tmp_path: Path, bad: str | bytes, reason: str
) -> None:
    items = read(tmp_path, line(_id="before"), bad, line(_id="after"))
    assert [article.id for article in articles(items)] == ["before", "after"]
    (problem,) = problems(items)
    assert problem.place.endswith("corpus.jsonl, line 2")
    assert reason in problem.reason


def test_an_id_stands_once(tmp_path: Path) -> None:
    items = read(tmp_path, line(_id="x"), line(_id="y"), line(_id=" x", text="Other."))
    assert [(a.id, a.text) for a in articles(items)] == [("x", "Text."), ("y", "Text.")]
    (problem,) = problems(items)
    assert problem.place.endswith("line 3")
    assert problem.reason == "its id 'x' already stands on line 1"


def test_a_number_is_an_id(tmp_path: Path) -> None:
    items = read(tmp_path, line(_id=42), line(_id="42"))
    assert [article.id for article in articles(items)] == ["42"]
    assert "'42' already stands on line 1" in problems(items)[0].reason


def test_a_long_id_is_cut(tmp_path: Path) -> None:
    (article,) = articles(read(tmp_path, line(_id="x" * 1_000)))
    assert article.id == "x" * MAX_ID_CHARACTERS


def test_an_endless_line_is_passed_over_whole(tmp_path: Path) -> None:
    endless = line(_id="big", text="word " * (MAX_ARTICLE_BYTES // 2))
    items = read(tmp_path, line(_id="before"), endless, line(_id="after"))
    assert [article.id for article in articles(items)] == ["before", "after"]
    (problem,) = problems(items)
    assert problem.place.endswith("line 2")
    assert "longer than 5 MB" in problem.reason


def test_blank_lines_count_but_say_nothing(tmp_path: Path) -> None:
    items = read(tmp_path, "", line(_id="x"), "  ", "{", b"")
    assert [article.id for article in articles(items)] == ["x"]
    assert [problem.place[-6:] for problem in problems(items)] == ["line 4"]


def test_a_file_with_a_byte_order_mark_windows_line_ends_and_no_last_one(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(f"\ufeff{line(_id='x')}\r\n{line(_id='y')}".encode())
    assert [article.id for article in articles(list(read_files([path])))] == ["x", "y"]


def test_an_empty_file_has_no_articles(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_bytes(b"")
    (finished,) = read_files([tmp_path / "corpus.jsonl"])
    assert isinstance(finished, FinishedSource)


def test_a_line_without_an_id_goes_by_its_address_or_else_by_its_words(tmp_path: Path) -> None:
    lines = [
        line(_id=None, url="https://example.org/1"),
        line(_id=" \n", title="A"),
        line(_id="", title="B"),
        '{"text": "Text."}',
    ]
    first, *others = [article.id for article in articles(read(tmp_path, *lines))]
    assert first == "https://example.org/1"
    assert len(set(others)) == 3
    assert [article.id for article in articles(read(tmp_path, *lines[::-1]))] == [
        *reversed(others),
        first,
    ]


def test_decimals_count_as_written_and_nan_is_nothing(tmp_path: Path) -> None:
    raw = '{"_id": 3.50, "text": "Text.", "title": 1e2, "source": NaN, "section": Infinity}'
    (article,) = articles(read(tmp_path, raw))
    assert (article.id, article.title, article.source, article.section) == ("3.50", "1e2", "", "")


def test_escaped_surrogates_and_nul_are_replaced(tmp_path: Path) -> None:
    (article,) = articles(read(tmp_path, r'{"_id": "x", "text": "a\ud800b\u0000c\ud83d\ude00"}'))
    assert article.text == "a\ufffdb\ufffdc😀"


def test_a_date_that_is_not_certain_is_unknown_and_warned_of(tmp_path: Path) -> None:
    items = read(tmp_path, line(metadata={"published": "26-02-87 15:01"}))
    (article,), (warning,) = articles(items), problems(items)
    assert article.published is None
    assert not warning.skipped
    assert warning.place.endswith("line 1")
    assert "'26-02-87 15:01' cannot be understood" in warning.reason


def test_origins_tell_lines_and_files_apart(tmp_path: Path) -> None:
    items = read(tmp_path, line(_id="x"), line(_id="y"))
    path = str((tmp_path / "corpus.jsonl").resolve())
    assert [i.origin for i in items if isinstance(i, ParsedArticle)] == [f"{path}#x", f"{path}#y"]


def test_sizes_add_up_to_the_file(tmp_path: Path) -> None:
    items = read(tmp_path, line(_id="x"), "", line(_id="y"))
    assert isinstance(items[-1], FinishedSource)
    assert sum(item.size for item in items) == (tmp_path / "corpus.jsonl").stat().st_size


def test_a_file_with_a_bad_line_is_not_finished(tmp_path: Path) -> None:
    items = read(tmp_path, line(_id="x"), "{", line(_id="y", published="soon"))
    assert not any(isinstance(item, FinishedSource) for item in items)
    items = read(tmp_path, line(_id="x"), line(_id="y", published="soon"))
    assert isinstance(items[-1], FinishedSource)
