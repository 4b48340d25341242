"""`facets`: counts for people, pipes and programs, and choices as a filter."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.assistant.cli.terminal import run_on_terminal
from tests.assistant.conftest import Run


def test_counts_in_a_pipe_and_as_json(run: Run, samples_home: Path) -> None:
    ran = run("--home", samples_home, "facets", "outlet", "year")
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    listed = run("--home", samples_home, "list", "--json")
    articles = json.loads(listed.out)
    for facet, number, value in rows:
        had = [a["source"] if facet == "outlet" else a["published"][:4] for a in articles]
        assert int(number) == had.count(value) > 0
    (outlets,) = json.loads(run("--home", samples_home, "facets", "outlet", "--json").out)["facets"]
    assert outlets["facet"] == "outlet"
    assert [[v["value"], v["articles"]] for v in outlets["values"]] == [
        [value, int(number)] for facet, number, value in rows if facet == "outlet"
    ]


def test_choices_filter_lists_and_counts(run: Run, samples_home: Path) -> None:
    chosen = ("--facet", "year:2025", "--facet", "outlet:meridian WIRE")
    articles = json.loads(run("--home", samples_home, "list", "--json", *chosen).out)
    assert {(a["published"][:4], a["source"]) for a in articles} == {("2025", "Meridian Wire")}
    ran = run("--home", samples_home, "facets", "month", "-n", "1", "--json", *chosen)
    (months,) = json.loads(ran.out)["facets"]
    assert len(months["values"]) + months["further"] == len({a["published"][:7] for a in articles})


def test_a_terminal_shows_headings(samples_home: Path) -> None:
    code, written = run_on_terminal("--home", samples_home, "facets", "outlet", "-n", "2")
    assert code == 0
    assert re.match(r"(\x1b\[\d+m)?Outlet", written)
    assert "more values" in written


def test_what_is_no_facet_is_named(run: Run, samples_home: Path) -> None:
    for options in (["colour"], ["--facet", "colour:red"], ["-n", "0"], ["--facet", "year:20"]):
        ran = run("--home", samples_home, "facets", *options)
        assert ran.code == 2
        assert ran.err.count("\n") == 1
