"""What is an export is found out by its content: no ordinary article is one, none is merged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.sources.formats.exports import layouts
from tests.index.sources.formats.exports.stories import FERRY, FURNITURE, STORIES
from tests.index.sources.sample_files import articles, make_docx, make_pdf, problems, read

ORDINARY = {
    "mention": "The lawyers searched Nexis, Factiva and ProQuest, and read 1 of 161 DOCUMENTS.",
    "number": "Document 1 of 10\n\nThe court published the first of ten papers on Monday. It says"
    " that the bridge was never inspected.",
    "marks once": "Load-Date: was the only column of the table that the auditors could read.\n\n"
    "Body\n\nThe body of the report has nine parts.\n\nEnd of Document",
    "labels": "LENGTH: 543 words were allowed, and 540 used.\n\nLANGUAGE: a talk in Port Elster."
    "\n\nThe city's paper asks writers for short texts.",
    "codes": "HD television came to Kel in 1999.\n\nPD officers of Harrow Bay said so.\n\nIN a"
    " letter, the mayor denied it.\n\nTD is a firm.",
    "full text": "Full text: the minister's speech.\n\nPublication date: 4 March 2019.\n\nWe will"
    " rebuild the bridge of Harrow Bay.",
    "accession": "The report cites Document ELC0000020190304ef340001x and 543 words of it.",
    "rules": f"{'_' * 60}\n\nPart one of the letter to the council.\n\n{'_' * 60}\n\nPart two.",
    "sample": "How to read the files of a database. " + "The first lines are a cover. " * 60
    + "\n\n" + "\n\n".join(layouts.nexis_uni([FERRY])[8:]) + "\n\n" + "So it ends. " * 200,
}  # fmt: skip


@pytest.mark.parametrize("name", ORDINARY)
@pytest.mark.parametrize("ending", [".txt", ".docx", ".rtf", ".html"])
def test_an_ordinary_article_goes_the_usual_way(tmp_path: Path, name: str, ending: str) -> None:
    text = ORDINARY[name]
    paragraphs = text.split("\n\n")
    content: bytes | str = text
    if ending == ".docx":
        content = make_docx(*paragraphs)
    elif ending == ".rtf":
        content = layouts.to_rtf(paragraphs)
    elif ending == ".html":
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        content = f"<html><body><article><h1>News</h1>{body}</article></body></html>"
    events = read(tmp_path, f"plain{ending}", content)
    assert not problems(events)
    (article,) = articles(events)
    assert article.id == "plain"
    plain = [paragraph for paragraph in paragraphs if "___" not in paragraph]
    for sentence in (plain[0][:60], plain[-1][-60:]):
        assert sentence.strip() in article.text


GERMAN = "\n\n".join(
    f"Dokument {n} von 3\n\nDer Elster-Bote\n\n4. März 2019 Montag\n\nStreik\n\nLÄNGE: 12 Wörter"
    "\n\nDer Streik geht weiter, sagte die Reederei.\n\nSPRACHE: GERMAN; DEUTSCH"
    for n in (1, 2, 3)
)
UNPARTED = {
    "german": (GERMAN, "Nexis with 3 documents"),
    "ends only": ("\n\n".join(f"Text {n} of the day.\n\nEnd of Document" for n in range(10)),
                  "Nexis with 10 documents"),
    "uni without body": ("\n\n".join(layouts.nexis_uni(STORIES)).replace("\nBody\n", "\n\n"),
                         "Nexis with 3 documents"),
    "separators only": ("\n\n".join(f"{n} of 4 DOCUMENTS\n\nThe strike." for n in (1, 2, 3, 4)),
                        "Nexis with 4 documents"),
    "factiva german": ("\n\n".join(layouts.factiva_display(STORIES)).replace(" words", " Wörter")
                       .replace("Document ", "Dokument "), "Factiva with 3 documents"),
    "factiva no head": (re.sub(r"©.*|English", "", "\n\n".join(layouts.factiva_display(STORIES))),
                        "Factiva with 3 documents"),
    "proquest french": ("\n\n".join(f"Texte {n}\n\nID du document ProQuest: {n}" for n in (1, 2)),
                        "ProQuest with 2 documents"),
    "proquest no text": (layouts.proquest_text(STORIES).replace("Full text:", "Texte :"),
                         "ProQuest with 3 documents"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNPARTED)
def test_an_export_that_cannot_be_parted_is_refused_by_name(tmp_path: Path, name: str) -> None:
    text, named = UNPARTED[name]
    for ending, content in ((".txt", text), (".docx", make_docx(*text.split("\n\n")))):
        events = read(tmp_path, f"export{ending}", content)
        assert not articles(events)
        (problem,) = problems(events)
        assert f"it looks like an export of {named}, and its parts cannot be told apart" in problem


@pytest.mark.parametrize("ending", [".pdf", ".md", ".eml"])
def test_where_documents_are_not_told_apart_several_are_refused(
    tmp_path: Path, ending: str
) -> None:
    lines = layouts.nexis_uni(STORIES)
    texts: dict[str, bytes | str] = {
        ".pdf": make_pdf([[(72, 780 - 12 * n, line) for n, line in enumerate(part)] for part in (
            lines[start : start + 40] for start in range(0, len(lines), 40))]),
        ".md": "\n\n".join(lines),
        ".eml": "From: a@kel.example\nSubject: Results\nContent-Type: text/plain; charset=utf-8\n\n"
        + "\n\n".join(lines),
    }  # fmt: skip
    (problem,) = problems(read(tmp_path, f"export{ending}", texts[ending]))
    assert "it looks like an export of Nexis with 3 documents" in problem


def test_a_cover_without_documents_is_no_article(tmp_path: Path) -> None:
    lines = layouts.nexis_uni(STORIES)
    cover = lines[: lines.index(FERRY.headline)]
    events = read(tmp_path, "doclist.docx", layouts.to_docx(cover))
    assert problems(events) == [
        "doclist.docx: it is the cover of an export of Nexis, without the documents"
    ]


CUT = {
    "uni.txt": "\n\n".join(layouts.nexis_uni(STORIES)),
    "uk.txt": layouts.nexis_uk(STORIES),
    "academic.txt": layouts.nexis_academic(STORIES),
    "factiva.txt": layouts.factiva_text(STORIES),
    "display.txt": "\n\n".join(layouts.factiva_display(STORIES)),
    "proquest.txt": layouts.proquest_text(STORIES),
}


@pytest.mark.parametrize("name", CUT)
def test_of_a_truncated_export_the_whole_articles_come(tmp_path: Path, name: str) -> None:
    whole = CUT[name]
    events = read(tmp_path, name, whole[: whole.rindex("Eve") + 3])
    assert [a.text for a in articles(events)] == [story.text for story in STORIES[:2]]
    assert any("document 3: it is cut off" in problem for problem in problems(events))


def test_a_truncated_rtf_says_so(tmp_path: Path) -> None:
    whole = layouts.to_rtf(layouts.nexis_uni(STORIES))
    events = read(tmp_path, "cut.rtf", whole[: whole.rindex(b"Eve")])
    assert len(articles(events)) == 2
    assert "cut.rtf: it is cut off: its end is missing" in problems(events)


def test_documents_without_text_are_named(tmp_path: Path) -> None:
    text = layouts.proquest_text(STORIES)
    start, end = text.index("Full text:"), text.index("CAPTION")
    events = read(tmp_path, "a.txt", f"{text[:start]}Full text: Not available.\n{text[end:]}")
    assert [a.title for a in articles(events)] == [story.headline for story in STORIES[1:]]
    assert problems(events) == [f"a.txt, document 1: it has no full text ('{FERRY.headline[:60]}')"]


def test_fewer_documents_than_declared_are_noted(tmp_path: Path) -> None:
    lines = layouts.nexis_uni(STORIES)
    lines[3] = "Documents (5)"
    events = read(tmp_path, "a.docx", layouts.to_docx(lines))
    assert len(articles(events)) == 3
    assert "says that it has 5 documents, but only 3 are in it" in str(events[-1])


def test_a_repeated_document_is_left_out_with_a_note(tmp_path: Path) -> None:
    events = read(tmp_path, "a.txt", "\n\n".join(layouts.nexis_uni([FERRY, *STORIES])))
    assert len(articles(events)) == 3
    assert "document 2" in str(events[1])
    assert "it repeats document 1" in str(events[1])


def test_two_documents_of_one_headline_are_two_articles(tmp_path: Path) -> None:
    lines = layouts.nexis_uni(STORIES)
    changed = [STORIES[1].headline if line == FERRY.headline else line for line in lines]
    changed = [FERRY.outlet if line == STORIES[1].outlet else line for line in changed]
    changed = [line.replace("March 5, 2019 Tuesday", "March 4, 2019 Monday") for line in changed]
    events = read(tmp_path, "a.rtf", layouts.to_rtf(changed))
    assert len({article.id for article in articles(events)}) == 3


def test_a_single_document_is_read_as_well(tmp_path: Path) -> None:
    for name, content in (
        ("uni.docx", layouts.to_docx(layouts.nexis_uni([FERRY])[8:])),
        ("uk.txt", layouts.nexis_uk([FERRY], "{} of {} DOCUMENT")),
        ("factiva.txt", layouts.factiva_text([FERRY])),
        ("proquest.txt", layouts.proquest_text([FERRY])),
    ):
        (article,) = articles(read(tmp_path, name, content))
        assert (article.title, article.text) == (FERRY.headline, FERRY.text)


# A sentence of each story, which stands on one line in each layout.
TELLING = ("strike of ferry crews", "Mayor Ilse Brandt", "Forty-one whales")


@pytest.mark.parametrize("name", CUT)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(places=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=2))
def test_without_a_line_or_two_nothing_is_merged(
    tmp_path_factory: pytest.TempPathFactory, name: str, places: list[float]
) -> None:
    lines = CUT[name].split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    missing = {filled[int(place * len(filled))] for place in places}
    kept = "\n".join(line for number, line in enumerate(lines) if number not in missing)
    for article in articles(read(tmp_path_factory.getbasetemp(), name, kept)):
        assert sum(words in article.text for words in TELLING) <= 1
        assert not [words for words in FURNITURE if words in article.text]


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("uni.txt", ("Load-Date:", "End of Document")),
        ("factiva.txt", ("AN   Document",)),
        ("display.txt", ("Document ",)),
    ],
)
@pytest.mark.parametrize("gone", [1, 2])
def test_without_the_ends_of_documents_nothing_is_merged(
    tmp_path: Path, name: str, ends: tuple[str, ...], gone: int
) -> None:
    lines, kept, left = CUT[name].split("\n"), [], dict.fromkeys(ends, gone)
    for line in lines:
        mark = next((end for end in ends if line.startswith(end)), "")
        if mark and left[mark]:
            left[mark] -= 1
        else:
            kept.append(line)
    assert len(kept) == len(lines) - gone * len(ends)
    for article in articles(read(tmp_path, name, "\n".join(kept))):
        assert sum(words in article.text for words in TELLING) <= 1
