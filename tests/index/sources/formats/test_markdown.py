"""Front matter becomes metadata; everything else is text, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.sources.formats.text_parts.front_matter import split_front_matter
from index.sources.parsed_article import ParsedArticle, Problem
from index.sources.sandbox.files import read_files


def read(folder: Path, content: str) -> tuple[Article | None, list[Problem]]:
    path = folder / "story.md"
    path.write_text(content)
    items = list(read_files([path]))
    articles = [item.article for item in items if isinstance(item, ParsedArticle)]
    problems = [item for item in items if isinstance(item, Problem)]
    return (articles[0] if articles else None), problems


def test_all_fields(tmp_path: Path) -> None:
    content = (
        "---\n"
        'title: "Kremlin: \\"no\\" to troops"\n'
        "source: 'Meridian''s Wire'\n"
        "published: 2025-03-17T09:30:00+03:00\n"
        "url: https://example.org/a?b=c#d\n"
        "author: [nobody, someone]\n"
        "---\n"
        "\n"
        "## Call with *Trump*\n"
        "\n"
        "Text.\n"
    )
    assert read(tmp_path, content) == (
        Article(
            id="story",
            title='Kremlin: "no" to troops',
            text="## Call with *Trump*\n\nText.\n",
            source="Meridian's Wire",
            published="2025-03-17T09:30:00+03:00",
            url="https://example.org/a?b=c#d",
            authors=("nobody", "someone"),
        ),
        [],
    )


def test_other_names_of_the_fields(tmp_path: Path) -> None:
    matter = "HEADLINE: Rain\nOutlet: Wire\nDate: 2025-03\nlink: https://example.org\n"
    article, problems = read(tmp_path, f"---\n{matter}---\nText.")
    expected = Article("story", "Rain", "Text.", "Wire", "2025-03", "https://example.org")
    assert (article, problems) == (expected, [])


def test_the_first_name_that_has_a_value_counts(tmp_path: Path) -> None:
    article, _ = read(tmp_path, "---\ntitle:\nheadline: Rain\npublisher: P\noutlet: O\n---\nText.")
    assert article is not None
    assert (article.title, article.source) == ("Rain", "O")


@pytest.mark.parametrize("matter", ["", "\n", "# a comment\n", "title:\n", "title: {a: b}\n"])
def test_missing_fields_stay_empty(tmp_path: Path, matter: str) -> None:
    article, problems = read(tmp_path, f"---\n{matter}---\nText.")
    assert article == Article(id="story", title="", text="Text.")
    assert problems == []


@pytest.mark.parametrize("value", ["2024", "007", "yes", "3.50", "1_000", "12:30"])
def test_a_value_is_what_was_written(tmp_path: Path, value: str) -> None:
    article, _ = read(tmp_path, f"---\ntitle: {value}\n---\nText.")
    assert article is not None
    assert article.title == value


def test_a_date_is_never_guessed(tmp_path: Path) -> None:
    article, (warning,) = read(tmp_path, "---\ndate: 03/04/2025\ntitle: T\n---\nText.")
    assert article is not None
    assert article.published is None
    assert article.title == "T"
    assert not warning.skipped
    assert warning.place == str(tmp_path / "story.md")
    assert "'03/04/2025' cannot be understood" in warning.reason


def test_a_date_in_words_is_a_date(tmp_path: Path) -> None:
    article, problems = read(tmp_path, "---\ndate: 17 March 2025\nupdated: 2025-03\n---\nText.")
    assert article is not None
    assert (article.published, article.updated, problems) == ("2025-03-17", "2025-03", [])


@pytest.mark.parametrize(
    "matter",
    [
        "title: [unclosed\n",
        "title: 'a\n",
        "a: b: c\n",
        "- a list\n- of items\n",
        "just a sentence\n",
        "\ttitle: tab\n",
        "title: &x [*x]\nb: *y\n",
        "? [a]\n: b\n",
        "{" * 5_000 + "\n",
        "filler: x\n" * 3_000,
    ],
)
def test_broken_front_matter_keeps_the_article_out(tmp_path: Path, matter: str) -> None:
    article, (problem,) = read(tmp_path, f"---\n{matter}---\nText.")
    assert article is None
    assert problem.skipped
    assert "front matter" in problem.reason


def test_aliases_that_stand_for_gigabytes_cost_nothing(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    article, _ = read(tmp_path, "---\n" + "\n".join(lines) + "\ntitle: T\n---\nText.")
    assert article == Article(id="story", title="T", text="Text.")


@pytest.mark.parametrize(
    "content",
    [
        "Text without front matter.\n",
        "---\ntitle: never closed\n\nText.\n",
        "---\ntitle: closed in the middle of a line --- \nText.\n",
        "----\ntitle: four dashes\n----\nText.\n",
        " ---\ntitle: indented\n---\nText.\n",
        "Text.\n---\ntitle: too late\n---\n",
    ],
)
def test_what_is_no_front_matter_is_text(tmp_path: Path, content: str) -> None:
    article, problems = read(tmp_path, content)
    assert article == Article(id="story", title="", text=content)
    assert problems == []


def test_a_rule_below_the_front_matter_is_text(tmp_path: Path) -> None:
    article, _ = read(tmp_path, "---  \ntitle: T\n---\t\nOne.\n\n---\n\nTwo.\n---\n")
    assert article == Article(id="story", title="T", text="One.\n\n---\n\nTwo.\n---\n")


def test_front_matter_after_a_byte_order_mark_and_windows_line_ends() -> None:
    metadata, text = split_front_matter("---\ntitle: T\n---\n\n\nText.")
    assert (metadata["title"], text) == ("T", "Text.")


def test_windows_files_are_read_alike(tmp_path: Path) -> None:
    article, problems = read(tmp_path, "\ufeff---\r\ntitle: T\r\n---\r\n\r\nOne.\r\nTwo.\r\n")
    assert article == Article(id="story", title="T", text="One.\nTwo.\n")
    assert problems == []


def test_front_matter_and_nothing_else_is_no_article(tmp_path: Path) -> None:
    article, (problem,) = read(tmp_path, "---\ntitle: T\n---\n")
    assert article is None
    assert problem.reason == "it has no text"


@pytest.mark.parametrize("title", [r"\UFFFFFFFF", r"\U00110000"])
def test_impossible_characters_in_front_matter_are_a_problem(tmp_path: Path, title: str) -> None:
    article, problems = read(tmp_path, f'---\ntitle: "{title}"\n---\nText.\n')
    assert article is None
    assert [problem.reason for problem in problems] == ["its front matter is not valid YAML"]


TOML = """+++
title = "Rain in Kel"
date = 2025-03-17T09:05:00+01:00
draft = false
authors = ["Mara Lind", "Tom Ahl"]
[params]
outlet = "Wire"
+++

