"""Writes the weights of features to their two files of the program, with their provenance.

The weights that go with a reader are in other files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.answering.answerability import AnswerabilityModel
from assistant.answering.basis import Basis
from eval.training import answerability, sentence_choice

_CHOOSING_BY_HAND = {
    "by_hand": dict(sentence_choice.BY_HAND),
    "why_by_hand": "no collection has headlines and bare attributions among its sentences, or news"
    " in which several people speak: they move no collection's figure by more than 0.004, and what"
    " they are good for has been seen on a few questions only",
}
_REFUSAL_BY_HAND = {
    "by_hand": dict(answerability.BY_HAND),
    "why_by_hand": "no collection asks for the words of somebody of whom its articles only speak:"
    " the features are set for 3 in 1,000 of their questions (silent) and none (other), so that"
    " nothing but a few questions says that they are right; nor does one ask for an event in a year"
    " that is not its own (misdated)",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """What weights were learned from: numbers of questions by kind, and the figures of those that
    were held out."""

    questions: Mapping[str, int]
    figures: Sequence[str]


def write_weights(
    weights: Mapping[str, float],
    model: AnswerabilityModel,
    thresholds: Mapping[str, float],
    origin: Origin,
) -> Iterator[Path]:
    """Replace both files; gives their paths."""
    common = {
        "command": "python -m eval.training --data FOLDER --write",
        "date": datetime.now(UTC).date().isoformat(),
        "questions": dict(sorted(origin.questions.items())),
        "held_out": list(origin.figures),
    }
    learned_weights = _select(weights, sentence_choice.LEARNED)
    yield _write(
        f"sentence_choice.{Basis.FEATURES}.json",
        {"learned": learned_weights, **_CHOOSING_BY_HAND, "provenance": common},
    )
    refusal = {
        "intercept": model.intercept,
        "learned": _select(model.weights, answerability.LEARNED),
        **_REFUSAL_BY_HAND,
        "thresholds": dict(thresholds),
        "thresholds_mean": _describe_targets(),
    }
    yield _write(f"answerability.{Basis.FEATURES}.json", {**refusal, "provenance": common})


def _describe_targets() -> dict[str, str]:
    return {
        point.value: "the lowest at which of unanswerable questions held out are answered at most "
        + ", and ".join(
            f"{target:.0%} ({', '.join(kinds)}{' in equal shares' if len(kinds) > 1 else ''})"
            for kinds, target in targets
        )
        for point, targets in answerability.TARGETS.items()
    }


def _select(weights: Mapping[str, float], names: Sequence[str]) -> dict[str, float]:
    return {name: weights[name] for name in names}


def _write(name: str, content: Mapping[str, Any]) -> Path:
    path = Path(str(files("assistant.answering").joinpath(name)))
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return path
