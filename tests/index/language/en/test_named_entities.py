"""Names of a text: cleaned, once each, and nothing that is none."""

from __future__ import annotations

import pytest

from index.core.article import Article
from index.core.facet import Facet
from index.ingest.enrichment import read_article
from index.language.en.names.named_entities import clean_name

TEXT = """Mayor Ada Lind of Quillport said on Monday that the harbour would open again.

Lind told the Meridian Wire that the ferry sails. The United Nations in Geneva welcomed it, and
Lind's office thanked the UN."""


@pytest.mark.slow
def test_names_of_a_text() -> None:
    names = read_article(Article("a", "", TEXT)).names
    assert (Facet.PERSON, "Ada Lind") in names
    assert (Facet.ORGANISATION, "United Nations") in names
    assert (Facet.PLACE, "Geneva") in names
    assert "Lind" not in [name for _, name in names]
    assert len(set(names)) == len(names)


def test_a_text_in_another_language_has_no_names() -> None:
    text = "Der Bürgermeister Karl Lind sprach am Montag in Berlin."
    assert read_article(Article("a", "", text, language="de")).names == ()


@pytest.mark.parametrize(("text", "name"), [
    ("the United Nations", "United Nations"),
    ("Ada Lind's", "Ada Lind"),
    ("Ada Lind’s", "Ada Lind"),
    ("Mr. Hale", "Hale"),
    ("Dr Ada Lind", "Ada Lind"),
    ("“Quillport,", "Quillport"),
    ("Ada\n  Lind", "Ada Lind"),
    ("van der Berg", "van der Berg"),
    ("Östersund", "Östersund"),
])  # fmt: skip
def test_a_name_without_what_is_around_it(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize("text", [
    "", "a", "2025", "the mayor", "ada@example.org", "https://example.org", "<b>Bold</b>",
    "---", "X" * 61, "One Two Three Four Five Six Seven Eight Nine", "A_b",
])  # fmt: skip
def test_what_is_no_name(text: str) -> None:
    assert clean_name(text) == ""
