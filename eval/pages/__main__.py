"""`python -m eval.pages --data FOLDER`: reads pages with known texts and prints the figures."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eval.pages.known_page import read_known_pages
from eval.pages.page_score import score_page
from eval.pages.summary import describe_faults, summarise
from index.core.errors import DatelineError


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.pages", description=__doc__)
    parser.add_argument("--data", required=True, help="folder of pairs NAME.html and NAME.json")
    options = parser.parse_args(arguments)
    try:
        scores = [score_page(page) for page in read_known_pages(Path(options.data))]
    except DatelineError as error:
        print(f"eval.pages: {error}", file=sys.stderr)
        return 2
    for score in scores:
        if faults := describe_faults(score):
            print(f"{score.name}: {', '.join(faults)}")
    print("\n".join(summarise(scores)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
