"""Dates on the command line: a period in a question, a day as of which the archive is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.conftest import Run

MACRON = "What did Macron say about ground troops in February 2024?"


def test_a_period_is_named_above_the_answer(run: Run, samples_home: Path) -> None:
    ran = run("--home", samples_home, "ask", "What happened in March 2025?")
    assert ran.code == 0
    assert ran.out.startswith("\nSearching: Mar 2025\n\n▏ European leaders lined up")
    assert "  on Saturday: 1 Mar 2025\n" in ran.out


def test_dates_can_be_ignored(run: Run, samples_home: Path) -> None:
    home = ("--home", samples_home, "ask", MACRON, "--json")
    read, ignored = (json.loads(run(*home, *more).out) for more in ((), ("--ignore-dates",)))
    assert read["period"] == {
        "after": "2024-02",
        "before": "2024-02",
        "phrase": "in February 2024",
        "how": "preference",
    }
    assert ignored["period"] is None


def test_the_archive_is_read_as_of_a_day(run: Run, samples_home: Path) -> None:
    arguments = ("What did the Kremlin say last month?", "--as-of", "2025-03-20", "--json")
    answer = json.loads(run("--home", samples_home, "ask", *arguments).out)
    assert answer["as_of"] == "2025-03-20"
    assert (answer["period"]["after"], answer["period"]["before"]) == ("2025-02", "2025-02")
    assert all(hit["published"] <= "2025-03-20" for hit in answer["hits"])
    ran = run("--home", samples_home, "search", "troops", "--as-of", "2025-03-20", "--json")
    assert all(hit["published"] <= "2025-03-20" for hit in json.loads(ran.out)["hits"])


def test_a_day_before_the_archive_is_said(run: Run, samples_home: Path) -> None:
    early = "its first article is of 28 April 2022, later than 1 January 2020."
    ran = run("--home", samples_home, "ask", MACRON, "--as-of", "2020-01-01")
    assert f"The archive does not say: {early}" in ran.out
    ran = run("--home", samples_home, "search", "troops", "--as-of", "2020-01-01")
    assert ran == (0, f"The archive has nothing of that day: {early}\n", "")
    ran = run("--home", samples_home, "search", "troops", "--as-of", "2020-01-01", "--json")
    assert json.loads(ran.out)["notice"] == f"The archive has nothing of that day: {early[:-1]}"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_what_is_no_day_is_refused(command: str, run: Run, samples_home: Path) -> None:
    ran = run("--home", samples_home, command, "troops", "--as-of", "soon")
    assert ran.code == 2
    assert ran.err.startswith("dateline: 'soon' is not a date for 'as_of'.")
