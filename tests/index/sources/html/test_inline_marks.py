"""Raised, lowered and struck figures never become part of a number or a word that stays."""

from __future__ import annotations

import pytest

from index.sources.html.blocks import extract_paragraphs
from index.sources.html.page_tree import parse_html


def read(html: str) -> str:
    return "\n".join(extract_paragraphs(parse_html(f"<p>{html}</p>")))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>6</sup> square metres", "10⁶ square metres"),
        ("<b>10</b><sup>6</sup>", "10⁶"),
        ("10<sup> -6 </sup>", "10⁻⁶"),
        ("10<sup>2.5</sup>", "10^2.5"),
        ("5 km<sup>2</sup>", "5 km²"),
        ("x<sup>n</sup>", "xⁿ"),
        ("$3<sup>99</sup>", "$3⁹⁹"),
        ("CO<sub>2</sub> and H<sub>2</sub>O", "CO₂ and H₂O"),
        ("PM<sub>2.5</sub>", "PM2.5"),
        ("4<sub>1.5</sub>", "4_1.5"),
        ("1<sup>1</sup>/<sub>2</sub>", "1¹/₂"),
        ("10<span style='vertical-align: super; font-size: 70%'>6</span> m", "10⁶ m"),
        ("10<span class='superscript'>6</span> m", "10⁶ m"),
        ("CO<span style='vertical-align:sub'>2</span>", "CO₂"),
        ("CO<span class='text-subscript'>2</span>", "CO₂"),
        ("10<font style='VERTICAL-ALIGN: super'>6</font>", "10⁶"),
        ("10<small class='sup'>-3</small>", "10⁻³"),
        ("10<span class='sup'><sup>6</sup></span>", "10⁶"),
        ("10<sup><span style='vertical-align: super'>6</span></sup>", "10⁶"),
        ("10<sup><sup>6</sup></sup>", "10⁶"),
        ("since <span class='title-sub'>2025</span>", "since 2025"),
        (
            "<span style='vertical-align: super'>The council met on Monday.</span>",
            "The council met on Monday.",
        ),
    ],
)
def test_figures_stay_apart(html: str, text: str) -> None:
    assert read(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("the 1<sup>st</sup>, 2<sup>nd</sup> and 30<sup>th</sup>", "the 1st, 2nd and 30th"),
        ("XX<sup>e</sup> siècle, M<sup>me</sup> Aubrac", "XXe siècle, Mme Aubrac"),
        ("n<sup>o</sup> 5, n<sup>os</sup> 5 et 6, 1<sup>a</sup>", "nº 5, nᵒˢ 5 et 6, 1ª"),
        ("Kelcola<sup>TM</sup>", "Kelcola™"),
        ("20<sup>°</sup>C", "20°C"),
        ("Kel<sup>now in the second printing</sup>", "Kel now in the second printing"),
    ],
)
def test_raised_letters_are_read_as_they_are_meant(html: str, text: str) -> None:
    assert read(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "310<sup><a href='#n2'>2</a></sup> million",
        "310<a href='#n2'><sup>2</sup></a> million",
        "310<sup>[2]</sup> million",
        "310<sup>(a)</sup> million",
        "310<sup>*</sup> million",
        "310<sup>†</sup> million",
        "310<sup class='reference'>2</sup> million",
        "310<sup role='doc-noteref'>2</sup> million",
        "310<sup>[note 4]</sup> million",
        "310<a class='footnote' href='#fn1'>1</a> million",
        "310<a href='#note-1'>[1]</a> million",
        "310<span class='footnote-ref'>1</span> million",
        "310<a href='/story.html#n1' class='noteref'>12</a> million",
        "310<span class='footnote'><a href='#f'>*</a></span> million",
        "310<span style='vertical-align: super'><a href='#f'>1</a></span> million",
        "310 million<sup>1, 2</sup>",
    ],
)
def test_marks_of_notes_are_left_out(html: str) -> None:
    assert read(html) == "310 million"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("See chapter <a href='#c3'>3</a> of it", "See chapter 3 of it"),
        ("Route <a href='/routes/66#map'>66</a>", "Route 66"),
        ("the A<a href='/a6'>6</a> road", "the A6 road"),
        ("in <a href='#y'>2025</a>", "in 2025"),
        ("won 3<a href='#r'>1</a>2", "won 312"),
    ],
)
def test_links_that_are_part_of_the_sentence_stay(html: str, text: str) -> None:
    assert read(html) == text


def test_a_figure_behind_the_end_of_a_sentence_is_the_mark_of_a_note() -> None:
    assert read("“It rained.”<sup>3</sup> It snowed.<sup>4</sup>") == "“It rained.” It snowed."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("cost <del>310</del><ins>340</ins> million", "cost 340 million"),
        ("cost <del>310</del>340 million", "cost 340 million"),
        ("cost 310<s>5</s>6", "cost 310 6"),
        ("in <s>2027</s> 2028", "in 2028"),
        ("<strike>The old one.</strike> The new one.", "The new one."),
        ("<span style='color:red; text-decoration: line-through'>old</span> new", "new"),
        ("cost <span class='strikethrough'>310</span>340 million", "cost 340 million"),
        ("cost <span class='line-through text-red'>310</span>340 million", "cost 340 million"),
        ("cost <span class='text-decoration-line-through'>310</span>340", "cost 340"),
        ("cost <em class='ql-strike'>310</em>340 million", "cost 340 million"),
        ("cost <b class='is_struck-out'>310</b>340 million", "cost 340 million"),
        ("<span class='tag no-line-through'>old</span> new", "old new"),
        ("<span class='strike-news'>Drivers</span> strike", "Drivers strike"),
        ("a <del>b <s>c</s></del> d", "a d"),
        ("colo<del>u</del>r", "color"),
        ("<del><p>A whole paragraph.</p></del><p>Another, which stays here.</p>",
         "Another, which stays here."),
    ],
)  # fmt: skip
def test_struck_words_are_left_out(html: str, text: str) -> None:
    assert read(html) == text


def test_what_was_never_closed_does_not_strike_the_page() -> None:
    html = "<p>The old <s>price.</p><p>The council met.</p><p>It met for six hours.</p>"
    assert "The council met." in read(html)


def test_control_characters_are_left_out_and_those_of_windows_are_read() -> None:
    assert read("It&#146;s &#150; a \x07bell&#7;") == "It’s – a bell"
    assert read("one&#11;two\x85three") == "one two three"
