"""A sheet of answers grows by whole questions, whatever ends the run."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.sheet.answer_sheet import AnswerSheet
from assistant.present.export.quote_rows import ANSWER_COLUMNS, Row
from index.core.errors import DatelineError

COLUMNS = ("id", "title")


def rows_of(question: str, *quotations: str) -> list[Row]:
    plain: Row = dict.fromkeys(ANSWER_COLUMNS, "")
    told = plain | {"question": question, "status": "answered", "confidence": 0.5}
    return [told | {"quotation": quotation} for quotation in quotations]


def open_sheet(file: Path, **options: Any) -> AnswerSheet:
    return AnswerSheet(file, COLUMNS, options)


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", ["answers.csv", "answers.jsonl"])
def test_the_file_is_there_as_a_whole_or_not_at_all(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    with open_sheet(file) as sheet:
        sheet.add(rows_of("Who?", "Ada.", "Bo\nLind."), {"id": 1, "title": "T"})
        sheet.add(rows_of("=Why?", "Because."), {"id": None})
        assert not file.exists()
        assert sheet.finish() == 3
    assert [path.name for path in tmp_path.iterdir()] == [name]
    if name.endswith("csv"):
        first, second, third = read_csv(file)
        assert tuple(first) == (*ANSWER_COLUMNS, "id", "input_title")
        assert (first["quotation"], second["quotation"]) == ("Ada.", "Bo\nLind.")
        assert (first["id"], first["input_title"], first["title"]) == ("1", "T", "")
        assert (third["question"], third["id"]) == ("'=Why?", "")
    else:
        found = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        assert [row["id"] for row in found] == [1, 1, None]
        assert found[2]["question"] == "=Why?"  # no spreadsheet opens it


@pytest.mark.parametrize("name", ["answers.csv", "answers.jsonl"])
@pytest.mark.parametrize("is_finished", [True, False])
def test_what_is_answered_is_known_again(tmp_path: Path, name: str, is_finished: bool) -> None:
    file = tmp_path / name
    other = {"id": "=1", "title": "Ré\nsumé"}
    with open_sheet(file) as sheet:
        sheet.add(rows_of("=Who?", "Ada.", "Bo."), other)
        if is_finished:
            sheet.finish()
    with open_sheet(file) as again:
        assert len(again.find("=Who?", other)) == 2
        assert again.find("=Who?", other | {"id": "2"}) == ()
        assert again.find("Who?", other) == ()
        again.add(rows_of("New?", "Yes."), {})
        assert again.finish() == 3
    with open_sheet(file) as last:
        assert len(last.find("=Who?", other)) == 2
        assert last.finish() == 3


def test_half_a_line_of_a_killed_run_is_dropped(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    with open_sheet(file) as sheet:
        sheet.add(rows_of("One?", "1."), {})
        sheet.add(rows_of("Two?", "2.", "zwei."), {})
    journal = tmp_path / ".answers.csv.partial"
    journal.write_bytes(journal.read_bytes()[:-20])
    with open_sheet(file) as again:
        assert len(again.find("One?", {})) == 1
        assert again.find("Two?", {}) == ()
        again.add(rows_of("Two?", "2.", "zwei."), {})
        assert again.finish() == 3
    assert [row["quotation"] for row in read_csv(file)] == ["1.", "2.", "zwei."]


def test_a_run_that_is_killed_between_the_file_and_its_journal_repeats_no_row(
    tmp_path: Path,
) -> None:
    file, journal = tmp_path / "answers.csv", tmp_path / ".answers.csv.partial"
    with open_sheet(file) as sheet:
        sheet.add(rows_of("One?", "1."), {"id": 3})
        left = journal.read_bytes()
        sheet.finish()
    journal.write_bytes(left)
    with open_sheet(file) as again:
        assert again.finish() == 1


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "not a table", "\x00\x01", '{"a": 1}\n'])
@pytest.mark.parametrize("name", ["answers.csv", "answers.jsonl"])
def test_a_file_of_somebody_else_is_never_replaced(tmp_path: Path, name: str, content: str) -> None:
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(DatelineError, match="no file of answers"):
        open_sheet(file)
    assert file.read_text() == content
    assert list(tmp_path.iterdir()) == [file]


def test_a_journal_of_other_options_is_not_continued(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    with open_sheet(file, filters={"after": None}) as sheet:
        sheet.add(rows_of("One?", "1."), {})
    with pytest.raises(DatelineError, match="other columns or options"):
        open_sheet(file, filters={"after": "2025"})
    with open_sheet(file, filters={"after": None}) as again:
        assert again.find("One?", {})


@pytest.mark.parametrize("name", ["answers.xlsx", "answers", "missing/answers.csv"])
def test_a_file_that_cannot_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(DatelineError):
        open_sheet(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
