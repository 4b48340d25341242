"""Operators on the command line: what is listed and counted, and where a query goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.present.syntax_help import SYNTAX_HELP
from index.search.query_syntax.parser import parse_query
from tests.assistant.conftest import Run


def search(run: Run, home: Path, *arguments: str) -> dict[str, Any]:
    ran = run("--home", home, "search", "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_a_phrase_is_exact_and_its_sentence_is_shown(run: Run, samples_home: Path) -> None:
    found = search(run, samples_home, '"ground troops"')
    assert found["exact"]
    assert found["articles"] == len(found["hits"]) > 1
    assert all("ground troops" in f"{h['title']} {h['text']}".lower() for h in found["hits"])
    ran = run("--home", samples_home, "search", '"ground troops on"')
    assert ran.out.splitlines()[-1] == "1 article matches."
    assert (
        "    … German Chancellor Olaf Scholz said that there would be no ground troops" in ran.out
    )


def test_an_exclusion_leaves_out_whole_articles(run: Run, samples_home: Path) -> None:
    every = search(run, samples_home, "Kremlin OR zzxq", "-k", "100")
    without = search(run, samples_home, "Kremlin -Peskov", "-k", "100")
    assert 0 < without["articles"] < every["articles"]
    for hit in without["hits"]:
        article = json.loads(run("--home", samples_home, "show", hit["article_id"], "--json").out)
        assert "Peskov" not in article["text"]


def test_pages_go_through_all_of_it(run: Run, samples_home: Path) -> None:
    whole = search(run, samples_home, "--order", "newest", "-k", "100", "--", "-zzxq")
    assert whole["articles"] == 24
    dates = [hit["published"] for hit in whole["hits"]]
    assert dates == sorted(dates, reverse=True)
    ids: list[str] = []
    offset: int | None = 0
    while offset is not None:
        part = search(
            run, samples_home, "--order=newest", "-k5", f"--offset={offset}", "--", "-zzxq"
        )
        ids += [hit["article_id"] for hit in part["hits"]]
        offset = part["next_offset"]
    assert ids == [hit["article_id"] for hit in whole["hits"]]
    ran = run("--home", samples_home, "search", "troops -zzxq", "-k", "2")
    assert ran.out.splitlines()[-1].endswith(" articles match; the next ones: --offset 2.")
    beyond = search(run, samples_home, "-zzxq -qxz", "--offset", "500")
    assert (beyond["hits"], beyond["notice"]) == ([], "The list ends with number 24")


def test_a_plain_query_is_as_before_and_counts_what_has_its_words(
    run: Run, samples_home: Path
) -> None:
    found = search(run, samples_home, "Kremlin European troops", "-k", "8")
    assert (found["exact"], found["articles"], len(found["hits"])) == (False, 5, 8)
    more = search(run, samples_home, "Kremlin European troops", "-k", "4", "--offset", "4")
    assert more["hits"] == found["hits"][4:]
    newest = search(run, samples_home, "Kremlin European troops", "--order", "newest")
    assert newest["exact"]
    assert len(newest["hits"]) == 5


@pytest.mark.parametrize(
    ("query", "reason", "caret"),
    [
        ('troops "in', "The quotation mark is not closed", 7),
        ("troops OR", "OR has nothing on one side", 7),
        ("日本 outlet:Wire", "There is no field “outlet:”. Write source:", 5),
        ("troops after:2025-02-30", "There is no such date as 2025-02-30", 13),
    ],
)
def test_a_fault_is_shown_with_a_caret(
    run: Run, samples_home: Path, query: str, reason: str, caret: int
) -> None:
    ran = run("--home", samples_home, "search", query)
    first, shown, mark = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert first.startswith(f"dateline: {reason}")
    assert (shown, mark) == (f"  {query}", f"{' ' * (caret + 2)}^")


def test_the_caret_of_a_long_query_has_its_surroundings(run: Run, samples_home: Path) -> None:
    ran = run("--home", samples_home, "search", f"{'rain ' * 30}\u202e(snow {'hail ' * 30}")
    _, shown, mark = ran.err.splitlines()
    assert len(shown) < 80
    assert shown[mark.index("^")] == "("
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("zzxq -troops", "No article has “zzxq”."),
        ("troops title:zzxq", "No article has “zzxq” in its title."),
        ("troops source:Zzxq", "No article has source:Zzxq."),
        ("troops lang:xx", "No article has lang:xx."),
        ("troops zz*", "No article has “zz*”."),
        ("said:Zembla troops", "Nobody called “Zembla” speaks in the archive."),
        ("troops -troops", "No passage matches."),
    ],
)
def test_why_nothing_matches(run: Run, samples_home: Path, query: str, reason: str) -> None:
    ran = run("--home", samples_home, "search", query)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(reason.removesuffix("."))


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        " OR ".join(["rain"] * 1000),
        " OR ".join(["ab"] * 300),
        "(" * 500 + "rain" + ")" * 500,
        "-(" * 500,
        "\x00\u202e\u200f",
        "\ud800 -x\ud800",
        'title:"<script>"',
        "a*",
        '"' * 999,
        "NEAR/5 " * 200,
        "-" * 1_000,
        "--",
    ],
)
def test_odd_queries_do_no_harm(run: Run, samples_home: Path, query: str) -> None:
    ran = run("--home", samples_home, "search", "--", query)
    assert ran.code in (0, 2)
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) in (0, 1, 3)


def test_help_has_examples(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("search", "--help")
    shown = capsys.readouterr().out
    for example, _ in SYNTAX_HELP:
        assert f"'{example}'" in shown
        assert not parse_query(example).is_plain


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        (["-zzxq"], "-zzxq"),
        (["Kremlin", "-Peskov"], "Kremlin -Peskov"),
        (["Kremlin -Peskov"], "Kremlin -Peskov"),
        (["Kremlin", "-k", "2", "--order", "newest"], "Kremlin"),
        (["-k2", "Kremlin", "-title:EU"], "Kremlin -title:EU"),
        (["Kremlin", '-"ground troops"', "OR", "troops"], 'Kremlin -"ground troops" OR troops'),
        (["-k", "2", "--", "-zzxq"], "-zzxq"),
        (["Kremlin", "-kyiv"], "Kremlin -kyiv"),
    ],
)
def test_words_are_one_query_with_or_without_quotation_marks(
    typed: list[str], query: str, run: Run, samples_home: Path
) -> None:
    rest = [word for word in typed if word.startswith("-k2")]
    found = search(run, samples_home, *typed)
    same = search(run, samples_home, *rest, "--", query)
    assert (found["query"], found["articles"]) == (query, same["articles"])
