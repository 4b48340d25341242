"""RTF: what a person sees on paper, letter for letter."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.sources.formats.rtf_parts.rtf_text import read_rtf
from tests.index.sources.sample_files import LEAD, articles, make_docx, problems, read


def blocks(body: str) -> list[str]:
    return list(read_rtf(f"{{\\rtf1\\ansi\\ansicpg1252 {body}}}".encode()).blocks)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"One.\par Two\line lines.\par", ["One.", "Two\nlines."]),
        (r"Seen {\v hidden }shown \v x\v0 too.", ["Seen shown too."]),
        (r"Seen {\deleted gone }shown.", ["Seen shown."]),
        (r'Go {\field{\*\fldinst{HYPERLINK "http://a.ex"}}{\fldrslt{\ul here}}} now.',
         ["Go here now."]),
        (r"Caf\'e9 \emdash \ldblquote Yes\rdblquote , it\rquote s {\b b}old",
         ["Café —“Yes”, it’s bold"]),
        (r"\uc1 It\u8217?s {\uc2\u233\'c3\'a9} \u-10179?\u-8704? \uc0\u8212 x", ["It’s é 😀 —x"]),
        (r"{\upr{Kiel}{\*\ud{K\u239?l}}} wins", ["Kïl wins"]),
        (r"{\header Page 1\par}{\footnote A note}Text{\*\comment no}{\pict 0102}", ["Text"]),
        (r"{\listtext\bullet\tab}One\par{\pntext 2.\tab}Two\par", ["One", "Two"]),
        (r"\trowd\intbl A\cell B\cell\row\trowd\intbl C\cell 1,2\cell\row\pard After",
         ["A\tB\nC\t1,2", "After"]),
        (r"\trowd\intbl A\cell B\par C\cell\row\pard After", ["A", "B", "C", "After"]),
        (r"Before{\shp{\*\shpinst{\sp x}{\shptxt Box\par}}{\shprslt old}} after",
         ["Before after", "Box"]),
        (r"A{\pict\bin5 }}}}} rest}B", ["AB"]),
        (r"non\_breaking soft\-hyphen a\~b \{braces\} \\",
         ["non\u2011breaking softhyphen a\u00a0b {braces} \\"]),
        (r"Hidden {\v par\par}ends.", ["Hidden ends."]),
        (r"A\plain\v0\f9\fs24\cf1 B\u8364\'80", ["AB€"]),
        (r"Seen {\strike gone }{\striked1 gone }\strike x\strike0 shown.", ["Seen shown."]),
        (r"One.\par\strike Two.\par\plain Three.", ["One.", "Three."]),
        (r"One\strike  and two\par\plain Three.", ["One", "Three."]),
        (r"In 2031{\super 2} H{\sub 2}O, 10{\up6 6}\super 3\nosupersub , the 2{\super nd}.",
         ["In 2031² H₂O, 10⁶³, the 2nd."]),
        (r"A{\super\chftn}{\footnote{\super\chftn} Note.} b \dn0 2", ["A b 2"]),
        (r"", []),
    ],
)  # fmt: skip
def test_what_a_person_sees(body: str, text: list[str]) -> None:
    assert blocks(body) == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r"{\rtf1\mac caf\'8e}", "café"),
        (r"{\rtf1\pc caf\'82}", "café"),
        (r"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8}", "При"),
        (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset0 B;}}\f0\'cf\f1\'e9}",
         "Пé"),
        (r"{\rtf1\ansi\deff1{\fonttbl{\f1\fcharset238 A;}}\'b3\'f3d\'9f}", "łódź"),
        (r"{\rtf1\ansi{\fonttbl{\f0\fcharset128 MS;}}\f0 \'83A\'83\'42}", "アィ"),
        (r"{\rtf1\ansi{\fonttbl{\f3\fnil\fcharset2 Symbol;}}\f3\'b7\f3\'61 }", "•\ufffd"),
        (r"{\rtf1\ansi\ansicpg12345 a\'e9}", "a\ufffd"),
        (r"{\rtf1\ansi\ansicpg65001 caf\'c3\'a9}", "café"),
        (r"{\rtf1\ansi \u-10179?x}", "\ufffdx"),
    ],
)  # fmt: skip
def test_encodings(content: str, text: str) -> None:
    assert "".join(read_rtf(content.encode()).blocks) == text


def test_an_article(tmp_path: Path) -> None:
    content = (
        r"{\rtf1\ansi{\info{\title Gone}{\author Ann Bo}{\keywords x}}" + LEAD + r"\par He left.}"
    )
    (article,) = articles(read(tmp_path, "gone.rtf", content))
    assert (article.id, article.title, article.authors) == ("gone", "Gone", ("Ann Bo",))
    assert article.text == f"{LEAD}\n\nHe left."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Just text.", "it is not an RTF document"),
        (make_docx(LEAD), "it is not an RTF document"),
        ("{\\rtf1\\ansi " + LEAD, "it is cut off: its end is missing"),
        ("{\\rtf1 }", "it has no text"),
        ("{\\rtf1 " + "{" * 10_000, "it is nested more than 5,000 groups deep"),
        ("", "it is not an RTF document"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: str | bytes, reason: str) -> None:
    assert problems(read(tmp_path, "a.rtf", content)) == [f"a.rtf: {reason}"]


def test_hostile_files_take_little_time() -> None:
    for body in ('{\\field{\\*\\fldinst{HYPERLINK "a"}} x ' * 30_000, "\\bin999999999 " * 9,
                 "{\\fonttbl" * 3_000, "\\'e9" * 300_000):  # fmt: skip
        began = time.monotonic()
        with suppress(DatelineError):
            blocks(body)
        assert time.monotonic() - began < 20
