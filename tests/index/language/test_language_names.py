"""A language has one tag, by its English name and by its codes."""

from __future__ import annotations

import pytest

from index.language.language_names import find_language_tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        *(("English", "en"), ("eng", "en"), ("GERMAN", "de"), ("deu", "de"), ("ger", "de")),
        *(("Norwegian", "no"), ("English; French", "en"), ("Chinese (Simplified)", "zh")),
        *(("Persian", "fa"), ("Klingonish", ""), ("", ""), ("en", "")),
    ],
)
def test_tags(name: str, tag: str) -> None:
    assert find_language_tag(name) == tag
