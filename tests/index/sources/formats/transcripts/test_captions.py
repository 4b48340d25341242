"""Captions become the text that was said: every word once, in order, under its speaker."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.sources.parsed_article import Problem
from tests.index.sources.sample_files import articles, problems, read

TIMES = "00:00:0{}.000 --> 00:00:0{}.500"


def vtt(*cues: str, head: str = "") -> str:
    blocks = [f"{TIMES.format(number % 10, number % 10)}\n{cue}" for number, cue in enumerate(cues)]
    return f"WEBVTT{head}\n\n" + "\n\n".join(blocks) + "\n"


def srt(*cues: str) -> str:
    return "\n".join(
        f"{number}\n00:00:0{number},000 --> 00:00:0{number},500\n{cue}\n"
        for number, cue in enumerate(cues, start=1)
    )


def text_of(folder: Path, name: str, content: str) -> str:
    (article,) = articles(read(folder, name, content))
    return article.text


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        (["The harbour", "is closed."], "The harbour is closed."),
        (["The harbour\nis", "closed."], "The harbour is closed."),
        (["<v Ann Bo>It rained.", "<v Ann Bo>All day.", "<v Cy>Why?"],
         "Ann Bo: It rained. All day.\n\nCy: Why?"),
        (["<v.loud.first Ann>It rained.</v> <v Cy>Why?</v>"], "Ann: It rained.\n\nCy: Why?"),
        (["<v Ann>It rained.", "Nobody knows."], "Ann: It rained.\n\nNobody knows."),
        (["<v Ann:>It rained."], "Ann: It rained."),
        (["<v Ann &amp; Bo>It rained."], "Ann & Bo: It rained."),
        (["<i>It</i> <b.red>rained</b> <c.yellow.bg>in</c> <lang en-GB>Kel</lang>."],
         "It rained in Kel."),
        (["It <00:00:01.000>rained <00:00:02.000><c>in</c> Kel."], "It rained in Kel."),
        (["<ruby>Kel<rt>kell</rt></ruby> rained."], "Kel rained."),
        (["The <s>old </s>mayor."], "The mayor."),
        (["Rain &amp; snow &lt;in&gt; Kel&nbsp;today"], "Rain & snow <in> Kel today"),
        (["5 < 6 and 7 > 3"], "5 < 6 and 7 > 3"),
        (["- Was it?\n- It was."], "- Was it?\n\n- It was."),
        ([">> Was it?", ">> It was."], ">> Was it?\n\n>> It was."),
        (["It was 3\n– 4 degrees."], "It was 3 – 4 degrees."),
        (["[rain]", "♪ Music ♪"], "[rain] ♪ Music ♪"),
        (["No.", "No.", "Yes.", "Never."], "No. No. Yes. Never."),
    ],
)  # fmt: skip
def test_what_was_said(tmp_path: Path, cues: list[str], text: str) -> None:
    assert text_of(tmp_path, "a.vtt", vtt(*cues)) == text


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        (["The harbour", "is\nclosed."], "The harbour is closed."),
        ([r"{\an8}It rained.", r"{\pos(1,2)\i1}All day."], "It rained. All day."),
        (['<font color="#ffff00">It rained.</font>', "<I>All day.</I>"], "It rained. All day."),
        (["ANN: It rained.", "CY: Why?"], "ANN: It rained. CY: Why?"),
        (["In", "2031\nit rained."], "In 2031 it rained."),
        (["It rained\n\nall day."], "It rained all day."),
        (["Rain &amp; snow"], "Rain &amp; snow"),
    ],
)
def test_what_was_said_in_subrip(tmp_path: Path, cues: list[str], text: str) -> None:
    assert text_of(tmp_path, "a.srt", srt(*cues)) == text
    assert text_of(tmp_path, "b.srt", srt(*cues).replace("\n", "\r\n")) == text
    assert text_of(tmp_path, "c.srt", "\ufeff\n\n" + srt(*cues)) == text


@pytest.mark.parametrize(
    "cues",
    [
        [" \nit rained", "it rained\n ", "it rained\nall day", "all day\n ", "all day\nin Kel"],
        ["it rained", "it rained\nall day", "it rained\nall day\nin Kel"],
        ["it rained\nall day", "all day\nin Kel", "in Kel"],
    ],
)
def test_lines_that_roll_up_the_screen_count_once(tmp_path: Path, cues: list[str]) -> None:
    assert text_of(tmp_path, "a.vtt", vtt(*cues)) == "it rained all day in Kel"


def test_a_caption_that_is_said_again_counts_again(tmp_path: Path) -> None:
    cues = ["Rain.", "Rain.", "Snow.", "Ice.", "Hail.", "Fog."]
    assert text_of(tmp_path, "a.srt", srt(*cues)) == "Rain. Rain. Snow. Ice. Hail. Fog."


def test_what_the_head_and_the_notes_state(tmp_path: Path) -> None:
    head = (
        " - A talk\nKind: captions\nLanguage: en-GB\n\nNOTE\nTitle: Harbour talk\n"
        "Source: Kel Radio\nDate: 2031-05-02\nURL: https://kel.example/talk\n\n"
        "NOTE Author: Ann Bo\n\n"
        "STYLE\n::cue { color: red }\n\nREGION\nid:bill"
    )
    content = vtt("It rained.", "All day.\n\nNOTE Title: Not this", head=head)
    (article,) = articles(read(tmp_path, "a.vtt", content))
    assert (article.title, article.source, article.published) == (
        *("Harbour talk", "Kel Radio", "2031-05-02"),
    )
    assert (article.url, article.language) == ("https://kel.example/talk", "en-GB")
    assert article.authors == ("Ann Bo",)
    assert article.text == "It rained. All day."


@pytest.mark.parametrize("name", ["2031-05-02 Kel Radio.vtt", "Kel Radio.vtt"])
def test_a_name_of_a_file_states_nothing(tmp_path: Path, name: str) -> None:
    (article,) = articles(read(tmp_path, name, vtt("It rained.", head=" - A talk")))
    assert (article.title, article.source, article.published) == ("", "", None)
    assert article.id == name.removesuffix(".vtt")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.vtt", vtt("It rained.", "All day.", "In Kel.").replace("00:00:01.000", "00:00:01")),
        ("a.vtt", vtt("It rained.", "All day.", "In Kel.").replace("00:00:01.500", "00:99:01.500")),
        ("a.srt", srt("It rained.", "All day.", "In Kel.").replace("00:00:02,000", "0:2")),
    ],
)
def test_a_caption_without_sound_times_is_told(tmp_path: Path, name: str, content: str) -> None:
    reads = read(tmp_path, name, content)
    assert [article.text for article in articles(reads)] == ["It rained. In Kel."]
    (note,) = (item for item in reads if isinstance(item, Problem))
    assert note.reason == "1 of its captions were left out, since their times are damaged"
    assert not note.skipped


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.vtt", b"", "it is damaged, or not WebVTT"),
        ("a.vtt", b"It rained.", "it is damaged, or not WebVTT"),
        ("a.vtt", srt("It rained.").encode(), "it is damaged, or not WebVTT"),
        ("a.vtt", b"WEBVTT\n\n", "it has no text"),
        ("a.vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<i></i>\n", "it has no text"),
        ("a.srt", b"", "it is damaged, or not SubRip"),
        ("a.srt", b"It rained.", "it is damaged, or not SubRip"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nCaf\xe9\n", "it is not valid UTF-8"),
        ("a.srt", b"1\x00" * 50, "it is a binary file"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\n" + b"x" * 5_000_000, "more than the 5 MB"),
    ],
)
def test_what_is_no_file_of_captions_says_so(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (problem,) = problems(read(tmp_path, name, content))
    assert reason in problem


def test_a_hundred_thousand_captions_are_one_text(tmp_path: Path) -> None:
    cue = "00:00:01.000 --> 00:00:01.500\n{}\n\n"
    content = "WEBVTT\n\n" + "".join(cue.format(number) for number in range(80_000))
    assert len(text_of(tmp_path, "a.vtt", content).split()) == 80_000
