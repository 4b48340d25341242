"""Weights are written as the files that come with the program are."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.answering.answerability import AnswerabilityModel, load_answerability_model
from assistant.core.answer_options import Strictness
from eval.training import answerability, sentence_choice, weight_files


def test_the_files_that_come_with_the_program_are_as_they_would_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weight_files, "files", lambda _: tmp_path)
    weights = dict.fromkeys(sentence_choice.FEATURE_NAMES, 0.5)
    model = AnswerabilityModel(-1.0, dict.fromkeys(answerability.FEATURE_NAMES, 0.25), {})
    thresholds = {point.value: 0.5 for point in Strictness}
    origin = weight_files.Origin({"c, own": 3}, ["a line"])
    paths = list(weight_files.write_weights(weights, model, thresholds, origin))
    names = ["sentence_choice.features.json", "answerability.features.json"]
    assert [path.name for path in paths] == names
    for path in paths:
        written = json.loads(path.read_text("utf-8"))
        stored = json.loads(files("assistant.answering").joinpath(path.name).read_text("utf-8"))
        assert written.keys() == stored.keys()
        for part in ("learned", "by_hand", "provenance"):
            assert written[part].keys() == stored[part].keys()
        for part in ("by_hand", "why_by_hand"):
            assert written[part] == stored[part]
        assert written["provenance"]["questions"] == {"c, own": 3}
        assert written["provenance"]["command"] == stored["provenance"]["command"]
    assert load_answerability_model().weights.keys() == set(answerability.FEATURE_NAMES)