It rained.
"""
JSON = """{
  "title": "Rain in Kel",
  "date": "2025-03-17T09:05:00+01:00",
  "authors": ["Mara Lind", "Tom Ahl"],
  "params": {"outlet": "Wire"}
}

It rained.
"""
YAML = """---
title: "Rain in Kel"
date: 2025-03-17 09:05:00 +0100
author:
  - name: Mara Lind
    email: m@kel.example
  - name: Tom Ahl
params:
  outlet: Wire
---
It rained.
"""


@pytest.mark.parametrize("content", [TOML, JSON, YAML], ids=["toml", "json", "yaml"])
def test_front_matter_in_three_languages(tmp_path: Path, content: str) -> None:
    article, problems = read(tmp_path, content)
    assert article == Article(
        id="story",
        title="Rain in Kel",
        text="It rained.\n",
        source="Wire",
        published="2025-03-17T09:05:00+01:00",
        authors=("Mara Lind", "Tom Ahl"),
    )
    assert problems == []


@pytest.mark.parametrize(
    ("matter", "authors"),
    [
        ("author: Mara Lind", ("Mara Lind",)),
        ("author: {name: Mara Lind, url: x}", ("Mara Lind",)),
        ("authors: [Mara Lind, {name: Tom Ahl}]", ("Mara Lind", "Tom Ahl")),
        ("author: ~\nbyline: Mara Lind", ("Mara Lind",)),
        ("author: {first: Mara}", ()),
    ],
)
def test_authors_in_all_forms(tmp_path: Path, matter: str, authors: tuple[str, ...]) -> None:
    article, problems = read(tmp_path, f"---\n{matter}\n---\nText.")
    assert article is not None
    assert (article.authors, problems) == (authors, [])


def test_fields_of_the_site_do_not_keep_the_article_out(tmp_path: Path) -> None:
    article, _ = read(tmp_path, "---\ntitle: T\nbody: {class: wide}\nslug: {a: b}\n---\nText.")
    assert article == Article(id="story", title="T", text="Text.")


@pytest.mark.parametrize(
    "matter", ['title = "unclosed\n', "title\n", "a = 1\na = 2\n", "x = 1\n" * 5_000]
)
def test_broken_toml_keeps_the_article_out(tmp_path: Path, matter: str) -> None:
    article, (problem,) = read(tmp_path, f"+++\n{matter}+++\nText.")
    assert article is None
    assert "front matter" in problem.reason


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        ("# Rain in Kel\n\nIt rained.", "Rain in Kel", "It rained."),
        ("Rain in Kel\n===========\nIt rained.", "Rain in Kel", "It rained."),
        ("## The **rain** in [Kel](/kel) {#rain}\nIt rained.", "The rain in Kel", "It rained."),
        ("---\ntitle: Rain\n---\n# Rain\n\nIt rained.", "Rain", "It rained."),
        ("---\ntitle: Rain\n---\n# Flood\n\nIt rained.", "Rain", "# Flood\n\nIt rained."),
        ("---\noutlet: Elster\n---\n# Elster\n\n## Rain\n\nIt rained.", "Rain", "It rained."),
        ("# Kel Wire\n\n## Rain in Kel\n\nIt rained.", "Rain in Kel", "It rained."),
        ("It rained.\n\n# Later\n\nSun.", "", "It rained.\n\n# Later\n\nSun."),
        ("#rain in Kel\n\nIt rained.", "", "#rain in Kel\n\nIt rained."),
        ("### Small\n\nIt rained.", "", "### Small\n\nIt rained."),
    ],
)
def test_the_heading_of_a_text_is_its_title(
    tmp_path: Path, content: str, title: str, text: str
) -> None:
    article, _ = read(tmp_path, content)
    assert article is not None
    assert (article.title, article.text) == (title, text)
