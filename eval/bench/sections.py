"""Turns the results of the rounds into figures, grouped in sections. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from eval.bench.rounds import Results
from eval.bench.workload.bench_document import BenchSection, Profile
from eval.bench.workload.measurement import OURS, Goal, Measurement, make_measurement, make_ratio

Rounds = Sequence[Mapping[str, Any]]

# The goals for asking apply from this number of articles on.
_LARGE = 19_000
_PERCENTILES = ("p50", "p95", "p99")
_FAVOUR = "Ratios are of a round's two sides; above 1 they are in Dateline's favour."
_ASK_GOALS = {
    "search p50": Goal(15.0, at_least=False),
    "ask p50": Goal(60.0, at_least=False),
    "ask p95": Goal(120.0, at_least=False),
}


def make_sections(
    results: Results, parts: Sequence[str], against: str, note: str
) -> tuple[BenchSection, ...]:
    """Make the sections of these parts. `note` explains the peer to the reader."""
    makers: dict[str, Callable[[], BenchSection]] = {
        "embedding": lambda: _make_embedding(results["embed"]),
        "ingest": lambda: _make_ingest(results, against, note),
        "ask": lambda: _make_ask(results, against),
        "start": lambda: _make_start(results["start"]),
    }
    return tuple(make() for part, make in makers.items() if part in parts)


def _make_embedding(rounds: Rounds) -> BenchSection:
    return BenchSection(
        "embedding",
        "Embedding",
        (
            "Word pieces of text, without the model's own two marks a text, on the corpus' own"
            " passages, and on all that an ingest embeds: passages and their sentences.",
        ),
        (
            make_measurement("passages", "word pieces/s", _column(rounds, "passages_rate")),
            make_measurement(
                "passages and sentences", "word pieces/s", _column(rounds, "texts_rate")
            ),
            *_compare_backends([one["alternatives"] for one in rounds]),
            make_measurement("one question", "ms", _column(rounds, "query_ms")),
            make_measurement("loading the model", "s", _column(rounds, "load_s")),
        ),
    )


def _compare_backends(rounds: Rounds) -> list[Measurement]:
    """Compare the rates of all backends on this machine with that of torch."""
    rates = {name: _column(rounds, name) for name in rounds[0]}
    figures = [
        make_measurement(f"passages, {name}", "word pieces/s", values)
        for name, values in rates.items()
    ]
    return figures + [
        make_ratio(f"{name} to torch", values, rates["torch"])
        for name, values in rates.items()
        if name != "torch"
    ]


def _make_ingest(results: Results, against: str, note: str) -> BenchSection:
    ours, theirs = results["ingest"], results.get("peer", [])
    pieces = [one["pieces"] / one["seconds"] for one in ours]
    bare = _column(results["embed"], "texts_rate")
    shares = [100 * rate / most for rate, most in zip(pieces, bare, strict=True)]
    figures = [
        *_measure_adding(ours, OURS),
        make_measurement("word pieces", "word pieces/s", pieces),
        make_measurement(
            "of the bare embedder's rate", "%", shares, goal=Goal(60.0, at_least=True)
        ),
        make_measurement("disk", "MB", _column(ours, "disk_mb")),
    ]
    if theirs:
        figures += _measure_adding(theirs, against)
        goal = Goal(5.0, at_least=True)
        figures.append(
            make_ratio("articles", _rates(ours, "seconds"), _rates(theirs, "seconds"), goal)
        )
        whole = _rates(ours, "whole_s"), _rates(theirs, "whole_s")
        figures.append(make_ratio("articles, start and model included", *whole))
    about = (
        f"{ours[0]['articles']:,} articles from a file to a finished archive; the rate is without"
        " starting and without loading the model, and once more with both.",
        *((note, _FAVOUR) if theirs else ()),
    )
    return BenchSection("ingest", "Ingest", about, tuple(figures))


def _measure_adding(rounds: Rounds, side: str) -> list[Measurement]:
    return [
        make_measurement("articles", "articles/s", _rates(rounds, "seconds"), side),
        make_measurement(
            "articles, start and model included", "articles/s", _rates(rounds, "whole_s"), side
        ),
        make_measurement("loading the model", "s", _column(rounds, "load_s"), side),
        make_measurement("memory at most", "MB", _column(rounds, "peak_mb"), side),
    ]


def _make_ask(results: Results, against: str) -> BenchSection:
    ours, theirs = results["ask"], results.get("peer", [])
    articles = ours[0]["articles"]
    figures = []
    for kind in ("search", "ask"):
        for percent in _PERCENTILES:
            name = f"{kind} {percent}"
            goal = _ASK_GOALS.get(name) if articles >= _LARGE else None
            values = [one[kind][percent] for one in ours]
            figures.append(make_measurement(name, "ms", values, goal=goal))
    figures.append(make_measurement("resident memory", "MB", _column(ours, "resident_mb")))
    notes = [
        f"An archive of {articles:,} articles ({ours[0]['passages']:,} passages), opened and warm,"
        " one question after the other; a search brings ten passages.",
    ]
    if theirs:
        notes.append(_FAVOUR)
        if theirs[0]["articles"] != articles:
            notes.append(f"The peer's index holds {theirs[0]['articles']:,} articles only.")
        for percent in _PERCENTILES:
            values = [one["search"][percent] for one in theirs]
            figures.append(make_measurement(f"search {percent}", "ms", values, against))
        slow, fast = ([one["search"]["p50"] for one in side] for side in (theirs, ours))
        figures.append(make_ratio("search p50", slow, fast))
    return BenchSection("ask", "Search and ask", tuple(notes), tuple(figures))


def _make_start(rounds: Rounds) -> BenchSection:
    goals = {"help": Goal(0.4, at_least=False), "ask": Goal(2.0, at_least=False)}
    figures = [
        make_measurement(f"dateline {'--help' if name == 'help' else name}", "s", values, goal=goal)
        for name, goal in goals.items()
        if (values := [value for one in rounds for value in one[name]])
    ]
    note = "Whole processes, from start to end, files in the system's cache."
    return BenchSection("start", "Cold start", (note,), tuple(figures))


def make_profiles(results: Results) -> tuple[Profile, ...]:
    """Make the profiles of a question and of an ingest: medians over the rounds."""
    stage_profiles = []
    if ask_rounds := results.get("ask"):
        note = "Medians of each stage, in milliseconds; so they need not sum up to the total's."
        for kind in ("search", "ask"):
            stages = _medians([one[f"{kind}_stages"] for one in ask_rounds])
            stage_profiles.append(Profile(kind, note, stages.pop("total"), stages))
    if ingest_rounds := results.get("ingest"):
        total = median(one["seconds"] for one in ingest_rounds) * 1_000
        note = (
            f"{ingest_rounds[0]['articles']:,} articles. Stages overlap: together they take longer"
            " than the whole, and what reads waits while the others are at work."
        )
        stage_profiles.append(
            Profile(
                "ingest", note, round(total, 2), _medians([one["stages"] for one in ingest_rounds])
            )
        )
    return tuple(stage_profiles)


def _medians(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: round(median(row.get(name, 0.0) for row in rows), 2) for name in names}


def _column(rounds: Rounds, name: str) -> list[float]:
    """One value from each round."""
    return [float(one[name]) for one in rounds]


def _rates(rounds: Rounds, seconds: str) -> list[float]:
    """Articles per second in each round."""
    return [one["articles"] / one[seconds] for one in rounds]
