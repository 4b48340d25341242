"""`python -m eval.pages --data FOLDER`: reads pages with known texts and prints the figures."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from eval.pages.known_page import read_known_pages
from eval.pages.page_score import PageScore, score_page
from index.core.errors import DatelineError


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.pages", description=__doc__)
    parser.add_argument("--data", required=True, help="folder of pairs NAME.html and NAME.json")
    parser.add_argument("--all", action="store_true", help="list every page, not the weak ones")
    options = parser.parse_args(arguments)
    try:
        scores = [score_page(page) for page in read_known_pages(Path(options.data))]
    except DatelineError as error:
        print(f"eval.pages: {error}", file=sys.stderr)
        return 2
    for score in scores:
        if options.all or (faults := describe_faults(score)):
            print(
                f"{score.name}: {', '.join(faults if not options.all else describe_faults(score))}"
            )
    print("\n".join(summarise(scores)))
    return 0


def describe_faults(score: PageScore) -> list[str]:
    """What is not right about a page, in words; nothing if all is."""
    faults = [score.problem] if score.problem and not score.refused else []
    faults += (
        [f"found {score.found:.3f}"]
        if (score.found or 0) < 0.995 and score.found is not None
        else []
    )
    faults += [f"own {score.own:.3f}"] if score.own is not None and score.own < 0.995 else []
    faults += [f"date {score.date}"] if score.date not in (None, "right") else []
    faults += ["title"] if score.title is False else []
    faults += ["authors"] if score.authors is False else []
    return faults + (["not refused"] if score.refused is False and not score.problem else [])


def summarise(scores: Iterable[PageScore]) -> list[str]:
    """The figures over all pages, a line each."""
    scores = list(scores)
    dates = Counter(score.date for score in scores if score.date is not None)
    lines = [
        f"pages {len(scores)}, not read {sum(1 for s in scores if s.problem and not s.refused)}"
    ]
    lines += [
        f"text found {_average([s.found for s in scores])}, kept free of other text {_average([s.own for s in scores])}"
    ]
    lines += [
        f"day right {dates['right']} of {dates.total()} (a part {dates['part']}, unknown {dates['unknown']}, wrong {dates['wrong']})"
    ]
    for name in ("title", "authors", "refused"):
        values = [getattr(score, name) for score in scores if getattr(score, name) is not None]
        lines += [f"{name} right {sum(values)} of {len(values)}"]
    return lines


def _average(values: list[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{sum(known) / len(known):.3f}" if known else "-"


if __name__ == "__main__":
    sys.exit(main())
