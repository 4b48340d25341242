"""What `ask` and `said` print for other programs, and how a refusal ends."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string as parse_bibtex

from tests.assistant.conftest import Run
from tests.assistant.parsed_page import Page

KREMLIN = "What did the Kremlin say about European troops?"
UNKNOWN = "Who won the zorblax cup?"


@pytest.mark.parametrize("options", [(), ("--json",), ("--format", "csv")])
def test_a_refusal_exits_with_one_if_that_is_asked_for(
    run: Run, samples_home: Path, options: tuple[str, ...]
) -> None:
    home = ("--home", samples_home, "ask")
    assert run(*home, UNKNOWN, *options).code == 0
    assert run(*home, UNKNOWN, *options, "--exit-code").code == 1
    assert run(*home, KREMLIN, *options, "--exit-code").code == 0
    assert run(*home, "", *options, "--exit-code").code == 2


def test_every_format_has_the_same_quotations(run: Run, samples_home: Path) -> None:
    ask = ("--home", samples_home, "ask", KREMLIN)
    answer = json.loads(run(*ask, "--format", "json").out)
    plain = json.loads(run(*ask, "--json").out)
    assert answer | {"timings_ms": 0} == plain | {"timings_ms": 0}
    quotes = [citation["quote"] for citation in answer["citations"]]
    ids = list(dict.fromkeys(citation["article_id"] for citation in answer["citations"]))
    assert run(*ask, "--format", "text").out == run(*ask).out

    rows = list(csv.DictReader(io.StringIO(run(*ask, "--format", "csv").out, newline="")))
    assert [row["quotation"] for row in rows] == quotes
    records = rispy.loads(run(*ask, "--format", "ris").out)
    assert [record["id"] for record in records] == ids
    assert sum(len(record["notes"]) for record in records) == len(quotes)
    library = parse_bibtex(run(*ask, "--format", "bibtex").out)
    assert [entry.key for entry in library.entries] == ids
    items = json.loads(run(*ask, "--format", "csl").out)
    assert [item["id"] for item in items] == ids
    assert all(any(quote in item["note"] for item in items) for quote in quotes)
    page = Page(run(*ask, "--format", "html").out)
    markdown = run(*ask, "--format", "markdown").out
    assert all(quote in page.text for quote in quotes)
    assert f"## {KREMLIN}" in markdown
    assert "http://127.0.0.1:7860/article/" in markdown


@pytest.mark.parametrize(("name", "empty"), [("ris", ""), ("bibtex", ""), ("csl", "[]\n")])
def test_a_bibliography_of_a_refusal_is_empty_and_the_reason_stands_beside_it(
    run: Run, samples_home: Path, name: str, empty: str
) -> None:
    ran = run("--home", samples_home, "ask", UNKNOWN, "--format", name)
    assert (ran.code, ran.out) == (0, empty)
    assert ran.err.startswith("dateline: The archive does not say")


@pytest.mark.parametrize("name", ["csv", "markdown", "html"])
def test_other_formats_say_why_there_is_no_answer(run: Run, samples_home: Path, name: str) -> None:
    ran = run("--home", samples_home, "ask", UNKNOWN, "--format", name)
    assert (ran.code, ran.err) == (0, "")
    assert "zorblax" in ran.out
    assert "does not say" in ran.out


def test_statements_as_a_table_and_as_bibliographies(run: Run, samples_home: Path) -> None:
    said = ("--home", samples_home, "said", "Peskov")
    statements = json.loads(run(*said, "--format", "json").out)["statements"]
    rows = list(csv.DictReader(io.StringIO(run(*said, "--format", "csv").out, newline="")))
    assert [row["quotation"] for row in rows] == [one["quote"] for one in statements]
    assert all("Peskov" in row["speaker"] for row in rows)
    ids = list(dict.fromkeys(one["article_id"] for one in statements))
    assert [record["id"] for record in rispy.loads(run(*said, "--format", "ris").out)] == ids
    assert [item["id"] for item in json.loads(run(*said, "--format", "csl").out)] == ids
    assert run(*said, "--format", "bibtex").out.count("@article{") == len(ids)


def test_a_format_and_json_exclude_each_other(run: Run, samples_home: Path) -> None:
    with pytest.raises(SystemExit) as raised:
        run("--home", samples_home, "ask", KREMLIN, "--json", "--format", "csv")
    assert raised.value.code == 2
