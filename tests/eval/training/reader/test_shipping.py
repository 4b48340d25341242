"""The program can read the files of a run, and `ship` replaces its own files by them."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.answering.answerability import AnswerabilityModel, load_answerability_model
from assistant.answering.basis import Basis
from assistant.answering.reader.adapter import ADAPTER_FILE
from assistant.answering.sentence_choice import load_sentence_weights
from assistant.core.answer_options import Strictness
from eval.training.reader import shipping
from eval.training.reader.marked_question import MarkedQuestion, Part
from eval.training.reader.shipping import (
    ANSWERABILITY_FILE,
    CARD,
    CHOICE_FILE,
    Fitted,
    ship,
    write_card,
    write_weights,
)
from index.core.errors import DatelineError
from tests.eval.training.reader.build import question_on

THRESHOLDS = {Strictness.LENIENT: 0.2, Strictness.BALANCED: 0.4, Strictness.STRICT: 0.7}
MODEL = AnswerabilityModel(-0.5, {"reader": 1.25, "absent": -2.0}, {})
FACTS = {"name": "r", "rank": 2, "seed": 1, "steps": 30, "questions": 4, "sha256": "abc"}


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    """The folder of a run, with all its files."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / ADAPTER_FILE).write_bytes(b"adapter")
    write_weights(Fitted(MODEL, THRESHOLDS, 0.3, "abc"), 123, folder)
    write_card(FACTS, [], ["news: 3 questions"], folder)
    return folder


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that passes for the program's package."""
    folder = tmp_path / "package"
    folder.mkdir()
    monkeypatch.setattr(shipping, "files", lambda _: folder)
    return folder


def read_json(path: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads(path.read_text("utf-8"))
    return content


def test_weights_are_written_with_their_provenance(run_folder: Path) -> None:
    choice, refusal = (read_json(run_folder / name) for name in (CHOICE_FILE, ANSWERABILITY_FILE))
    assert (choice["learned"], choice["lowest"]) == ({"reader": 1.0}, 0.3)
    assert (refusal["intercept"], refusal["learned"]) == (-0.5, {"reader": 1.25, "absent": -2.0})
    assert refusal["thresholds"] == {"lenient": 0.2, "balanced": 0.4, "strict": 0.7}
    assert choice["provenance"] == refusal["provenance"]
    provenance = refusal["provenance"]
    assert isinstance(provenance, dict)
    assert (provenance["adapter_sha256"], provenance["validation_questions"]) == ("abc", 123)


def test_the_files_are_those_that_the_program_has(run_folder: Path) -> None:
    package = Path(str(files("assistant.answering")))
    for name in (CHOICE_FILE, ANSWERABILITY_FILE):
        assert (package / name).exists()
        assert set(read_json(package / name)) <= set(read_json(run_folder / name))
    assert load_answerability_model(Basis.READER).thresholds.keys() == THRESHOLDS.keys()
    assert "reader" in load_sentence_weights(Basis.READER)


def test_the_card_counts_what_was_taught(tmp_path: Path) -> None:
    def questions_of(part: Part, collection: str) -> list[MarkedQuestion]:
        """One question with an answer, and two without."""
        some = (question_on("a", collection=collection, group=str(n)) for n in range(99))
        group = next(each.group for each in some if each.part is part)
        return [
            question_on("a", answers=answers, collection=collection, group=group)
            for answers in ([0], [], [])
        ]

    questions = [*questions_of(Part.TRAIN, "selqa"), *questions_of(Part.HELD_OUT, "qed")]
    write_card(FACTS, questions, ["news: 3 questions", "  AUROC: 0.9"], tmp_path)
    card = (tmp_path / CARD).read_text("utf-8")
    assert "\n| selqa | 1 | 2 | Apache-2.0 |\n" in card
    assert "| qed |" not in card
    assert "```\nnews: 3 questions\n  AUROC: 0.9\n```" in card
    assert "- **sha256** abc\n" in card


def test_a_run_takes_the_place_of_the_programs_files(run_folder: Path, package: Path) -> None:
    (package / CHOICE_FILE).write_text("old", "utf-8")
    paths = ship(run_folder)
    assert sorted(paths) == sorted(path for path in package.rglob("*") if path.is_file())
    assert (package / "reader" / "adapter" / ADAPTER_FILE).read_bytes() == b"adapter"
    assert {path.name for path in paths} == {ADAPTER_FILE, CARD, CHOICE_FILE, ANSWERABILITY_FILE}
    for path in paths:
        assert path.read_bytes() == (run_folder / path.name).read_bytes()


def test_a_run_that_did_not_end_changes_nothing(run_folder: Path, package: Path) -> None:
    (run_folder / CARD).unlink()
    with pytest.raises(DatelineError, match=CARD):
        ship(run_folder)
    assert not list(package.iterdir())
