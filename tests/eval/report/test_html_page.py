from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.metrics.comparison import ComparedReport, compare_reports
from eval.metrics.result import QuoteResult
from eval.report.html_page import render_page, write_page
from tests.eval.rows import report, row, run

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=http://evil.example/x onerror=alert(2)>",
    "\"' onmouseover=alert(3) x='",
    "<!-- <script>",
    "]]></style><style>*{display:none}",
    "{{ 7 * 7 }} {% raw %} ${alert(4)}",
    "[link](javascript:alert(5)) **bold**",
    "\u202eright to left\u202c مرحبا",
    "\ud800 \x00 \u2028",
]


class Elements(HTMLParser):
    """The tags of a page with their attributes, and the text outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.data: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        (self.data if self._inside in {"script", "style"} else self.texts).append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    @property
    def figures(self) -> list[dict[str, Any]]:
        found = next(data for data in self.data if data.startswith("["))
        figures: list[dict[str, Any]] = json.loads(found)
        return figures


@pytest.fixture(scope="module")
def results() -> list[ComparedReport]:
    now = [report(run(60, lift=0.3)), report(run(60, lift=0.3), config="deep")]
    now += [report([row(n, {"nDCG@10": n / 10}) for n in range(9)], dataset="tallow")]
    return compare_reports(
        now, [report(run(60)), report([row(1, {"nDCG@10": 0.9})], dataset="tallow")]
    )


def hostile(text: str) -> list[ComparedReport]:
    rows = [
        replace(one, text=text, id=f"{text}{one.id}", articles=(text,), quotes=(quote,))
        for one in run(40, lift=0.3)
        for quote in [QuoteResult(text, text, text, verbatim=False)]
    ]
    before = [replace(one, values={**one.values, "nDCG@10": 0.123}) for one in rows]
    names = {"dataset": text, "config": text}
    return compare_reports([report(rows, **names)], [report(before, **names)])


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_a_dataset_becomes_markup(text: str) -> None:
    plain = Elements(render_page(hostile("plain")))
    found = Elements(render_page(hostile(text)))
    # As many elements and attributes of each kind as with a harmless text.
    assert [(tag, sorted(attrs)) for tag, attrs in found.tags] == [
        (tag, sorted(attrs)) for tag, attrs in plain.tags
    ]
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on")]
    for tag, attrs in found.tags:
        assert set(attrs) & {"src", "href"} == ({"href"} if tag == "a" else set())


@settings(max_examples=15)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_a_question_is_shown_as_it_is(text: str) -> None:
    fault = row(1, {"answer_in_cited": 0.0}, text=text)
    shown = Elements(render_page([ComparedReport(report([fault]))]))
    # HTML has no NUL, and takes every line end for "\n".
    assert " ".join(re.sub("\x00", "\ufffd", text).split()) in shown.text.replace("\x00", "\ufffd")


def test_texts_in_plots_are_escaped_as_plotly_needs_it() -> None:
    shown = Elements(render_page(hostile("<b>x</b> & <a href='javascript:1'>y</a>\u202e")))
    hovers = [
        text
        for figure in shown.figures
        for trace in figure["data"]
        for text in [trace.get("name", ""), *map(str, trace.get("customdata", []))]
    ]
    assert any("&lt;b&gt;x&lt;/b&gt; &amp;" in text for text in hovers)
    assert not any(re.search("<(?!br>)", text) for text in hovers)
    assert not any("\u202e" in text for text in hovers)


def test_the_page_asks_no_other_machine(results: list[ComparedReport]) -> None:
    shown = Elements(render_page(results))
    addresses = [a[name] for _, a in shown.tags for name in ("src", "href", "action") if name in a]
    assert addresses
    assert all(str(address).startswith("#d") for address in addresses)
    assert not [tag for tag, _ in shown.tags if tag in {"link", "iframe", "object", "img", "base"}]
    policy = next(a["content"] or "" for t, a in shown.tags if t == "meta" and "http-equiv" in a)
    assert policy.startswith("default-src 'none'; ")
    assert "http" not in policy
    assert "'unsafe-inline'; img" in policy  # of styles alone
    assert policy.count("'unsafe-inline'") == 1


def test_plotly_is_there_once_however_many_plots(results: list[ComparedReport]) -> None:
    html = render_page(results)
    shown = Elements(html)
    assert len([t for t, a in shown.tags if t == "script" and "type" not in a]) == 2
    assert html.count("plotly.js v") == 1
    numbers = [a["data-plot"] for _, a in shown.tags if "data-plot" in a]
    assert numbers == [str(number) for number in range(len(shown.figures))]
    assert len(numbers) >= 10


def test_plotly_knows_every_property_of_the_figures(results: list[ComparedReport]) -> None:
    from plotly.graph_objects import Figure

    figures = Elements(render_page(results)).figures
    text = re.sub(r'"@[a-z]+\d?"', '"#123456"', json.dumps(figures))
    for figure in json.loads(text):
        Figure(figure)  # raises for one that it does not know


def test_colours_are_those_that_the_page_has(results: list[ComparedReport]) -> None:
    html = render_page(results)
    named = set(re.findall(r'"@([a-z]+\d?)"', json.dumps(Elements(html).figures)))
    assert {"series0", "series1", "good", "quiet"} <= named
    assert named <= set(re.findall(r"--([a-z]+\d?):", html))


def test_figures_intervals_and_verdicts_are_said_in_words(results: list[ComparedReport]) -> None:
    text = Elements(render_page(results)).text
    figure = results[0].report.retrieval["nDCG@10"]
    assert f"{figure.value:.3f}" in text
    assert f"{figure.low:.3f}–{figure.high:.3f}" in text
    comparison = results[0].comparison
    assert comparison is not None
    change = comparison.changes["nDCG@10"]
    assert f"▲ better +{change.difference:.3f}" in text
    assert "no difference" in text
    assert "2 articles were skipped" in text
    assert "tiny 0123" in text
    assert "8 not compared, asked only now" in text


def test_each_configuration_has_a_column_and_each_dataset_a_section(
    results: list[ComparedReport],
) -> None:
    shown = Elements(render_page(results))
    assert len([1 for tag, _ in shown.tags if tag == "section"]) == 2
    overview, first, second = re.findall(r"<thead>.*?</thead>", render_page(results), re.DOTALL)
    assert "nDCG@10" in overview
    assert ("settings in use" in first, "deep" in first) == (True, True)
    assert "deep" not in second


def test_a_page_of_nothing_needs_no_script() -> None:
    for results in ([], [ComparedReport(report([]))]):
        html = render_page(results)
        assert "<script" not in html
        assert "script-src 'none'" in str(Elements(html).tags)
        assert len(html) < 20_000


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_page_of_very_few_questions(count: int) -> None:
    rows = run(count)
    assert "Worst questions" in render_page(compare_reports([report(rows)], [report(rows)]))


def test_differences_are_sorted_and_many_of_them_are_cut_in_the_middle() -> None:
    rows = [row(n, {"nDCG@10": 0.5}) for n in range(900)]
    then = [replace(one, values={"nDCG@10": n / 1000}) for n, one in enumerate(rows)]
    shown = Elements(render_page(compare_reports([report(rows)], [report(then)])))
    bars = next(
        f["data"][0]["y"]
        for f in shown.figures
        if f["data"][0]["type"] == "bar" and len(f["data"]) == 1
    )
    assert bars == sorted(bars, reverse=True)
    assert (len(bars), bars[0], bars[-1]) == (400, 0.5, -0.399)
    # The one that is as it was has no bar.
    assert "500 questions are better off than in the baseline, 399 worse" in shown.text


def test_a_page_is_written_whole_whatever_is_in_it(tmp_path: Path) -> None:
    write_page(tmp_path / "page.html", hostile("\ud800 lone"))
    assert "? lone" in (tmp_path / "page.html").read_text("utf-8")
    assert list(tmp_path.iterdir()) == [tmp_path / "page.html"]
