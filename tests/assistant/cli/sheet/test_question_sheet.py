"""Files of questions as people and programs write them: each row is asked, or named by its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli.sheet.question_sheet import QuestionSheet, read_questions
from index.core.errors import DatelineError


def read(tmp_path: Path, name: str, content: str | bytes) -> QuestionSheet:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_questions(file)


def questions(sheet: QuestionSheet) -> list[tuple[int, str]]:
    return [(row.line, row.question) for row in sheet.rows]


def problems(sheet: QuestionSheet) -> list[tuple[int, str]]:
    return [(bad.line, bad.reason) for bad in sheet.bad]


TWO = [(2, "Who won?"), (3, "Why?")]


@pytest.mark.parametrize(
    "text",
    [
        "question\nWho won?\nWhy?\n",
        "question\r\nWho won?\r\nWhy?\r\n",
        "Question \nWho won?\nWhy?",
        "id,QUESTION,desk\n1,Who won?,sport\n2,Why?,\n",
        "id;question\n1;Who won?\n2;Why?\n",
        "id\tquestion\n1\tWho won?\n2\tWhy?\n",
        'id,question\n1,"Who won?"\n2,"Why?"\n,\n\n',
        "\ufeffquestion\nWho won?\nWhy?\n",
        "question,note\nWho won?\nWhy?\n",
    ],
)
def test_csv_as_programs_write_it(tmp_path: Path, text: str) -> None:
    sheet = read(tmp_path, "questions.csv", text)
    assert (questions(sheet), problems(sheet)) == (TWO, [])


def test_csv_in_sixteen_bits(tmp_path: Path) -> None:
    raw = "question\nWho won?\nWhy?\n".encode("utf-16")
    assert questions(read(tmp_path, "questions.csv", raw)) == TWO


def test_other_columns_are_carried_in_their_order(tmp_path: Path) -> None:
    sheet = read(tmp_path, "q.csv", "id,question,,desk\n1,Who?,x,sport\n2,Why?\n")
    assert sheet.columns == ("id", "column 3", "desk")
    assert [dict(row.other) for row in sheet.rows] == [
        {"id": "1", "column 3": "x", "desk": "sport"},
        {"id": "2", "column 3": "", "desk": ""},
    ]


def test_bad_rows_are_named_and_the_rest_is_asked(tmp_path: Path) -> None:
    long = "x" * 2_001
    text = (
        'question,desk\nWho?,a\n  ,b\nWhy?,c,d,e\n"Over\ntwo lines?",f\n"a"b,g\n'
        f"{long},h\nWhen?,i\n"
        '"never closed,j\nWhere?,k\n'
    )
    sheet = read(tmp_path, "q.csv", text)
    assert questions(sheet) == [
        (2, "Who?"), (5, "Over two lines?"), (9, "When?"), (11, "Where?"),
    ]  # fmt: skip
    assert problems(sheet) == [
        (3, "the question is empty"),
        (4, "it has 4 cells, and the header 2"),
        (7, "a quotation mark stands in the middle of a cell"),
        (8, "the question has 2,001 characters, more than 2,000"),
        (10, "a quotation mark is never closed"),
    ]


def test_lines_of_json(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 7, "question": "Who?", "tags": ["a", None]}),
        "",
        json.dumps("Why?"),
        '{"question": 5}',
        '{"ask": "x"}',
        "[1]",
        "{broken",
        '{"question": "x", "n": NaN}',
        "[" * 100_000,
        json.dumps({"question": "When\n?"}),
    ]
    sheet = read(tmp_path, "q.jsonl", "\n".join(lines))
    assert questions(sheet) == [(1, "Who?"), (3, "Why?"), (10, "When ?")]
    assert sheet.columns == ("id", "tags")
    assert sheet.rows[0].other == {"id": 7, "tags": ["a", None]}
    assert problems(sheet) == [
        (4, "its 'question' is no text"),
        (5, "it has no 'question'"),
        (6, "it is no question"),
        (7, "it is no JSON"),
        (8, "it is no JSON"),
        (9, "it is no JSON"),
    ]


def test_lines_of_text(tmp_path: Path) -> None:
    sheet = read(tmp_path, "q.TXT", "Who won?\n\n  Why?  \r\n=cmd\n")
    assert questions(sheet) == [(1, "Who won?"), (3, "Why?"), (4, "=cmd")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("q.csv", "id,frage\n1,Wer?\n", "it has no column 'question', but 'id,frage'"),
        ("q.csv", "question,a,a\nWho?,1,2\n", "two columns are named 'a'"),
        ("q.csv", "question,Question\nWho?,Why?\n", "two columns are named 'question'"),
        ("q.csv", "", "it has no column 'question'"),
        ("q.csv", "question\n\n", "has no question"),
        ("q.txt", " \n", "has no question"),
        ("q.csv", b"question\nCaf\xe9?\n", "not valid UTF-8"),
        ("q.csv", b"PK\x03\x04\x00\x00", "binary"),
        ("q.xlsx", b"PK", "is no file of questions. It must end in .csv, .jsonl, .txt"),
        ("q.txt", b"x" * 10_000_001, "is larger than 10 MB"),
    ],
)
def test_a_file_that_is_of_no_use(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    with pytest.raises(DatelineError) as raised:
        read(tmp_path, name, content)
    assert said in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="cannot be read"):
        read_questions(tmp_path / "missing.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(DatelineError, match="cannot be read"):
        read_questions(tmp_path / "folder.csv")
