"""Exports of Nexis, Factiva and ProQuest: each article for itself, and no furniture in its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from tests.index.sources.formats.exports import layouts
from tests.index.sources.formats.exports.stories import FURNITURE, STORIES
from tests.index.sources.sample_files import articles, problems, read

UNI = layouts.nexis_uni(STORIES)
CODES = layouts.factiva_codes(STORIES)
DISPLAY = layouts.factiva_display(STORIES)
REPORT = layouts.proquest_report(STORIES)
STORY_SEPARATORS = "LEVEL 1 - {} OF {} STORIES"
FILES: dict[str, bytes | str] = {
    "uni.docx": layouts.to_docx(UNI),
    "uni.rtf": layouts.to_rtf(UNI),
    "uni.txt": layouts.to_text(UNI),
    "uni-blank-lines.txt": "\n\n".join(UNI),
    "uk.txt": layouts.nexis_uk(STORIES),
    "uk.html": layouts.to_html(layouts.nexis_uk(STORIES)),
    "uk.rtf": layouts.to_rtf(layouts.nexis_uk(STORIES).split("\n\n")),
    "uk-document.txt": layouts.nexis_uk(STORIES, "DOCUMENT {} of {}"),
    "uk-level.txt": layouts.nexis_uk(STORIES, STORY_SEPARATORS),
    "academic.txt": layouts.nexis_academic(STORIES),
    "academic.htm": layouts.to_html(layouts.nexis_academic(STORIES)),
    "factiva.txt": layouts.factiva_text(STORIES),
    "factiva-tabs.txt": layouts.factiva_text(STORIES, "\t"),
    "factiva-lines.txt": layouts.factiva_text(STORIES, "\n\n"),
    "factiva-indented.txt": layouts.factiva_text(STORIES).replace("\nHD ", "\n   HD  "),
    "factiva.docx": layouts.to_docx_table(CODES),
    "factiva.rtf": layouts.to_rtf([f"{code}\t{text}" if not n else text for code, texts in CODES
                                   for n, text in enumerate(texts)]),
    "factiva.html": layouts.factiva_html(STORIES, coded=True),
    "display.html": layouts.factiva_html(STORIES, coded=False),
    "display.rtf": layouts.to_rtf(DISPLAY),
    "display.docx": layouts.to_docx(DISPLAY),
    "display.txt": "\n\n".join(DISPLAY),
    "display-lines.txt": layouts.to_text(DISPLAY),
    "proquest.txt": layouts.proquest_text(STORIES),
    "proquest-plain.txt": layouts.proquest_text(STORIES, numbered=False),
    "proquest.html": layouts.proquest_html(STORIES),
    "proquest.docx": layouts.to_docx(REPORT),
    "proquest.rtf": layouts.to_rtf(REPORT),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_each_article_has_its_own_head_and_text(tmp_path: Path, name: str) -> None:
    events = read(tmp_path, name, FILES[name])
    assert not problems(events)
    found = articles(events)
    assert [article.title for article in found] == [story.headline for story in STORIES]
    for article, story in zip(found, STORIES, strict=True):
        assert article.text == story.text
        assert article.source == story.outlet
        assert article.published == story.day.isoformat()
        assert article.authors[0] == story.author
        assert article.section.lower() == story.section.lower()
        assert_without_furniture(article)


def assert_without_furniture(article: Article) -> None:
    for words in FURNITURE:
        assert words not in article.text


@pytest.mark.parametrize("name", FILES)
def test_ids_are_the_same_in_another_order_and_file(tmp_path: Path, name: str) -> None:
    ids = {a.title: a.id for a in articles(read(tmp_path, name, FILES[name]))}
    assert len(set(ids.values())) == len(STORIES)
    turned = layouts.to_rtf(layouts.nexis_uni(STORIES[::-1]))
    if name.startswith(("uni", "uk", "academic")):
        again = {a.title: a.id for a in articles(read(tmp_path, "turned.rtf", turned))}
        assert again == ids
