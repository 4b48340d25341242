"""`python -m eval.baselines`: one table of Dateline and the plain alternatives, a dataset each."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.config.settings import Settings
from eval.baselines.comparison import SYSTEMS, Standing, compare, differences
from eval.baselines.system import Bench
from eval.datasets.dataset import Dataset
from eval.datasets.registry import limited, read
from index.core.errors import DatelineError
from index.embedding.model_files import locate_model

# Several passages of an article are one result: five are brought for each that counts.
_PASSAGES = 5
_SIGNIFICANT = 0.05


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print, and return the exit code."""
    options = _parsed(arguments)
    try:
        settings = Settings.load({}, os.environ)
        compared = []
        for place in options.datasets:
            dataset = read(place, known_items=options.known_items)
            if options.limit is not None:
                dataset = limited(dataset, options.limit)
            standings = _compared(dataset, settings, options)
            print(_table(dataset, standings), flush=True)
            compared.append(_document(dataset, standings))
        if options.json:
            document = {"k": options.k, "model": _model(settings), "datasets": compared}
            Path(options.json).write_text(json.dumps(document, indent=1), encoding="utf-8")
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"error: {error.strerror or error} ({error.filename})", file=sys.stderr)
        return 1
    return 0


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.baselines", description=__doc__)
    parser.add_argument("datasets", nargs="+", metavar="DATASET")
    parser.add_argument("-k", "--k", type=_positive, default=10, metavar="N", help="articles (10)")
    parser.add_argument("--limit", type=_positive, metavar="N", help="ask N questions of each")
    parser.add_argument("--known-items", type=int, default=0, metavar="N", help="ask for N titles")
    parser.add_argument("--json", metavar="FILE", help="write all figures, with tests")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument(
        "--cache", metavar="DIR", help="Dateline's archives are kept here; then unmade, untimed"
    )
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {number}")
    return number


def _compared(dataset: Dataset, settings: Settings, options: argparse.Namespace) -> list[Standing]:
    systems = [SYSTEMS[name] for name in SYSTEMS if name in options.systems]
    with _folder(options.cache) as folder:
        return compare(
            Bench(dataset, settings, folder, _PASSAGES * options.k),
            options.k,
            systems,
            lambda name: print(f"{dataset.name}: {name}", file=sys.stderr, flush=True),
        )


@contextmanager
def _folder(named: str | None) -> Iterator[Path]:
    """The named folder, or one that is gone afterwards."""
    if named:
        yield Path(named)
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _table(dataset: Dataset, standings: Sequence[Standing]) -> str:
    """The figures as a Markdown table."""
    first, names = standings[0], list(standings[0].means)
    lines = [
        f"\n{dataset.name}, {len(first.values):,} questions",
        "",
        f"| system | {' | '.join(names)} | search p50 | indexing |",
        f"|---|{'---|' * (len(names) + 2)}",
    ]
    for standing in standings:
        found = differences(standing, first)
        cells = [
            f"{value:.3f}{_mark(found[name].value, found[name].p)}"
            for name, value in standing.means.items()
        ]
        indexing = "" if standing.indexing_s is None else f"{standing.indexing_s:,.1f} s"
        cells += [f"{standing.search_p50:.1f} ms", indexing]
        lines.append(f"| {standing.system} | {' | '.join(cells)} |")
    lines += ["", f"− worse, + better than {first.system} (p < {_SIGNIFICANT})"]
    return "\n".join(lines)


def _mark(difference: float, p: float) -> str:
    """Whether a difference can be told from chance, and which way it goes."""
    if p >= _SIGNIFICANT:
        return ""
    return " +" if difference > 0 else " −"


def _document(dataset: Dataset, standings: Sequence[Standing]) -> dict[str, Any]:
    first = standings[0]
    return {
        "dataset": dataset.name,
        "corpus": dataset.corpus,
        "queries": len(first.values),
        "systems": [
            {
                "system": standing.system,
                "measures": standing.means,
                f"against {first.system}": {
                    name: {"value": d.value, "low": d.low, "high": d.high, "p": d.p}
                    for name, d in differences(standing, first).items()
                },
                "search_p50_ms": round(standing.search_p50, 3),
                "indexing_s": standing.indexing_s,
                "values": standing.values,
            }
            for standing in standings
        ],
    }


def _model(settings: Settings) -> str:
    weights = locate_model(settings.model)
    return f"{weights.name} {weights.sha256[:16]}"


if __name__ == "__main__":
    sys.exit(main())
