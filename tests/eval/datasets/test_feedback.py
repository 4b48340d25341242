"""The verdicts of a home as a dataset that is asked of that home."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.chat.feedback import FILE, Feedback, Verdict, append_feedback
from assistant.chat.resolution.followup_answers import stream_answer
from assistant.chat.resolution.resolve_followup import accept_as_typed
from assistant.chat.turn import Turn
from assistant.cli.main import main
from assistant.config.settings import Settings
from assistant.core.answer import Answer
from assistant.pipeline import Assistant
from eval.datasets.dataset import LabelledQuery
from eval.datasets.registry import read
from eval.run import Configuration, evaluate
from index.core.article import Filters
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from index.storage.home import Home
from tests.eval.conftest import ARTICLES

BRASK = "What did Tilda Brask say about the piers of the harbour?"
CHOIR = "Who won the singing contest in Osterlund?"
PENGUINS = "How many penguins live on Jupiter?"
NOON = datetime(2025, 10, 15, 12, tzinfo=UTC)

Judge = Callable[..., Turn]


@pytest.fixture
def judge(home: Path, tmp_path: Path, embedder: Embedder) -> Judge:
    """Asks the home of the invented articles, and records a verdict on the answer."""
    news = tmp_path / "news"
    news.mkdir()
    for name, (title, text) in ARTICLES.items():
        (news / f"{name}.md").write_text(f"---\ntitle: {title}\n---\n{text}\n")
    with Library(Home(home, write=True), embedder) as library:
        library.add(read_files(find_files([news])))
    minutes = iter(range(99))

    def judged(question: str, verdict: Verdict, filters: Filters | None = None) -> Turn:
        with Library(Home(home), embedder) as library:
            asked = accept_as_typed(question, filters or Filters())
            answer = list(stream_answer(asked, Assistant(library), library))[-1]
        assert isinstance(answer, Answer)
        turn = Turn.from_answer(asked, answer)
        append_feedback(
            home, Feedback.from_turn(turn, verdict, NOON + timedelta(minutes=next(minutes)))
        )
        return turn

    return judged


def test_verdicts_are_labels(judge: Judge, home: Path) -> None:
    answered = judge(BRASK, Verdict.UP)
    judge(PENGUINS, Verdict.UP)
    judge("Who is Ola Nordmann?", Verdict.DOWN)
    judge(CHOIR, Verdict.DOWN)
    judge(CHOIR, Verdict.UP, Filters(sources=("Nowhere",)))
    judge("What erupted at dawn?", Verdict.UP)
    judge("what erupted at DAWN?", Verdict.WITHDRAWN)
    dataset = read(home / FILE)
    evidence = tuple(citation.quote for citation in answered.citations)
    assert [replace(query, id="") for query in dataset.queries] == [
        LabelledQuery("", BRASK, evidence=evidence),
        LabelledQuery("", PENGUINS, answerable=False),
        LabelledQuery("", "Who is Ola Nordmann?"),
    ]
    assert dataset.qrels == {dataset.queries[0].id: {"harbour": 1}}
    assert dataset.notes == (
        "1 passed over: it was asked of some dates or outlets only",
        "1 passed over: the verdict was taken back",
    )


def test_the_last_verdict_on_a_question_counts(judge: Judge, home: Path) -> None:
    judge(BRASK, Verdict.UP)
    judge(BRASK, Verdict.DOWN)
    with pytest.raises(DatelineError, match="no questions") as raised:
        read(home / FILE)
    assert raised.value.remedy.startswith("1 passed over: a thumbs-down on an answer")
    judge(BRASK, Verdict.UP)
    assert [query.text for query in read(home / FILE).queries] == [BRASK]


def test_what_is_no_verdict_is_counted(judge: Judge, home: Path) -> None:
    judge(BRASK, Verdict.UP)
    line = json.loads((home / FILE).read_text())
    with (home / FILE).open("a") as file:
        file.write('{"cut\n\n[1]\n')
        file.writelines(
            json.dumps(line | spoilt) + "\n"
            for spoilt in (
                {"question": "Why?", "verdict": "perhaps"},
                {"question": ""},
                {"question": "Who?", "citations": [{"quote": 7}]},
            )
        )
    dataset = read(home / FILE)
    assert len(dataset.queries) == 1
    assert dataset.notes == ("5 passed over: the line cannot be read",)


def test_it_is_asked_of_its_home_as_it_is(judge: Judge, home: Path, tmp_path: Path) -> None:
    judge(BRASK, Verdict.UP)
    judge(PENGUINS, Verdict.UP)
    before = {path.name: path.stat().st_size for path in home.iterdir() if path.is_file()}
    # Whatever home the settings name: the file lies in its own.
    settings = Settings(home=tmp_path / "another")
    report = evaluate(read(home / FILE), Configuration("", settings), tmp_path / "cache")
    assert report.answers["evidence_f1"].value == 1.0
    assert report.answers["false_answer_rate"].value == 0.0
    assert report.notes == ("asked of an archive as it is now, of 3 articles",)
    assert not (tmp_path / "another").exists()
    assert not (tmp_path / "cache").exists()
    assert (home / FILE).stat().st_size == before[FILE]


def test_the_command_asks_the_home_that_is_named(
    judge: Judge, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judge(BRASK, Verdict.UP)
    moved = tmp_path / "verdicts.jsonl"
    (home / FILE).rename(moved)
    assert main(["--home", str(home), "eval", str(moved), "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["dataset"] == "verdicts"
    assert main(["--home", str(tmp_path / "none"), "eval", str(moved)]) == 2
    assert "There is no archive in" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
