"""What nobody sees is no text, and what a person sees stays."""

from __future__ import annotations

import pytest

from index.sources.html.page import extract_page

SEEN = [
    "The council of Kel met for a long evening to weigh the costs of the storm.",
    "The mayor said that the pier would be closed until the end of the month.",
    "Nobody was hurt, but eleven boats were lost, among them the old pilot cutter.",
]
LIE = "The council of Kel had in truth met in secret, as nobody was to know of it."


def read(middle: str) -> list[str]:
    paragraphs = [f"<p>{text}</p>" for text in SEEN]
    html = (
        f"<article><h1>Storm in Kel</h1>{paragraphs[0]}{middle}{''.join(paragraphs[1:])}</article>"
    )
    return extract_page(html).text.split("\n\n")


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>{}</p>",
        '<p hidden="">{}</p>',
        '<p style="display:none">{}</p>',
        '<div style="margin:0; DISPLAY : none !important"><p>{}</p></div>',
        '<p style="visibility: hidden">{}</p>',
        '<p style="position:absolute; left:-9999px">{}</p>',
        '<p style="text-indent:-999em">{}</p>',
        '<p style="clip: rect(0 0 0 0)">{}</p>',
        '<div aria-hidden="true"><p>{}</p></div>',
        '<p class="lead sr-only">{}</p>',
        '<span class="visually-hidden">{}</span>',
        '<p class="screen-reader-text">{}</p>',
        "<dialog><p>{}</p></dialog>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
    ],
)
def test_hidden_words_are_left_out(html: str) -> None:
    assert read(html.format(LIE)) == SEEN


@pytest.mark.parametrize(
    "html",
    [
        '<p hidden="until-found">{}</p>',
        '<p aria-hidden="false">{}</p>',
        '<p class="hidden-gem">{}</p>',
        '<p style="display:inline">{}</p>',
        "<details><summary>More</summary><p>{}</p></details>",
    ],
)
def test_what_only_sounds_hidden_stays(html: str) -> None:
    assert LIE in read(html.format(LIE))


def test_a_page_under_a_dialog_is_not_hidden() -> None:
    body = "".join(f"<p>{text}</p>" for text in SEEN)
    html = f'<main aria-hidden="true"><h1>Storm in Kel</h1>{body}</main><dialog open>Hi</dialog>'
    assert extract_page(html).text.split("\n\n") == SEEN


@pytest.mark.parametrize(
    "letter",
    [
        '<span class="dropcap">T</span>',
        '<span aria-hidden="true">T</span>',
        '<span aria-hidden="true">T</span><span class="sr-only">T</span>',
    ],
)
def test_a_first_letter_stays_once(letter: str) -> None:
    assert read(f"<p>{letter}his is seen by all who come to the pier.</p>")[1] == (
        "This is seen by all who come to the pier."
    )


def test_a_first_letter_in_a_block_is_put_before_its_paragraph() -> None:
    html = '<div class="drop-cap">T</div><p>his is seen by all who come to the pier.</p>'
    assert read(html)[1] == "This is seen by all who come to the pier."
