"""Checks the golden sets against their floors, or records new floors with `--record`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.config.settings import Settings
from assistant.core.answer_options import NO_READER
from eval.archive_cache import cache_folder
from eval.golden import floors, gates
from eval.golden.sets import SETS, GateSet
from eval.metrics.result import Report
from eval.run import Configuration, evaluate
from index.core.errors import DatelineError
from index.core.text import one_line


def measure_set(gate_set: GateSet, cache: Path) -> Report:
    """Evaluate a set under the default settings; without a reader, if it has figures of searches
    alone. Raises DatelineError if it cannot be read."""
    settings = Settings(home=cache)
    if gate_set.is_of_searches:
        settings = settings.model_copy(update={"reader": NO_READER})
    return evaluate(gate_set.load(), Configuration("", settings), cache)


def record_floors(sets: Mapping[str, GateSet], cache: Path, path: Path = floors.FLOORS) -> None:
    """Measure all sets and write new floors.

    Raises DatelineError if a set is missing: all floors are of one day and one version.
    """
    absent = sorted(
        {str(gate_set.needs) for gate_set in sets.values() if not gate_set.is_available}
    )
    if absent:
        raise DatelineError(f"Floors need every set, and there is no {', '.join(absent)}")
    reports = {name: _measure_and_print(name, gate_set, cache) for name, gate_set in sets.items()}
    fingerprint = next(iter(reports.values())).fingerprint
    new_floors = floors.Floors(
        set_on=datetime.now(UTC).date().isoformat(),
        fingerprint={
            "model": fingerprint.model,
            "settings": dict(fingerprint.settings),
            "version": fingerprint.version,
        },
        tolerance=gates.TOLERANCE,
        sets={
            name: gates.derive_bounds(reports[name], gate_set.figures)
            for name, gate_set in sets.items()
        },
    )
    floors.write_floors(new_floors, path)


def check_floors(sets: Mapping[str, GateSet], cache: Path, path: Path = floors.FLOORS) -> bool:
    """Measure the sets, print how they compare with their floors, and return whether all hold.

    Sets without data are reported and skipped. Raises DatelineError if a set has no floors.
    """
    bounds_by_set = floors.read_floors(path).sets
    without_floors = sorted(set(sets) - set(bounds_by_set))
    if without_floors:
        raise DatelineError(
            f"There are no floors of {', '.join(without_floors)}", "Record them again"
        )
    # A list, so that all sets are measured even after a failure.
    outcomes = [
        _has_held(name, gate_set, cache, bounds_by_set[name]) for name, gate_set in sets.items()
    ]
    return all(outcomes)


def _has_held(name: str, gate_set: GateSet, cache: Path, bounds: floors.Bounds) -> bool:
    if not gate_set.is_available:
        print(f"{name}: not measured, there is no {gate_set.needs}")
        return True
    report = _measure_and_print(name, gate_set, cache)
    if not gates.has_same_questions(report, bounds):
        print(f"{name}: its floors are of other questions or articles: record them again")
        return False
    regressions = gates.find_regressions(report, bounds)
    print(gates.explain_regressions(report, bounds, regressions) or f"{name}: all figures hold")
    return not regressions


def _measure_and_print(name: str, gate_set: GateSet, cache: Path) -> Report:
    report = measure_set(gate_set, cache)
    figures = {**report.retrieval, **report.answers}
    for figure in gate_set.figures:
        if figure in figures:
            print(f"{name:<10} {figure:<20} {figures[figure].value:.4f}", flush=True)
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Exit code 1: a figure is below its floor; 2: an error."""
    parser = argparse.ArgumentParser(prog="python -m eval.golden", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)} (all)")
    parser.add_argument("--record", action="store_true", help="write new floors from a run")
    parser.add_argument("--cache", type=Path, help="where the archives of sets are kept")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.sets) - set(SETS))
    if unknown or (options.record and options.sets):
        parser.error(f"there is no {unknown[0]}" if unknown else "floors are recorded of all sets")
    cache = options.cache or cache_folder()
    try:
        if options.record:
            record_floors(SETS, cache)
            return 0
        return 0 if check_floors({name: SETS[name] for name in options.sets or SETS}, cache) else 1
    except DatelineError as error:
        print(f"eval.golden: {one_line(str(error))}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
