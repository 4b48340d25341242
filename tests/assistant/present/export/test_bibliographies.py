"""Bibliographies as other programs read them: RIS, BibTeX and CSL-JSON. Nothing is lost."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string as parse_bibtex
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from assistant.news.speech.cited_quote import CitedQuote
from assistant.present.export.bibtex import write_bibtex
from assistant.present.export.cited_article import group_by_article
from assistant.present.export.csl import write_csl
from assistant.present.export.ris import write_ris
from index.core.article import Article
from index.core.text import one_line

HARBOUR = Article(
    "harbour",
    "The harbour of Ostrell closes",
    "It closes on Monday. Nobody minds.",
    "Ostrell Gazette",
    "2025-03-17T09:30:00+01:00",
    "https://gazette.example/harbour?a=1&b=2_3%20#top",
    ("Ada Holm", "Reuters and Sons", "Brask, Tilda"),
    language="en-GB",
    section="Port",
)
HOSTILE = (
    '100% {brace \\cmd $5 & #1 a_b ~ ^2 }{ "q" “é” 漢\nTY  - BOOK\n} @book{x, title={y}}',
    "one { alone",
    "alone } one",
    "back\\slash\\",
    "ER  - ",
    "%comment",
    "@string{a = {b}}",
)


def quote_of(article: Article, text: str = "It closes on Monday.", *speakers: str) -> CitedQuote:
    return CitedQuote(article, 0, len(text), text, speakers)


def article_of(words: str) -> Article:
    return Article("id", words, words, words, "2025-03", "", (words,), section=words)


def read_bibtex(text: str) -> list[dict[str, str]]:
    """The entries as two independent readers agree on them, with LaTeX as text."""
    library = parse_bibtex(text)
    assert library.failed_blocks == []
    other = parse_string(text, "bibtex")
    assert [entry.key for entry in library.entries] == list(other.entries)
    entries = []
    for entry in library.entries:
        values = {field.key: str(field.value) for field in entry.fields}
        plain = other.entries[entry.key].fields
        assert {name: plain[name] for name in values if name in plain and name != "month"} == {
            name: value for name, value in values.items() if name in plain and name != "month"
        }
        entries.append(values | {"ENTRYTYPE": entry.entry_type, "ID": entry.key})
    return entries


def read_latex(value: str) -> str:
    """LaTeX as text. pylatexenc does not know the names of braces, and has a mark of its own."""
    named = value.replace(r"\textbraceleft{}", "\ue000").replace(r"\textbraceright{}", "\ue001")
    text = str(LatexNodes2Text(keep_comments=True).latex_to_text(named))
    return text.translate({0xE000: "{", 0xE001: "}", 0x02C6: "^"})


def read_csl(text: str) -> list[str]:
    """The lines of a bibliography that a citation processor makes of the items."""
    items: list[dict[str, Any]] = json.loads(text)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatters.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(entry) for entry in bibliography.bibliography()]


def test_quotations_of_one_article_are_one_entry() -> None:
    rain = Article("rain", "Rain", "It rained.", "Wire")
    quotes = [quote_of(HARBOUR), quote_of(rain, "It rained."), quote_of(HARBOUR, "Nobody minds.")]
    harbour, other = group_by_article(quotes)
    assert [quote.text for quote in harbour.quotes] == ["It closes on Monday.", "Nobody minds."]
    assert (harbour.key, other.key) == ("harbour", "rain")
    assert harbour.notes[0] == "“It closes on Monday.” (dateline://article/harbour#0-20)"


def test_a_note_names_whose_words_stand_in_a_quotation() -> None:
    (cited,) = group_by_article([quote_of(HARBOUR, "It is shut.", "Ada Holm", "Bo Lind")])
    assert cited.notes == (
        "“It is shut.” (words of Ada Holm, Bo Lind; dateline://article/harbour#0-11)",
    )


def test_keys_are_plain_and_unlike() -> None:
    ids = ["a b", "a/b", "A b", "港", "", "a-b-2", "x{y},z"]
    keys = [one.key for one in group_by_article(quote_of(Article(i, "T", "")) for i in ids)]
    assert len({key.casefold() for key in keys}) == len(ids)
    assert all(re.fullmatch(r"[\w:.-]+", key, re.ASCII) for key in keys)


def test_ris_of_an_article() -> None:
    text = write_ris(group_by_article([quote_of(HARBOUR), quote_of(HARBOUR, "Nobody minds.")]))
    assert text.startswith("TY  - NEWS\nID  - harbour\n")
    (record,) = rispy.loads(text)
    assert record["type_of_reference"] == "NEWS"
    assert record["title"] == HARBOUR.title
    assert record["authors"] == list(HARBOUR.authors)
    assert record["secondary_title"] == "Ostrell Gazette"
    assert (record["year"], record["date"]) == ("2025", "2025/03/17/")
    assert record["urls"] == [HARBOUR.url]
    assert [note[:8] for note in record["notes"]] == ["“It clos", "“Nobody "]


def test_bibtex_of_an_article() -> None:
    (entry,) = read_bibtex(write_bibtex(group_by_article([quote_of(HARBOUR)])))
    assert (entry["ENTRYTYPE"], entry["ID"], entry["journal"]) == (
        "article", "harbour", "Ostrell Gazette",
    )  # fmt: skip
    assert (entry["year"], entry["month"], entry["day"]) == ("2025", "mar", "17")
    assert entry["url"] == HARBOUR.url
    text = write_bibtex(group_by_article([quote_of(HARBOUR)]))
    people = parse_string(text, "bibtex").entries["harbour"].persons["author"]
    assert [person.last_names for person in people] == [
        ["Holm"], ["{Reuters and Sons}"], ["{Brask, Tilda}"],
    ]  # fmt: skip


def test_csl_of_an_article() -> None:
    (line,) = read_csl(write_csl(group_by_article([quote_of(HARBOUR)])))
    assert "The harbour of Ostrell closes" in line
    assert "Ostrell Gazette" in line
    assert "2025" in line
    assert "Ada Holm" in line
    (item,) = json.loads(write_csl(group_by_article([quote_of(HARBOUR)])))
    assert item["issued"] == {"date-parts": [[2025, 3, 17]]}
    assert item["URL"] == HARBOUR.url
    assert item["type"] == "article-newspaper"


@pytest.mark.parametrize("published", [None, "2025", "2025-03"])
def test_what_is_not_known_is_not_there(published: str | None) -> None:
    cited = group_by_article([quote_of(Article("rain", "", "It rained.", published=published))])
    (record,) = rispy.loads(write_ris(cited))
    (entry,) = read_bibtex(write_bibtex(cited))
    (item,) = json.loads(write_csl(cited))
    assert read_csl(write_csl(cited))
    assert record["title"] == "rain"  # a reference without a title is of no use
    assert entry["ENTRYTYPE"] == "misc"
    assert not {"author", "journal", "url", "day", "language"} & entry.keys()
    assert not {"author", "container-title", "URL", "section"} & item.keys()
    parts = published.split("-") if published else []
    assert (record.get("date"), entry.get("year")) == (
        ("/".join([*parts, "", "", ""][:4]), "2025") if published else (None, None)
    )
    assert item.get("issued") == ({"date-parts": [list(map(int, parts))]} if published else None)


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_an_article_says_stays_in_its_field(words: str) -> None:
    cited = group_by_article([quote_of(article_of(words), words)])
    (record,) = rispy.loads(write_ris(cited))
    assert record["type_of_reference"] == "NEWS"
    assert record["title"] == record["secondary_title"] == one_line(words)
    assert record["authors"] == [one_line(words)]
    (entry,) = read_bibtex(write_bibtex(cited))
    assert read_latex(entry["title"]) == read_latex(entry["journal"]) == one_line(words)
    assert f"“{one_line(words)}”" in read_latex(entry["note"])
    (item,) = json.loads(write_csl(cited))
    assert item["title"] == item["container-title"] == one_line(words)


@given(st.text("{}\\$&#^_~%\"'@,= aé\n-", min_size=1, max_size=12))
def test_bibtex_reads_back_any_text(words: str) -> None:
    cited = group_by_article([quote_of(Article("id", f"x{words}x", "", "Wire"), "Q")])
    (entry,) = read_bibtex(write_bibtex(cited))
    assert read_latex(entry["title"]) == one_line(f"x{words}x")


def test_nothing_cited_is_an_empty_bibliography() -> None:
    assert (write_ris(()), write_bibtex(()), json.loads(write_csl(()))) == ("", "", [])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "http://", "no url"])
def test_only_addresses_on_the_web_are_cited(url: str) -> None:
    cited = group_by_article([quote_of(Article("rain", "Rain", "It rained.", url=url))])
    assert "URL" not in json.loads(write_csl(cited))[0]
    assert "urls" not in rispy.loads(write_ris(cited))[0]
    assert "url" not in read_bibtex(write_bibtex(cited))[0]
