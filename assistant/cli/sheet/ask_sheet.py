"""`dateline ask --file`: asks every question of a file, and writes the answers to another."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.output import make_console, parse_passage_filters, print_note
from assistant.cli.question import ask_question
from assistant.cli.sheet.answer_sheet import AnswerSheet
from assistant.cli.sheet.question_sheet import QuestionSheet, SheetRow, read_questions
from assistant.core.answer import Answer, Status
from index.core.errors import DatelineError
from index.core.paths import expand_path
from index.language.en.number_words import format_count

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from assistant.pipeline import Assistant
    from index.library import Library

_MAX_PROBLEMS = 20


def ask_sheet(options: argparse.Namespace, settings: Settings) -> int:
    """Ask the questions of a file that are not answered yet. With `--exit-code`, 1 if none is
    answered; 2 if none could be asked."""
    from assistant.config.factory import make_assistant, open_library

    source, target = _name_files(options)
    sheet = read_questions(source)
    _list_problems(source, sheet)
    if not sheet.rows:
        return 2
    asked = {"filters": _describe_options(options)}
    with open_library(settings) as library:
        library.coverage(parse_passage_filters(options))  # a wrong date stops here
        with AnswerSheet(target, sheet.columns, asked) as answers:
            _ask_all(sheet.rows, answers, options, make_assistant(library, settings), library)
            rows = answers.finish()
    return _report(sheet, answers, options, target, rows)


def _name_files(options: argparse.Namespace) -> tuple[Path, Path]:
    if options.file is None:
        raise DatelineError("'--to' needs a file of questions", "Name it: --file questions.csv")
    if options.to is None:
        raise DatelineError("There is no file for the answers", "Name it: --to answers.csv")
    if options.question is not None:
        raise DatelineError("There are a question and a file of questions", "Give one of the two")
    if options.json or options.format:
        raise DatelineError(
            "The answers to a file are written to a .csv or .jsonl, and not printed",
            "Leave out --json and --format",
        )
    source, target = expand_path(options.file), expand_path(options.to)
    if source.resolve() == target.resolve():
        raise DatelineError("The answers cannot replace the questions", "Name another file")
    return source, target


def _describe_options(options: argparse.Namespace) -> dict[str, Any]:
    names = ("after", "before", "source", "as_of", "republishable", "speaker", "ignore_dates")
    described = {name: getattr(options, name) for name in names}
    # Left out where it is not given: an earlier sheet goes on where it stopped.
    further = {name: getattr(options, name) for name in ("facet", "collection")}
    return described | {name: value for name, value in further.items() if value}


def _list_problems(source: Path, sheet: QuestionSheet) -> None:
    for bad in sheet.bad[:_MAX_PROBLEMS]:
        print_note(f"{source.name} line {bad.line}: {bad.reason}")
    if len(sheet.bad) > _MAX_PROBLEMS:
        print_note(f"… and {len(sheet.bad) - _MAX_PROBLEMS:,} more lines cannot be asked")


def _ask_all(
    rows: Sequence[SheetRow],
    answers: AnswerSheet,
    options: argparse.Namespace,
    assistant: Assistant,
    library: Library,
) -> None:
    from assistant.present.terminal.progress_bars import show_asking

    open_rows = [row for row in rows if not answers.find(row.question, row.other)]
    done = len(rows) - len(open_rows)
    if done:
        print_note(f"{done:,} of {format_count(len(rows), 'question')} were answered before")
    with show_asking(make_console(stderr=True), len(rows), done) as on_progress:
        for row in open_rows:
            if not answers.find(row.question, row.other):  # the same row stands there twice
                _ask_row(row, answers, options, assistant, library)
            on_progress()


def _ask_row(
    row: SheetRow,
    answers: AnswerSheet,
    options: argparse.Namespace,
    assistant: Assistant,
    library: Library,
) -> None:
    from assistant.news.speech.cited_quote import find_quotes
    from assistant.present.export.quote_rows import make_answer_rows

    answer: Answer = ask_question(row.question, options, assistant)
    answers.add(make_answer_rows(answer, find_quotes(answer.citations, library)), row.other)


def _report(
    sheet: QuestionSheet,
    answers: AnswerSheet,
    options: argparse.Namespace,
    target: Path,
    rows: int,
) -> int:
    found = [answers.find(row.question, row.other) for row in sheet.rows]
    answered = sum(group[0]["status"] == Status.ANSWERED for group in found)
    refused = len(found) - answered
    print(
        f"wrote {format_count(rows, 'row')} to {target}:"
        f" {format_count(answered, 'question')} answered, {refused:,} without an answer"
    )
    return 1 if options.exit_code and not answered else 0
