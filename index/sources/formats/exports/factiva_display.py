"""Documents of Factiva as displayed, without field codes: headline, "543 words", date, … Pure.

The order is: section, headline, byline, number of words, date, time, outlet and its code, page,
language, copyright, text, accession number. All but the headline, words and date may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.core.text import one_line
from index.language.language_names import find_language_tag
from index.language.sites.bylines import split_byline
from index.sources.formats.exports.document import ExportDocument
from index.sources.formats.exports.factiva_accession import ACCESSION, find_accession
from index.sources.formats.exports.leading_date import find_leading_date
from index.sources.formats.exports.paragraphs import split_lines
from index.sources.html.blocks import PARAGRAPH
from index.sources.metadata import Metadata

# Marks of the page in HTML, which say what the first lines are.
START, HEADLINE, AUTHOR = "\ue000DOC", "\ue000HD ", "\ue000BY "
_WORDS = re.compile(r"[\d.,]+ words")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?(?: [A-Z]{3,4})?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_COPYRIGHT = re.compile(
    r"(?:Copyright|\(c\)|\u00a9)[\s\u00a9(c),]*(?:19|20)\d\d\b.{0,400}|\u00a9.{0,400}"
    r"|.{0,200}All rights reserved\W*",
    re.IGNORECASE,
)
# Right after the language, where a copyright has to stand.
_NEXT_COPYRIGHT = re.compile(
    rf"(?:Copyright\b|\(c\)).{{0,250}}(?:19|20)\d\d\b.{{0,200}}|{_COPYRIGHT.pattern}", re.IGNORECASE
)
_HEAD_LINES = 14
# In words. A longer line is a headline.
_LONGEST_SECTION, _LONGEST_NAME = 3, 4
_BY = re.compile(r"by\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Titles:
    section: str = ""
    headline: str = ""
    byline: str = ""


def split_cover(part: str) -> tuple[str, str]:
    """The cover, and the first document, which begins up to three lines before its words.

    A blank line separates the cover if the lines of the head follow each other without one.
    """
    lines = part.split("\n")
    words = next((n for n, line in enumerate(lines) if _is_words(lines, n)), 0)
    filled = [n for n in range(words) if lines[n].strip()]
    start = filled[-3] if len(filled) >= 3 else 0
    marked = [n for n in filled if lines[n].startswith((START, HEADLINE))]
    start = marked[0] if marked else start
    return "\n".join(lines[:start]), "\n".join(lines[start:])


def read_document(part: str, width: int) -> ExportDocument:
    """Read a document, from its headline to its accession number."""
    accession = find_accession(part)
    lines = [line.strip(" \t\u00a0") for line in ACCESSION.sub("", part).split("\n")]
    words = next((n for n in range(len(lines)) if _is_words(lines, n)), None)
    if words is None:
        return ExportDocument(fault="its head cannot be told from its text")
    titles = _read_titles([line for line in lines[:words] if line and line != START])
    head, body = _split_body(lines[words + 1 :], width)
    # Two heads are two documents, between which the end of the first is missing.
    if not body or any(_WORDS.fullmatch(line) for line in body) or _has_head(body):
        return ExportDocument(fault="its head cannot be told from its text")
    language = next((tag for line in head if (tag := find_language_tag(line))), "")
    metadata = Metadata(
        title=titles.headline,
        source=_find_outlet(head),
        authors=tuple(split_byline(titles.byline)),
        published=find_leading_date(head[0]),
        language=language,
        section=titles.section,
        copyright=" ".join(line for line in head if _COPYRIGHT.fullmatch(line)),
    )
    return ExportDocument(PARAGRAPH.join(body), metadata, accession)


def _has_head(body: Sequence[str]) -> bool:
    """Do the language and the copyright of a head stand in the text?"""
    return any(
        find_language_tag(line) and _NEXT_COPYRIGHT.fullmatch(following)
        for line, following in pairwise(body)
    )


def _is_words(lines: Sequence[str], place: int) -> bool:
    """Whether a line states the number of words, and the date follows."""
    if not _WORDS.fullmatch(lines[place].strip()):
        return False
    following = (line for line in lines[place + 1 : place + 6] if line.strip())
    return bool(find_leading_date(next(following, "")))


def _read_titles(lines: list[str]) -> _Titles:
    """Section, headline and byline, of which only the headline is always there."""
    headline = next((line for line in lines if line.startswith(HEADLINE)), "")
    if headline:
        before = lines[: lines.index(headline)]
        byline = next((line for line in lines if line.startswith(AUTHOR)), "")
        section = before[-1] if before else ""
        return _Titles(section, headline[len(HEADLINE) :], byline[len(AUTHOR) :])
    titles, byline = list(lines[-3:]), ""
    if titles and (_BY.match(titles[-1]) or len(titles) > 2):
        byline = titles.pop()
    if len(titles) > 1 and len(titles[-2].split()) <= _LONGEST_SECTION:
        return _Titles(titles[-2], titles[-1], byline)
    if len(titles) > 1 and not byline and len(titles[-1].split()) <= _LONGEST_NAME:
        return _Titles("", titles[-2], titles[-1])
    return _Titles("", titles[0] if titles else "", byline)


def _split_body(lines: list[str], width: int) -> tuple[list[str], list[str]]:
    """The lines of the head after the words, and the paragraphs of the text.

    The head ends with the copyright, else with the language. Without both, the text is not certain.
    """
    filled = [place for place, line in enumerate(lines) if line][:_HEAD_LINES]
    languages = (place for place in filled if find_language_tag(lines[place]))
    end = next(languages, None)
    for place in filled:
        follows = end is None or filled.index(place) == filled.index(end) + 1
        pattern = _COPYRIGHT if end is None else _NEXT_COPYRIGHT
        if follows and pattern.fullmatch(lines[place]):
            end = place
    if end is None:
        return [], []
    head = [line for line in lines[: end + 1] if line]
    return head, split_lines("\n".join(lines[end + 1 :]), width)


def _find_outlet(head: Sequence[str]) -> str:
    """The line before the code of the outlet, else the first one after date and time."""
    rest = [line for line in head[1:] if not _TIME.fullmatch(line)]
    for name, code in pairwise(rest):
        if _CODE.fullmatch(code):
            return one_line(name)
    if rest and not (_COPYRIGHT.fullmatch(rest[0]) or find_language_tag(rest[0])):
        return one_line(rest[0])
    return ""
