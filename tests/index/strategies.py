"""Texts that hypothesis makes: any Unicode, and whatever a newsroom or an attacker may send."""

from __future__ import annotations

from hypothesis import strategies as st

from index.core.text import normalise

# Every code point there is, lone surrogates and NUL among them.
ANY_CHARACTER = st.characters(codec=None, exclude_categories=())
ANY_TEXT = st.text(ANY_CHARACTER)

_FRAGMENTS = (
    "The minister said on Monday that talks would go on. ",
    "Nothing was agreed; ",
    '"We will not yield," he said. ',
    "shares of the U.S. company fell 3.5 pct,\n",
    "\n\n",
    "\n    ",
    " ",
    "\t\x1c\u00a0\u200b",
    "word ",
    "x",
    "unbelievably-long-hyphenated-",
    # Over 100 characters, a word is one piece to the model; cut shorter, it is many.
    "q" * 101 + "-",
    "漢字かな。",
    "漢한",
    "한국어 ",
    "قال الوزير. ",
    "😀",
    "👩‍👩‍👧‍👦 ",
    "e\u0301\u0302",
    "ﬃ™",
    "—…!?.,",
    "1.2.3 ",
)
# Long enough to need many passages, and to be cut in every awkward place.
FRAGMENT = st.builds(
    lambda text, times: text * times,
    st.one_of(st.sampled_from(_FRAGMENTS), st.text(ANY_CHARACTER, max_size=8)),
    st.sampled_from((1, 1, 2, 5, 30, 400)),
)
LONG_TEXT = st.lists(FRAGMENT, min_size=1, max_size=15).map("".join)
NORMALISED_TEXT = st.one_of(ANY_TEXT, LONG_TEXT).map(normalise)
