"""`python -m eval.golden`: measure and say what has fallen, or, to `--record`, set floors anew."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.config.settings import Settings
from eval.archive_cache import cache_folder
from eval.golden import floors, gates
from eval.golden.sets import SETS, GateSet
from eval.metrics.result import Report
from eval.run import Configuration, evaluate
from index.core.errors import DatelineError
from index.core.text import one_line


def measure_set(gated: GateSet, cache: Path) -> Report:
    """The report of a set, under the settings that the program comes with.

    Raises DatelineError where the set cannot be read.
    """
    return evaluate(gated.load(), Configuration("", Settings(home=cache)), cache)


def record_floors(sets: Mapping[str, GateSet], cache: Path, path: Path = floors.FLOORS) -> None:
    """Measure every set and write the floors anew.

    Raises DatelineError where a set is not here: floors are all of one day and one program.
    """
    absent = sorted({str(gated.needs) for gated in sets.values() if not gated.is_available})
    if absent:
        raise DatelineError(f"Floors need every set, and there is no {', '.join(absent)}")
    reports = {name: _measure_and_print(name, gated, cache) for name, gated in sets.items()}
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
            name: gates.derive_bounds(reports[name], gated.figures) for name, gated in sets.items()
        },
    )
    floors.write_floors(new_floors, path)


def check_floors(sets: Mapping[str, GateSet], cache: Path, path: Path = floors.FLOORS) -> bool:
    """Measure sets against their floors, and say how they stand. True if all that are here hold.

    Raises DatelineError where one has no floors.
    """
    bounds_by_set = floors.read_floors(path).sets
    without_floors = sorted(set(sets) - set(bounds_by_set))
    if without_floors:
        raise DatelineError(
            f"There are no floors of {', '.join(without_floors)}", "Record them anew"
        )
    # Every set is told of, also after one that has fallen.
    outcomes = [_has_held(name, gated, cache, bounds_by_set[name]) for name, gated in sets.items()]
    return all(outcomes)


def _has_held(name: str, gated: GateSet, cache: Path, held: floors.Bounds) -> bool:
    if not gated.is_available:
        print(f"{name}: not measured, there is no {gated.needs}")
        return True
    report = _measure_and_print(name, gated, cache)
    if not gates.has_same_questions(report, held):
        print(f"{name}: its floors are of other questions or articles: record them anew")
        return False
    regressions = gates.find_regressions(report, held)
    print(gates.explain_regressions(report, held, regressions) or f"{name}: all figures hold")
    return not regressions


def _measure_and_print(name: str, gated: GateSet, cache: Path) -> Report:
    report = measure_set(gated, cache)
    figures = {**report.retrieval, **report.answers}
    for figure in gated.figures:
        if figure in figures:
            print(f"{name:<10} {figure:<20} {figures[figure].value:.4f}", flush=True)
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; its exit code is 1 where a figure has fallen, and 2 where none was measured."""
    parser = argparse.ArgumentParser(prog="python -m eval.golden", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)} (all)")
    parser.add_argument("--record", action="store_true", help="write the floors anew from a run")
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
