"""Logs a training run as JSON Lines: losses and validation figures."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.report.file_writing import write_atomically
from eval.training.reranker.judging import Judgement

LOG = "log.jsonl"


@dataclass(frozen=True, slots=True)
class LoggedJudgement:
    """What a run's log says of a judgement: at which step, of how many, and what was found."""

    step: int
    of: int
    judgement: Judgement


class Log:
    """The log of the run in a folder, which exists when the first line is noted."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOG

    def begin(self) -> None:
        """Forget what a run noted that left no checkpoint."""
        self._path.unlink(missing_ok=True)

    def go_on(self, step: int) -> None:
        """Forget what was noted after a step: it is done again."""
        if self._path.exists():
            noted = self._path.read_text("utf-8").splitlines(keepends=True)
            kept = [
                line for line in noted if line.endswith("\n") and json.loads(line)["step"] <= step
            ]
            write_atomically(self._path, "".join(kept).encode())

    def loss(self, step: int, steps: int, loss: float) -> None:
        """Note the loss of a batch, at a step of so many."""
        self._note({"step": step, "of": steps, "loss": round(loss, 4)})

    def log_judgement(self, step: int, steps: int, found: Judgement) -> None:
        """Note what was found when the model was judged."""
        self._note({"step": step, "of": steps, "judged": asdict(found)})

    def _note(self, line: dict[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def read_judgements(folder: Path) -> list[LoggedJudgement]:
    """The judgements of a run, in order. Raises OSError where it has no log."""
    lines = [json.loads(line) for line in (folder / LOG).read_text("utf-8").splitlines()]
    return [
        LoggedJudgement(line["step"], line["of"], Judgement(**line["judged"]))
        for line in lines
        if "judged" in line
    ]
