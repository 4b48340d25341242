"""`list` and `stats`: which articles, and how they stand on a terminal and in a pipe."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.config.samples import find_samples
from tests.assistant.cli.terminal import run_on_terminal
from tests.assistant.conftest import Run

ID = re.compile(r"\d{4}-\d\d-\d\d-[a-z0-9-]+")
STYLES = re.compile(r"\x1b\[[0-9;]*m")


def list_ids(run: Run, home: Path, *options: str) -> list[str]:
    ran = run("--home", home, "list", *options)
    assert (ran.code, ran.err) == (0, "")
    return [line.split("\t")[0] for line in ran.out.splitlines()]


@pytest.mark.parametrize("width", [80, 60])
def test_a_list_fits_the_terminal_and_every_id_stands_whole_on_a_line(
    samples_home: Path, width: int
) -> None:
    code, written = run_on_terminal("--home", samples_home, "list", width=width)
    lines = STYLES.sub("", written).splitlines()
    assert code == 0
    assert max(map(len, lines)) <= width
    ids = [match[0] for line in lines if (match := ID.match(line))]
    assert sorted(ids) == sorted(path.stem for path in find_samples().glob("*.md"))
    assert any(line.endswith("…") for line in lines)


def test_stats_on_a_terminal_are_in_words(samples_home: Path) -> None:
    code, written = run_on_terminal("--home", samples_home, "stats")
    lines = dict(line.split(maxsplit=1) for line in STYLES.sub("", written).splitlines())
    assert code == 0
    assert lines["dates"] == "28 April 2022 to 5 September 2025"
    assert re.fullmatch(r"[\d.]+ MB on disk", lines["size"])
    assert lines["articles"] == str(len(list(find_samples().glob("*.md"))))


def test_filters_of_the_list(run: Run, samples_home: Path) -> None:
    everything = list_ids(run, samples_home)
    dated = list_ids(run, samples_home, "--after", "2025-03", "--before", "2025-03-17")
    assert dated == [i for i in everything if "2025-03-01" <= i[:10] <= "2025-03-17"] != []
    assert list_ids(run, samples_home, "-n", "3") == everything[:3]
    outlet = list_ids(run, samples_home, "--source", "meridian wire", "--source", "Fieldside")
    rows = json.loads(run("--home", samples_home, "list", "--json").out)
    wanted = {"Meridian Wire", "Fieldside"}
    assert outlet == [row["article_id"] for row in rows if row["source"] in wanted] != []
    assert list_ids(run, samples_home, "--after", "2090") == []


def test_only_articles_in_which_somebody_speaks(run: Run, samples_home: Path) -> None:
    spoken = list_ids(run, samples_home, "--speaker", "Peskov")
    statements = json.loads(run("--home", samples_home, "said", "Peskov", "--json").out)
    assert set(spoken) == {one["article_id"] for one in statements["statements"]}
    ran = run("--home", samples_home, "list", "--speaker", "Zorblax")
    assert (ran.code, ran.out) == (0, "")
    assert "Nobody called “Zorblax” speaks in the archive" in ran.err


@pytest.mark.parametrize(
    "words", ["Stephan's", "stephan’s galaxies", "WEBB", "galax webb", "SMACS 0723"]
)
def test_grep_finds_words_of_title_and_text(run: Run, samples_home: Path, words: str) -> None:
    assert list_ids(run, samples_home, "--grep", words) == ["2022-07-12-webb-first-images"]


def test_grep_goes_with_filters_and_numbers(run: Run, samples_home: Path) -> None:
    with_troops = list_ids(run, samples_home, "--grep", "troops")
    assert list_ids(run, samples_home, "--grep", "troops", "-n", "1") == with_troops[:1]
    late = list_ids(run, samples_home, "--grep", "troops", "--after", "2025")
    assert late == [i for i in with_troops if i >= "2025"]
    assert list_ids(run, samples_home, "--grep", "%") != list_ids(run, samples_home)
    assert list_ids(run, samples_home, "--grep", "zorblax") == []


def test_the_number_must_be_one(run: Run, samples_home: Path) -> None:
    for number in ("0", "-3"):
        ran = run("--home", samples_home, "list", "-n", number)
        assert (ran.code, ran.out) == (2, "")
        assert "at least 1" in ran.err


def test_held_articles_are_filtered_too(run: Run, home: Path, tmp_path: Path) -> None:
    for name, source in (("one", "Kel Wire"), ("two", "Kel Post"), ("three", "Kel Wire")):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: {name}\nsource: {source}\nembargo: 2999-01-0{len(name)}\n---\n"
            "It rained.\n"
        )
        run("--home", home, "add", tmp_path / f"{name}.md")

    def held(*options: str) -> list[str]:
        return list_ids(run, home, "--held", *options)

    assert held() == ["one", "two", "three"]
    assert held("--source", "kel wire") == ["one", "three"]
    assert held("--grep", "two") == ["two"]
    assert held("-n", "1") == ["one"]
    assert held("--after", "2020") == []
    assert list_ids(run, home) == []


def test_stats_of_some_articles(run: Run, samples_home: Path) -> None:
    options = ("--source", "Meridian Wire", "--after", "2025")
    ids = list_ids(run, samples_home, *options)
    stats = json.loads(run("--home", samples_home, "stats", *options, "--json").out)
    assert (stats["articles"], stats["stories"], stats["sources"]) == (len(ids), len(ids), 1)
    assert (stats["oldest"][:10], stats["newest"][:10]) == (ids[-1][:10], ids[0][:10])
    everything = json.loads(run("--home", samples_home, "stats", "--json").out)
    assert 0 < stats["passages"] < everything["passages"]
    shown = run("--home", samples_home, "stats", *options, "--grep", "troops").out
    assert "from 2025 · Meridian Wire · with “troops”" in shown
    nothing = run("--home", samples_home, "stats", "--after", "2090").out
    assert "no article has a date" in nothing
