"""The labelled attributions: their spans, and that nothing the program finds of them is lost."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from eval.attributions import main, measure_file
from eval.datasets.marked_attributions import MARKED, read_marked_articles
from eval.datasets.registry import read
from eval.metrics.attribution_matching import AttributionFigures, Share, compare_attributions
from index.core.article import Span
from index.core.attribution import Attribution
from index.sources.parsed_article import ParsedArticle

PARTS = ("source", "cue", "content")
# F1 of the measured run less two points. One that has to be lowered is a loss of quality.
FLOORS = {
    "source, overlap": 0.845,
    "cue, overlap": 0.846,
    "content, overlap": 0.862,
    "attributed": 0.838,
    "direct": 0.936,
    "speaker": 0.940,
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in MARKED.read_text(encoding="utf-8").splitlines()]


@pytest.mark.slow
def test_no_figure_has_fallen() -> None:
    figures, _ = measure_file(MARKED)
    fallen = {
        name: figures.shares[name].f1
        for name, floor in FLOORS.items()
        if figures.shares[name].f1 < floor
    }
    assert not fallen


def test_every_label_is_text_of_its_article(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        for label in row["attributions"]:
            assert label["cue"]
            assert label["content"]
            for part in PARTS:
                check_spans(row["text"], label[part])


def check_spans(text: str, spans: list[list[int]]) -> None:
    """Spans lie in order and apart, and begin and end at the edge of a word."""
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not text[end - 1 : end + 1].isalnum() or end == len(text)


def test_parts_of_a_label_do_not_overlap(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        for label in row["attributions"]:
            spans = sorted(span for part in PARTS for span in label[part])
            assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_the_samples_are_labelled_as_they_are_read(rows: list[dict[str, Any]]) -> None:
    samples = {
        event.article.id: event.article.text
        for event in read("golden").reads()
        if isinstance(event, ParsedArticle)
    }
    labelled = {row["_id"]: row["text"] for row in rows if row["_id"] in samples}
    assert len(labelled) == 14
    assert labelled == {name: samples[name] for name in labelled}


def test_as_many_are_labelled_as_the_documents_say(rows: list[dict[str, Any]]) -> None:
    labels = [label for row in rows for label in row["attributions"]]
    direct = [label for label in labels if label["direct"]]
    named = [label for label in direct if label.get("speaker")]
    assert (len(rows), len(labels), len(direct), len(named)) == (30, 240, 59, 51)


def test_labels_that_are_found_exactly_have_all_figures_1() -> None:
    figures = AttributionFigures()
    for _, marked in read_marked_articles(MARKED):
        compare_attributions(figures, marked, marked)
    assert {(share.precision, share.recall, share.f1) for share in figures.shares.values()} == {
        (1.0, 1.0, 1.0)
    }


def test_a_share_of_quotations_is_at_most_1() -> None:
    content, source, cue = (Span(0, 9),), (Span(15, 20),), (Span(10, 14),)
    found = Attribution(source, cue, content, direct=False)
    marked = Attribution(source, cue, content, direct=True, speaker="Graen")
    figures = AttributionFigures()
    compare_attributions(figures, [found], [marked])
    assert figures.shares["direct"] == Share(0, 1, 0, 1)
    assert figures.shares["direct"].precision == 0.0
    assert figures.shares["direct"].recall == 1.0


@pytest.mark.slow
def test_the_command_reads_the_labels_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert "30 articles of attributions.jsonl" in shown
    assert "content, overlap" in shown


def test_a_file_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 1
    assert len(capsys.readouterr().err.splitlines()) <= 2
