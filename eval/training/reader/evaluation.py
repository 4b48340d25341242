"""Takes a taught reader from its trained weights to files: adapter, calibration, weights, card.

The validation texts fit the calibration, answerability and thresholds; the held-out texts judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.answering.reader.adapter import ADAPTER_FILE, write_adapter
from assistant.answering.reader.packaged_weights import Weights
from assistant.answering.reader.reader import PassageReader
from assistant.core.answer_options import BUNDLED_READER, Strictness
from eval.archive_cache import cache_folder
from eval.training.reader.archives import FAMILIES, AskedQuestion, ask_family
from eval.training.reader.export import export_tensors
from eval.training.reader.fitting import (
    Calibration,
    calibrate,
    choose_lowest,
    choose_thresholds,
    fit_answerability,
    fit_calibration,
)
from eval.training.reader.learner import RANK, SCALE
from eval.training.reader.marked_question import MarkedQuestion, Part
from eval.training.reader.report import format_report
from eval.training.reader.shipping import Fitted, write_card, write_weights
from eval.training.reader.trainer import Plan

_NOT_CALIBRATED = Calibration(1.0, 0.0)


def fit_and_report(
    learned: Mapping[str, Any],
    plan: Plan,
    material: Sequence[MarkedQuestion],
    folder: Path,
    say: Callable[[str], None],
) -> list[str]:
    """Write the files of a run into its folder; gives the lines of the held-out report."""
    tensors = export_tensors(learned)
    _write(tensors, _NOT_CALIBRATED, folder)
    asked = {part: _ask(part, material, folder, say) for part in (Part.VALIDATION, Part.HELD_OUT)}
    validation = [each for own in asked[Part.VALIDATION].values() for each in own]
    calibration = fit_calibration(validation)
    validation = calibrate(validation, calibration)
    model = fit_answerability(validation)
    thresholds = choose_thresholds(validation, model)
    balanced = thresholds[Strictness.BALANCED]
    lowest = choose_lowest(validation, model, balanced)
    sha256 = _write(tensors, calibration, folder)
    write_weights(Fitted(model, thresholds, lowest, sha256), len(validation), folder)
    report = [
        line
        for name, own in asked[Part.HELD_OUT].items()
        for line in format_report(name, calibrate(own, calibration), model, balanced, lowest)
    ]
    facts = {**asdict(plan), "name": BUNDLED_READER, "rank": RANK, "sha256": sha256}
    write_card(facts, material, report, folder)
    return report


def _write(tensors: Weights, calibration: Calibration, folder: Path) -> str:
    numbers = {"scale": SCALE, "slope": calibration.slope, "shift": calibration.shift}
    return write_adapter(tensors, numbers, {"format": "dateline-reader"}, folder / ADAPTER_FILE)


def _ask(
    part: Part,
    material: Sequence[MarkedQuestion],
    folder: Path,
    say: Callable[[str], None],
) -> dict[str, list[AskedQuestion]]:
    """The questions of a part by family, asked of archives of their texts."""
    reader = PassageReader(str(folder))
    own = [each for each in material if each.part is part]
    return {name: ask_family(name, own, reader, cache_folder(), say) for name in FAMILIES}
