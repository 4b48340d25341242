"""`.csv` and `.tsv`: a header names the columns; a bad row is named, and the others still come."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.formats.csv_rows import read_rows
from index.sources.parsed_article import MAX_ARTICLE_BYTES
from tests.index.sources.sample_files import LEAD, articles, problems, read


def test_all_fields(tmp_path: Path) -> None:
    raw = (
        "Id,Headline,Body,Outlet,Pub Date,Authors,Lang,URL,Section,Updated-At,Clicks\n"
        '9,"Gone, at last","He said ""no"".\nThen he left.",Post,2031-05-02,"A. Quill; B. Vane",'
        "en,https://example.org,Local,2031-05-03,12\n"
    )
    (article,) = articles(read(tmp_path, "a.csv", raw))
    assert (article.id, article.title, article.source) == ("9", "Gone, at last", "Post")
    assert article.text == 'He said "no".\nThen he left.'
    assert (article.published, article.updated) == ("2031-05-02", "2031-05-03")
    assert article.authors == ("A. Quill", "B. Vane")
    assert (article.language, article.section) == ("en", "Local")
    assert article.url == "https://example.org"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write(tmp_path: Path, delimiter: str, encoding: str, end: str) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
    writer.writerows([["id", "text, in full", "text"], ["1", "a;b", f"Straße{end}{delimiter}"]])
    (article,) = articles(read(tmp_path, "a.csv", file.getvalue().encode(encoding)))
    assert article.text == f"Straße\n{delimiter}"


def test_a_line_that_says_the_delimiter(tmp_path: Path) -> None:
    (article,) = articles(read(tmp_path, "a.csv", f"sep=;\r\nid;text\r\n1;{LEAD}\r\n"))
    assert article.text == LEAD
    reads = read(tmp_path, "a.csv", "\n\nsep=;\nid;text\n1;\n\n2;x\n")
    assert problems(reads) == ["a.csv, row 5: it has no text"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2", "it has 1 fields, but the table 3 columns"),
        ("2,t,x,more", "it has 4 fields, but the table 3 columns"),
        ("2,,", "it has no text"),
        ("1,,Other.", "its id '1' already stands on row 2"),
        ('2,,"He said "no" again."', "its quotation marks do not add up"),
        ("2,,a\x00b", "it is binary, not text"),
        (b"2,,caf\xe9", "it is not valid UTF-8. Convert the file to UTF-8"),
        ("2,," + "x" * (MAX_ARTICLE_BYTES + 1), "it is longer than 5 MB"),
    ],
)
def test_a_bad_row_is_named_and_the_others_come(
    tmp_path: Path, row: str | bytes, reason: str
) -> None:
    raw = row if isinstance(row, bytes) else row.encode()
    reads = read(tmp_path, "a.csv", b"id,title,text\n1,,Text.\n" + raw + b"\n9,,Last.\n")
    first = articles(reads)[0]
    assert (first.id, first.text) == ("1", "Text.")
    assert problems(reads)[0] == f"a.csv, row 3: {reason}"
    assert [article.id for article in articles(reads)] == ["1", "9"]


def test_an_open_quotation_mark_makes_no_article_of_the_rest(tmp_path: Path) -> None:
    rows = "".join(f"{number},Text.\n" for number in range(2, 9))
    reads = read(tmp_path, "a.csv", f'id,text\n0,Text.\n1,"Text.\n{rows}')
    assert [article.id for article in articles(reads)] == ["0"]
    assert problems(reads) == [
        "a.csv, row 3: its quotation marks do not add up (8 lines from here on were not read)"
    ]


def test_nothing_is_read_from_the_middle_of_an_endless_row(tmp_path: Path) -> None:
    reads = read(tmp_path, "a.csv", 'id,text\n0,Text.\n1,"' + "2,Text.\n" * 1_000_000)
    assert [article.id for article in articles(reads)] == ["0"]
    assert "row 3 is longer than 5 MB" in problems(reads)[-1]


def test_between_tabs_quotation_marks_are_letters_where_they_do_not_add_up(
    tmp_path: Path,
) -> None:
    raw = (
        'id\ttext\n1\t"No," he said.\n2\t"No, he said.\n3\tYes.\n4\t"Quoted\tand ""doubled"""\n'
        '5\t"No\n6'
    )
    reads = read(tmp_path, "a.tsv", raw)
    assert [(article.id, article.text) for article in articles(reads)] == [
        ("1", '"No," he said.'),
        ("2", '"No, he said.'),
        ("3", "Yes."),
        ("4", 'Quoted\tand "doubled"'),
        ("5", '"No'),
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"\n \n", "it is empty"),
        (b"name\tnote\n1\t2\n", "none of its columns is the text of an article: they are"),
        (b"i\x00d\ttext\n", "it is binary, not text"),
        (b"caf\xe9\ttext\n", "it is not valid UTF-8"),
        (b"\xff\xfe\x00\xd8i\x00", "it is not valid UTF-16"),
    ],
)
def test_a_table_without_articles_says_why(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    reads = read(tmp_path, name, content)
    assert articles(reads) == []
    assert reason in problems(reads)[0]


def test_the_columns_that_were_seen_and_those_that_are_known_are_named(tmp_path: Path) -> None:
    (reason,) = problems(read(tmp_path, "a.csv", "name,note\n1,2\n"))
    assert "'name', 'note'" in reason
    assert "text, body, content" in reason


def test_a_header_and_no_rows_is_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "id,text\n") == []


def test_fields_may_be_missing_behind_the_last_and_of_two_columns_the_first_counts(
    tmp_path: Path,
) -> None:
    (article,) = articles(read(tmp_path, "a.csv", f"id,text,text\n1,{LEAD},Other.,,\n"))
    assert article.text == LEAD


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


@given(
    st.lists(st.lists(cells, min_size=2, max_size=2).filter(any), min_size=1, max_size=5),
    st.integers(1, 10),
    st.sampled_from([",", "\t"]),
)
def test_what_python_writes_is_what_is_read(
    table: list[list[str]], piece: int, delimiter: str
) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([["id", "text"], *table])
    whole = file.getvalue()
    chunks = [whole[place : place + piece] for place in range(0, len(whole), piece)]
    rows = list(read_rows(chunks, (delimiter,), lambda header: True))
    assert [row.fields for row in rows[1:]] == table
    assert [row.number for row in rows] == list(range(1, len(table) + 2))
