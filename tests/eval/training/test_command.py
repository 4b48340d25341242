"""`python -m eval.training` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.training import answerability, sentence_choice, weight_files
from eval.training.__main__ import main
from eval.training.training_questions import QuestionKind


@pytest.mark.slow
def test_it_prints_held_out_figures_and_writes_the_weights_with_them(
    collections_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(weight_files, "files", lambda _: tmp_path)
    cache = tmp_path / "cache"
    assert main(["--data", str(collections_folder), "--cache", str(cache), "--write"]) == 0
    shown = capsys.readouterr()
    choice, refusal = (
        json.loads((tmp_path / f"{name}.features.json").read_text("utf-8"))
        for name in ("sentence_choice", "answerability")
    )
    assert set(choice["learned"]) == set(sentence_choice.LEARNED)
    assert set(refusal["learned"]) == set(answerability.LEARNED)
    assert choice["provenance"] == refusal["provenance"]
    held_out = choice["provenance"]["held_out"]
    assert shown.out.startswith("\n".join(held_out))
    for heading in ("the first sentence is a gold one", "own lists", "answerable against …"):
        assert sum(line.startswith(heading) for line in held_out) == 1
    kinds = {label.partition(", ")[2] for label in choice["provenance"]["questions"]}
    assert kinds == set(QuestionKind)
    assert "written: " in shown.err


def test_without_the_collections_it_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path / "nothing")]) == 1
    assert "nothing" in capsys.readouterr().err
