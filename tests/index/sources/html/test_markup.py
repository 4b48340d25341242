"""A field is HTML if its tags say so, and plain text if it only has a "less than"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.html.markup import has_tags, read_markup, read_markup_line


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("<p>One <b>two</b>.</p>\n<p>&pound;5m &#8211; a lot.</p>", "One two.\n\n£5m – a lot."),
        ("One.<br/>Two.", "One.\nTwo."),
        ("<P>One.<P>Two.", "One.\n\nTwo."),
        ("Tom &amp; Ines", "Tom & Ines"),
        ("Tom &amp;amp; Ines", "Tom & Ines"),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\n\nTwo."),
        ("5 &lt; 6", "5 < 6"),
        ("One.\n\nTwo with <i>words</i>.\nThree.", "One.\n\nTwo with words.\nThree."),
        ("One <a\nhref='x'>two</a>.\n\nThree.", "One two.\n\nThree."),
        ("One.\n\n<h2>Head</h2>\n\nTwo.", "One.\n\nHead\n\nTwo."),
        ("<p>One.</p><script>bad()</script>", "One."),
    ],
)
def test_fields_of_html(field: str, text: str) -> None:
    assert read_markup(field) == text


@pytest.mark.parametrize(
    "text",
    [
        *("a < b", "a < b and c > d", "if a<b and b>c", "press the <b> key", "<unk> <3", "x <y> z"),
        *("AT&T", "R&D; Q&A;", "<Reuters> said", "One.\n\nTwo.", "1 <2> 3", "&", "<", ""),
    ],
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert read_markup(text) == text
    assert not has_tags(text)


def test_a_title_is_one_line() -> None:
    assert read_markup_line("Tram<br>line &#8211; <em>approved</em>") == "Tram line – approved"


@given(st.text(st.sampled_from("<>/bp &;amp#1\n x"), max_size=30))
def test_any_field_has_a_text(field: str) -> None:
    assert isinstance(read_markup(field), str)
