"""The measure of pages compares words in order, and prints what it finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.pages.__main__ import main
from eval.pages.known_page import make_known_page, read_known_pages
from eval.pages.page_score import PART, RIGHT, UNKNOWN, WRONG, compare_texts, score_page
from index.core.errors import DatelineError

HTML = (
    "<title>Rain</title><meta name=date content=2025-03-17><meta name=author content='Ann Bo'>"
    "<article><h1>Rain</h1><p>It rained in Kel for a whole day and a night, and nobody minded.</p>"
    "<p>The mayor said that the river would stay in its bed, as it had in other "
    "years.</p></article>"
)
TRUTH = {
    "title": "Rain",
    "date": "2025-03-17",
    "authors": ["Ann Bo"],
    "text": [
        "It rained in Kel for a whole day and a night, and nobody minded.",
        "The mayor said that the river would stay in its bed, as it had in other years.",
    ],
}


@pytest.mark.parametrize(
    ("known", "text", "found", "own"),
    [
        (["one two"], "One, two!", 1.0, 1.0),
        (["one two"], "one", 0.5, 1.0),
        (["one"], "one two", 1.0, 0.5),
        (["one two"], "two one", 0.5, 0.5),
        (["三ノ浜"], "三浜", 2 / 3, 1.0),
        ([], "one", 1.0, 0.0),
        (["one"], "", 0.0, 1.0),
    ],
)
def test_shares_of_letters_in_one_order(
    known: list[str], text: str, found: float, own: float
) -> None:
    assert compare_texts(known, text) == pytest.approx((found, own))


@pytest.mark.parametrize(
    ("date", "verdict"),
    [("2025-03-17", RIGHT), ("2025-03-18", WRONG), ("2025-03-17T09:00", RIGHT), ("", WRONG)],
)
def test_days(date: str, verdict: str) -> None:
    assert (
        score_page(make_known_page("rain", HTML.encode(), TRUTH | {"date": date})).date == verdict
    )
    undated = HTML.replace("2025-03-17", "").encode()
    assert score_page(make_known_page("rain", undated, TRUTH)).date == UNKNOWN
    monthly = HTML.replace("2025-03-17", "2025-03").encode()
    assert score_page(make_known_page("rain", monthly, TRUTH)).date == PART


def test_a_refusal_has_to_name_its_reason() -> None:
    page = b"<title>404 Not Found</title><p>Sorry, it is gone for good.</p>"
    assert score_page(make_known_page("gone", page, {"refused": "not found"})).refused is True
    assert score_page(make_known_page("gone", page, {"refused": "consent"})).refused is False
    assert score_page(make_known_page("gone", page, TRUTH)).found == 0.0


def test_figures_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rain.html").write_text(HTML)
    (tmp_path / "rain.json").write_text(json.dumps(TRUTH))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "snow.html").write_text(HTML)
    (tmp_path / "deep" / "snow.json").write_text(json.dumps(TRUTH | {"title": "Snow"}))
    assert main(["--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "deep/snow: title",
        "pages 2, not read 0",
        "text found 1.000, kept free of other text 1.000",
        "day right 2 of 2 (a part 0, unknown 0, wrong 0)",
        "title right 1 of 2",
        "authors right 2 of 2",
        "refused right 0 of 0",
    ]


def test_a_folder_without_pairs_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert "no known pages" in capsys.readouterr().err
    (tmp_path / "rain.html").write_text(HTML)
    (tmp_path / "rain.json").write_text("{")
    with pytest.raises(DatelineError, match=r"rain\.json"):
        list(read_known_pages(tmp_path))
