"""Runs `python -m eval.baselines`: a table of Dateline and its alternatives for each dataset."""

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
from eval.baselines.run import SYSTEMS, SystemResult, compare_results, compare_systems
from eval.baselines.system import RetrievalTask
from eval.datasets.dataset import Dataset
from eval.datasets.registry import limit_queries, read
from index.core.errors import DatelineError
from index.embedding.model_files import locate_model

# Passages to retrieve for each article: several passages of an article are one result.
_PASSAGES = 5
_SIGNIFICANT = 0.05


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the systems, print the tables, and return the exit code."""
    options = _parse_arguments(arguments)
    try:
        settings = Settings.load({}, os.environ)
        documents = []
        for place in options.datasets:
            dataset = read(place, known_items=options.known_items)
            if options.limit is not None:
                dataset = limit_queries(dataset, options.limit)
            results = _compare(dataset, settings, options)
            print(_format_table(dataset, results), flush=True)
            documents.append(_make_document(dataset, results))
        if options.json:
            document = {"k": options.k, "model": _describe_model(settings), "datasets": documents}
            Path(options.json).write_text(json.dumps(document, indent=1), encoding="utf-8")
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"error: {error.strerror or error} ({error.filename})", file=sys.stderr)
        return 1
    return 0


def _parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.baselines", description=__doc__)
    parser.add_argument("datasets", nargs="+", metavar="DATASET")
    parser.add_argument(
        "-k", "--k", type=_parse_positive, default=10, metavar="N", help="articles (10)"
    )
    parser.add_argument(
        "--limit", type=_parse_positive, metavar="N", help="ask N questions of each"
    )
    parser.add_argument("--known-items", type=int, default=0, metavar="N", help="ask for N titles")
    parser.add_argument("--json", metavar="FILE", help="write all figures, with tests")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument(
        "--cache", metavar="DIR", help="keep Dateline's archives here; existing ones are not timed"
    )
    return parser.parse_args(arguments)


def _parse_positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {number}")
    return number


def _compare(
    dataset: Dataset, settings: Settings, options: argparse.Namespace
) -> list[SystemResult]:
    systems = [SYSTEMS[name] for name in SYSTEMS if name in options.systems]
    with _open_folder(options.cache) as folder:
        return compare_systems(
            RetrievalTask(dataset, settings, folder, _PASSAGES * options.k),
            options.k,
            systems,
            lambda name: print(f"{dataset.name}: {name}", file=sys.stderr, flush=True),
        )


@contextmanager
def _open_folder(path: str | None) -> Iterator[Path]:
    """The given folder, or a temporary one."""
    if path:
        yield Path(path)
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _format_table(dataset: Dataset, results: Sequence[SystemResult]) -> str:
    """Format the figures as a Markdown table."""
    first, names = results[0], list(results[0].means)
    lines = [
        f"\n{dataset.name}, {len(first.values):,} questions",
        "",
        f"| system | {' | '.join(names)} | search p50 | indexing |",
        f"|---|{'---|' * (len(names) + 2)}",
    ]
    for result in results:
        differences = compare_results(result, first)
        cells = [
            f"{value:.3f}{_mark_significance(differences[name].value, differences[name].p)}"
            for name, value in result.means.items()
        ]
        indexing = "" if result.indexing_s is None else f"{result.indexing_s:,.1f} s"
        cells += [f"{result.search_p50:.1f} ms", indexing]
        lines.append(f"| {result.system} | {' | '.join(cells)} |")
    lines += ["", f"− worse, + better than {first.system} (p < {_SIGNIFICANT})"]
    return "\n".join(lines)


def _mark_significance(difference: float, p: float) -> str:
    """Mark a significant difference with its direction."""
    if p >= _SIGNIFICANT:
        return ""
    return " +" if difference > 0 else " −"


def _make_document(dataset: Dataset, results: Sequence[SystemResult]) -> dict[str, Any]:
    first = results[0]
    return {
        "dataset": dataset.name,
        "corpus": dataset.corpus,
        "queries": len(first.values),
        "systems": [
            {
                "system": result.system,
                "measures": result.means,
                f"against {first.system}": {
                    name: {"value": d.value, "low": d.low, "high": d.high, "p": d.p}
                    for name, d in compare_results(result, first).items()
                },
                "search_p50_ms": round(result.search_p50, 3),
                "indexing_s": result.indexing_s,
                "values": result.values,
            }
            for result in results
        ],
    }


def _describe_model(settings: Settings) -> str:
    weights = locate_model(settings.model)
    return f"{weights.name} {weights.sha256[:16]}"


if __name__ == "__main__":
    sys.exit(main())
