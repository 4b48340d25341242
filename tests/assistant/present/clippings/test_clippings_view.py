"""Clippings on pages and in files: whatever notes, titles and names contain is shown as text."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
import rispy

from assistant.core.listed_clipping import ListedClipping
from assistant.present.clippings.clipping_formats import FORMATS
from assistant.present.clippings.clippings_view import ClippingsView, make_rows, render_rows
from assistant.present.held_text import format_hidden
from assistant.present.html.article_view import PageOptions, RelatedPages, render_article
from index.core.article import Article, Span
from index.core.attribution import Attribution
from index.core.clipping import Clipping, HiddenClippings
from tests.assistant.parsed_page import Page

HOSTILE = (
    '<script>window.pwned=1</script><img src=x onerror="window.pwned=1">',
    '"></textarea></form><b onclick=x>',
    "{{ 7 * 7 }} ${7*7} `code` [x](javascript:alert(1)) ![y](x) <!-- --> ]]>",
    "\u202egnp.exe \u0645\u0637\u0631 \u05d2\u05e9\u05dd",
    "TY  - BOOK\nER  - \n@book{x, title={y}}",
)
TEXT = "The tide came. The harbour closed."


def listed(words: str = "Ask", start: int | None = 0, text: str = TEXT) -> ListedClipping:
    quote = text[:14]
    clipping = Clipping(7, "a/b c", 1, Span(0, 14), start, quote, words, words, 3, "2026-01-02")
    return ListedClipping(clipping, Article("a/b c", words, text, words, "2025-03-01", words))


def render(one: ListedClipping, *, may_write: bool = True) -> str:
    view = ClippingsView(
        make_rows([one]), "0~7", 1, (one.clipping.collection,), (("", 1),), "", False, may_write
    )
    return render_rows(view)


def test_a_row_has_its_note_its_place_and_its_actions() -> None:
    page = Page(render(listed()))
    assert "/article/a%2Fb%20c#0-14" in str(page.elements)
    assert "“The tide came.” (Ask, 1 Mar 2025, " in page.text
    assert "No longer in the article" not in page.text
    assert "Undo" in page.text
    gone = Page(render(listed(start=None), may_write=False))
    assert "No longer in the article" in gone.text
    assert "#0-14" not in str(gone.elements)
    assert "Remove" not in gone.text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_text_on_every_page(words: str) -> None:
    one = listed(words, text=words + TEXT)
    related = RelatedPages(clippings=(one.clipping,))
    pages = [
        render(one),
        "".join(FORMATS["html"]([one], "http://127.0.0.1:7860")),
        render_article(one.article, PageOptions(may_write=True), related),
    ]
    for page in map(Page, pages):
        assert not {"img", "b"} & set(page.tags)
        assert not [name for _, values in page.elements for name in values if name[:2] == "on"]
        assert all(link[:1] in "/#h" for link in page.links)
        assert page.tags.count("textarea") <= 1
        assert words[:30] in page.text or words[:30] in str(page.elements)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_in_their_records(words: str) -> None:
    one = listed(words)
    (record,) = rispy.loads("".join(FORMATS["ris"]([one], "")))
    assert record["type_of_reference"] == "NEWS"
    (row,) = csv.DictReader(io.StringIO("".join(FORMATS["csv"]([one], ""))))
    assert row["note"].removeprefix("'") == words
    (item,) = json.loads("".join(FORMATS["csl"]([one], "")))
    assert item["note"].count("\n") == 0
    markdown = "".join(FORMATS["markdown"]([one], "http://127.0.0.1:7860"))
    assert not re.search(r"(?<!\\)\]\(javascript", markdown)
    assert "<script" not in markdown.replace("\\<script", "")


def test_an_entry_has_all_quotations_of_its_article() -> None:
    other = ListedClipping(listed().clipping, Article("b", "Other", TEXT, "Post"))
    entries = "".join(FORMATS["ris"]([listed("One"), listed("Two"), other], ""))
    first, second = rispy.loads(entries)
    assert [note.rpartition(". ")[2] for note in first["notes"]] == ["One", "Two"]
    assert second["title"] == "Other"
    assert "".join(FORMATS["csl"]([], "")) == "[]\n"
    assert "".join(FORMATS["bibtex"]([listed(), other], "")).count("@") == 2


def test_a_quotation_that_is_gone_names_no_place() -> None:
    (row,) = csv.DictReader(io.StringIO("".join(FORMATS["csv"]([listed(start=None)], ""))))
    assert row["place"] == "dateline://article/a%2Fb%20c"
    assert row["state"] == "no longer in the article as it was kept"
    assert "#0-14" not in "".join(FORMATS["markdown"]([listed(start=None)], "http://x.example"))


def test_speakers_are_those_of_the_place_now() -> None:
    said = Attribution((), (), (Span(0, 14),), True, "Ada Holm")
    one = ListedClipping(listed().clipping, listed().article, (said,))
    assert make_rows([one])[0].copied == "“The tide came.” (Ada Holm, Ask, 1 Mar 2025, "


def test_overlapping_clippings_are_all_marked() -> None:
    spans = [Span(0, 14), Span(4, 20)]
    kept = tuple(
        Clipping(n, "a", 1, span, span.start, TEXT[span.start : span.end], "", "", 1, "2026")
        for n, span in enumerate(spans, 1)
    )
    page = render_article(
        Article("a", "T", TEXT), PageOptions((Span(0, 14),)), RelatedPages(clippings=kept)
    )
    assert page.count("<mark ") == 2
    assert page.count("<mark class=kept") == 1  # the other one is a quotation, too
    assert 'id="clipping-1"' in page
    assert 'id="clipping-2"' in page


def test_what_is_hidden_is_said_in_words() -> None:
    assert format_hidden(HiddenClippings()) == ""
    assert format_hidden(HiddenClippings(1, 2, 1_000)) == (
        "1,003 clippings are not shown: 1 of removed articles, 2 of held articles,"
        " 1,000 of expired articles"
    )
