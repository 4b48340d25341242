"""Truth from indentation, layouts of the same words, and what is counted, on copy of our own."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from eval.sentences import measurement
from eval.sentences.__main__ import main
from eval.sentences.layouts import LAYOUTS
from eval.sentences.measurement import Counts, measure_text
from eval.sentences.truth import can_end, find_sure_ends, is_prose, is_table, read_paragraphs
from index.core.article import Span

COPY = """\
The Board of Oakmoor said the Old
Harbour would close. The ships go to Tarn.
    The Board met in the U.S.
Embassy on Monday.
    Port      Ships
    Tarn         12

 Newswire
\x03"""
PARAGRAPHS = [
    ("The Board of Oakmoor said the Old", "Harbour would close. The ships go to Tarn."),
    ("The Board met in the U.S.", "Embassy on Monday."),
    ("Port      Ships",),
    ("Tarn         12",),
    ("Newswire",),
]


def split_lines(text: str) -> list[Span]:
    """A bad splitter: every line is a sentence."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def join_all(text: str) -> list[Span]:
    """Another bad one: all is one sentence."""
    return [Span(0, len(text))]


@pytest.fixture
def split_with(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Counts]:
    def measure(splitter: Callable[[str], list[Span]], layout: str) -> Counts:
        monkeypatch.setattr(measurement, "split_sentences", splitter)
        clock = count()
        return measure_text(LAYOUTS[layout](PARAGRAPHS, 0), lambda: float(next(clock)))

    return measure


def test_paragraphs_begin_with_blanks() -> None:
    assert read_paragraphs(COPY) == PARAGRAPHS
    assert [is_table(each) for each in PARAGRAPHS] == [False, False, True, True, False]
    assert is_prose(PARAGRAPHS[0])
    assert not is_prose(PARAGRAPHS[4])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("would close.", "The ships", True),
        ("would close", "The ships", False),
        ("would close.", "the ships", False),
        ("in the U.S.", "Embassy", False),
        ("in the U.S.", "The ships", True),
        ('said no."', "Orme left", True),
        ("by Gen.", "Orme", False),
    ],
)
def test_where_a_sentence_can_end(before: str, after: str, expected: bool) -> None:
    assert can_end(before, after) is expected


def test_certain_ends_follow_words_and_precede_openers() -> None:
    text = "The harbour closed. The ships of Inc. He left. They go to Tarn. Orme knows."
    assert [text[:end] for end in find_sure_ends(text)] == [
        "The harbour closed.",
        "The harbour closed. The ships of Inc. He left.",
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_keeps_the_words_and_knows_its_borders(name: str) -> None:
    laid_out = LAYOUTS[name](PARAGRAPHS, 0)
    words = " ".join(line for paragraph in PARAGRAPHS for line in paragraph).split()
    assert laid_out.source.split() == words
    assert laid_out.text.casefold() == laid_out.source.casefold()
    assert len(laid_out.borders) == 4
    assert all(laid_out.text[place] == "\n" for place in (*laid_out.wraps, *laid_out.borders))
    assert laid_out.lead in (-1, *laid_out.wraps)


def test_a_short_first_line_has_lost_its_dateline() -> None:
    whole, short = (
        LAYOUTS[f"flush, 60{ending}"](PARAGRAPHS, 1).text.index("\n")
        for ending in ("", ", short first line")
    )
    assert 41 < whole <= 60
    # The second article's dateline has 19 columns.
    assert short <= 41


def test_what_is_cut(split_with: Callable[..., Counts]) -> None:
    counts = split_with(split_lines, "indented")
    assert (counts.sentences, counts.cuts, counts.touched) == (7, 2, 1)
    assert (counts.leads, counts.lost_leads) == (1, 1)
    assert (counts.borders, counts.joins) == (4, 0)
    assert (counts.ends, counts.missed) == (1, 1)
    assert counts.seconds == 1.0


def test_what_is_glued(split_with: Callable[..., Counts]) -> None:
    counts = split_with(join_all, "flush")
    assert (counts.sentences, counts.cuts, counts.lost_leads) == (1, 0, 0)
    assert (counts.borders, counts.joins) == (4, 4)
    assert counts.missed == 1


def test_counts_add_up() -> None:
    total = Counts(articles=1, cuts=2) + Counts(articles=1, cuts=3, ends=4)
    assert total == Counts(articles=2, cuts=5, ends=4)


def test_the_command_prints_a_row_for_each_layout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = {"_id": "1", "title": "", "text": COPY}
    (tmp_path / "corpus.jsonl").write_text(f"{json.dumps(record)}\n" * 3)
    assert main(["--data", str(tmp_path), "--every", "1"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if "│ 3 " in line]
    assert len(rows) == len(LAYOUTS)
    assert main(["--data", str(tmp_path), "--layout", "flush", "--show", "joins"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["--data", str(tmp_path / "none")]) == 2
    assert "eval.sentences: " in capsys.readouterr().err
