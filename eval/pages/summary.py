"""The figures of pages in words: of all together, and the faults of one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.pages.page_score import PART, RIGHT, UNKNOWN, WRONG, PageScore

# A share below that is a fault that is worth a look.
_WHOLE = 0.995


def describe_faults(score: PageScore) -> list[str]:
    """What is not right about a page; nothing if all is."""
    faults = [score.problem] if score.problem and not score.refused else []
    for name, share in (("found", score.found), ("own", score.own)):
        faults += [f"{name} {share:.3f}"] if share is not None and share < _WHOLE else []
    faults += [f"date {score.date}"] if score.date not in (None, RIGHT) else []
    faults += [name for name in ("title", "authors") if getattr(score, name) is False]
    return faults + (["not refused"] if score.refused is False and not score.problem else [])


def summarise(scores: Sequence[PageScore]) -> list[str]:
    """The figures over all pages, a line each; shares are means over pages."""
    dates = Counter(score.date for score in scores if score.date is not None)
    unread = sum(1 for score in scores if score.problem and not score.refused)
    found = _average([score.found for score in scores])
    own = _average([score.own for score in scores])
    lines = [
        f"pages {len(scores)}, not read {unread}",
        f"text found {found}, kept free of other text {own}",
        f"day right {dates[RIGHT]} of {dates.total()}"
        f" (a part {dates[PART]}, unknown {dates[UNKNOWN]}, wrong {dates[WRONG]})",
    ]
    for name in ("title", "authors", "refused"):
        values = [value for score in scores if (value := getattr(score, name)) is not None]
        lines.append(f"{name} right {sum(values)} of {len(values)}")
    return lines


def _average(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{sum(known) / len(known):.3f}" if known else "-"
