"""Measures the attributions that are found in articles against marked ones.

    python -m eval.attributions ../shared/data/attributions/polnear_dev.jsonl

The file has an article a line: `_id`, `text` and `attributions`, each with lists of spans (start
and end in code points) for `source`, `cue` and `content`; `speaker`, a name, and `direct` may
follow. Without a file, the marked articles of this project are read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.datasets.marked_attributions import MARKED, read_marked_articles
from eval.metrics.attribution_matching import AttributionFigures, compare_attributions
from index.core.errors import DatelineError
from index.ingest.enrichment import read_attributions


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.attributions", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=MARKED, help="the marked articles")
    options = parser.parse_args(arguments)
    try:
        figures, count = measure_file(options.file)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count:,} articles of {options.file.name}")
    print(f"{'':18}{'precision':>10}{'recall':>8}{'F1':>7}{'marked':>8}")
    for name, share in figures.shares.items():
        print(
            f"{name:18}{share.precision:10.3f}{share.recall:8.3f}{share.f1:7.3f}{share.marked:8,}"
        )
    return 0


def measure_file(path: Path) -> tuple[AttributionFigures, int]:
    """The figures of a file of marked articles, and how many it has. Raises DatelineError if it
    cannot be read."""
    figures, count = AttributionFigures(), 0
    for article, marked in read_marked_articles(path):
        compare_attributions(figures, read_attributions(article), marked)
        count += 1
    return figures, count


if __name__ == "__main__":
    sys.exit(main())
