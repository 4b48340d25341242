"""Writes what a run has learned: the adapter, the weights that go with it, and a card.

`ship` replaces the files of the program by those of a run.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from assistant.answering.answerability import AnswerabilityModel
from assistant.answering.reader.adapter import ADAPTER_FILE
from assistant.core.answer_options import Strictness
from eval.training.reader.marked_question import MarkedQuestion, Part
from index.core.errors import DatelineError

CARD = "README.md"
CHOICE_FILE, ANSWERABILITY_FILE = "sentence_choice.reader.json", "answerability.reader.json"
LICENCES: Mapping[str, str] = {
    "qed": "CC BY-SA 3.0 (Wikipedia)",
    "selqa": "Apache-2.0",
    "fairytaleqa": "Apache-2.0",
    "covidqa": "Apache-2.0",
    "trecqa": "questions public domain",
    "news": "our questions; articles of Reuters-21578, for research",
    "reuters": "our questions; articles of Reuters-21578, for research",
    "polnear": "our questions; articles of PolNeAR, their outlets'",
    "wikipedia": "our questions on sections of SelQA and QED",
    "invented": "our own articles and questions",
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """What goes with an adapter: answerability, its thresholds, and the lowest log-odds of a
    further sentence."""

    model: AnswerabilityModel
    thresholds: Mapping[Strictness, float]
    lowest: float
    sha256: str


def write_weights(fitted: Fitted, questions: int, folder: Path) -> None:
    """Write the two files of weights."""
    provenance = {
        "command": "python -m eval.training.reader --data FOLDER --to FOLDER",
        "adapter_sha256": fitted.sha256,
        "date": datetime.now(UTC).date().isoformat(),
        "validation_questions": questions,
    }
    _write_json(
        folder / CHOICE_FILE,
        {
            "learned": {"reader": 1.0},
            "by_hand": {},
            "lowest": fitted.lowest,
            "provenance": provenance,
        },
    )
    _write_json(
        folder / ANSWERABILITY_FILE,
        {
            "intercept": fitted.model.intercept,
            "learned": dict(fitted.model.weights),
            "by_hand": {},
            "thresholds": {point.value: value for point, value in fitted.thresholds.items()},
            "provenance": provenance,
        },
    )


def write_card(
    facts: Mapping[str, Any],
    questions: Sequence[MarkedQuestion],
    report: Sequence[str],
    folder: Path,
) -> None:
    """Write the card of an adapter."""
    taught = [each for each in questions if each.part is Part.TRAIN]
    material = [
        {
            "name": name,
            "answered": sum(bool(q.answers) for q in taught if q.collection == name),
            "unanswered": sum(not q.answers for q in taught if q.collection == name),
            "licence": LICENCES[name],
        }
        for name in dict.fromkeys(each.collection for each in taught)
    ]
    environment = Environment(
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, of our own words and figures
    )
    template = files("eval.training.reader").joinpath("card.md.j2").read_text("utf-8")
    text = environment.from_string(template).render(**facts, material=material, report=report)
    (folder / CARD).write_text(text, "utf-8")


def ship(folder: Path) -> list[Path]:
    """Replace the program's files by those of a run; gives their paths. Raises DatelineError if one
    is missing, and then replaces none."""
    package = Path(str(files("assistant.answering")))
    targets = {
        ADAPTER_FILE: package / "reader" / "adapter" / ADAPTER_FILE,
        CARD: package / "reader" / "adapter" / CARD,
        CHOICE_FILE: package / CHOICE_FILE,
        ANSWERABILITY_FILE: package / ANSWERABILITY_FILE,
    }
    missing = [name for name in targets if not (folder / name).exists()]
    if missing:
        raise DatelineError(f"{folder} has no {', '.join(missing)}", "Let the run end first")
    for name, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, target)
    return list(targets.values())


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")
