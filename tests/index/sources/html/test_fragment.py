"""A piece of HTML in a feed is read with all of its words, as they are meant."""

from __future__ import annotations

import pytest

from index.sources.html.fragment import extract_fragment_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>10<sup>6</sup> crowns, and not <del>310</del><ins>340</ins>.</p>",
         "10⁶ crowns, and not 340."),
        ("It rained.<sup><a href='#1'>1</a></sup> It snowed.", "It rained. It snowed."),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("plain < text", "plain < text"),
    ],
)  # fmt: skip
def test_fragments(html: str, text: str) -> None:
    assert extract_fragment_text(html) == text
