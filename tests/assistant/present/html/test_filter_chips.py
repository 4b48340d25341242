"""Chips of filters say what is set, as text and nothing else."""

from __future__ import annotations

from assistant.present.html.filter_chips import render_filter_chips
from tests.assistant.parsed_page import Page


def test_each_filter_that_is_set_has_a_chip() -> None:
    html = render_filter_chips("1990", " 1991 ", ["Marlow Post", "Torp <b>"], "2025-03", "Orvik")
    text = " ".join(Page(html).text.split())
    for said in ("from 1990", "until 1991", "Marlow Post, Torp <b>", "as of 2025-03"):
        assert said in text
    assert "words of Orvik" in text
    assert html.count("data-field=") == 5
    assert "<b>" not in html


def test_no_filter_is_no_chip() -> None:
    assert render_filter_chips(None, "", [], "  ", "") == ""
    assert render_filter_chips("", None, None, None, None) == ""


def test_a_long_name_is_cut() -> None:
    html = render_filter_chips(None, None, None, None, "x" * 9_000)
    assert len(html) < 1_000
