"""When an article was published, by what its page shows: time tags, datelines, its address.

A date in the running text, in a footer, a copyright line or a list of other articles is none of
the article's own, and 03/04/2025 is two dates: neither counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from index.core.dates import MONTHS, stated
from index.sources.html.blocks import Tree, local_name

_MAX_CHARACTERS = 150
_MAX_CANDIDATES = 200
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_IN_WORDS = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
    r"|(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])",
    re.ASCII | re.IGNORECASE,
)
# What programs write for a date that was never filled in.
_NO_DATE = re.compile(r"0000-00-00|0001-01-01|1970-01-01[T ]00:00:00")
_CLOCK = re.compile(r"\d{1,2}[:h]\d{2}(?::\d{2})?", re.ASCII)
_UPDATED = re.compile(r"(?:last[\s_-]*)?(?:updat|modif|edited|revis)\w*", re.IGNORECASE)
_CUE = re.compile(
    r"(?:^|[\s_-])(?:date|datetime|dateline|time|timestamp|byline|posted|published|pubdate"
    r"|publish|publication|updated|modified|lastmod)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"comment|related|sidebar|teaser|recommend|promo|footer|copyright|most-read|newsletter|archive",
    re.IGNORECASE,
)
_OUTSIDE = ("footer", "aside", "nav")
_YEAR = r"/((?:19|20)\d{2})"
_IN_ADDRESS = (
    re.compile(_YEAR + r"/(\d{1,2}|[a-z]{3})/(\d{1,2})(?=/|$)"),
    re.compile(_YEAR + r"-(\d{2})-(\d{2})(?=[/_-]|$)"),
    re.compile(_YEAR + r"/(\d{2})(?=/[^/]*[a-z])"),
)


def parse_page_date(text: str) -> str:
    """The date in ISO 8601 that a statement holds, also amid other words; else the text as it is.

    "March 17, 2025 9:30 am EDT" gives its day, since the zone is no certain one. A text of two
    dates, or of one that can be read in two ways, gives none. "" for a date that was left empty.
    """
    text = " ".join(text.split())
    if _NO_DATE.match(text):
        return ""
    if date := _stated(text):
        return date
    if len(text) > _MAX_CHARACTERS:
        return text
    found = {_stated(match[0]) for match in _IN_WORDS.finditer(text)}
    if len(found) > 1:
        return text
    return next(iter(found), "") or _in_other_words(text) or text


def find_visible_dates(tree: Tree, url: str) -> tuple[str, str]:
    """`published` and `updated` as the page shows them, each "" where it shows none."""
    scope, headed = _scope(tree)
    dates: dict[str, list[str]] = {"published": [], "updated": []}
    for element in _candidates(scope):
        for kind, text in _statements(element):
            date = parse_page_date(text)
            if _stated(date) and date not in dates[kind]:
                dates[kind].append(date)
    # A list of articles has many dates, and none of them is the list's.
    first = {
        # The same day with its time, where that is shown too.
        kind: max((date for date in found if date.startswith(found[0])), key=len)
        for kind, found in dates.items()
        if found and (headed or len({date[:10] for date in found}) == 1)
    }
    return first.get("published", "") or date_of_address(url), first.get("updated", "")


def date_of_address(url: str) -> str:
    """The day or month in an address such as /2025/03/17/storm or /2025/mar/17/storm, or ""."""
    try:
        path = unquote(urlsplit(url).path).lower()
    except ValueError:
        return ""
    for pattern in _IN_ADDRESS:
        if found := pattern.search(path):
            year, month, *day = found.groups()
            if month in MONTHS:
                month = str(MONTHS.index(month) + 1)
            return _stated("-".join([year, *(part.zfill(2) for part in (month, *day))]))
    return ""


def _stated(text: str) -> str:
    try:
        return stated(text)
    except ValueError:
        return ""


def _in_other_words(text: str) -> str:
    """The date that a short text states in another language's words, or in figures that can be
    read in one way only; "" where it states none."""
    if not re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text):
        return ""
    from htmldate import find_date

    plain = re.sub(r"[^\w\s.,:/-]", " ", text)
    found = find_date(
        f"<html><body><p class='date'>{plain}</p></body></html>",
        extensive_search=False,
        original_date=True,
    )
    if not found:
        return ""
    # It fills in what is missing and takes 03/04/2025 for the third of April.
    year, month, day = (int(part) for part in found.split("-"))
    figures = [int(figure) for figure in re.findall(r"\d{1,9}", _CLOCK.sub(" ", plain))]
    if figures.count(year) != 1 or day not in figures:
        return ""
    figures.remove(year)
    figures.remove(day)
    if not figures:
        return found
    return found if figures == [month] and (day > 12 or day == month) else ""


def _scope(tree: Tree) -> tuple[Tree, bool]:
    """The part of the page that is about the article, and whether it is sure to be of one."""
    headings = [heading for heading in tree.iter("h1") if "".join(heading.itertext()).strip()]
    if len(headings) == 1:
        for element in headings[0].iterancestors("article", "main"):
            return element, True
    articles = list(tree.iter("article"))
    if len(articles) == 1:
        return articles[0], True
    return tree, len(headings) == 1 and not articles


def _candidates(scope: Tree) -> Iterator[Tree]:
    """Elements that are made to show a date of the article, in order."""
    number = 0
    for element in scope.iter("time", "span", "p", "div", "li", "abbr", "small", "em", "strong"):
        name = element.get("itemprop") or ""
        cue = f"{element.get('class') or ''} {element.get('id') or ''}"[:1_000]
        if local_name(element) == "time" or name.startswith("date") or _CUE.search(cue):
            number += 1
            if number > _MAX_CANDIDATES:
                return
            if not _of_another(element, scope):
                yield element


def _of_another(element: Tree, scope: Tree) -> bool:
    """Whether the element belongs to another article, a comment or the page's frame."""
    while element is not None and element is not scope:
        words = f"{element.get('class') or ''} {element.get('id') or ''}"[:1_000]
        if local_name(element) in (*_OUTSIDE, "article") or _OF_OTHERS.search(words):
            return True
        element = element.getparent()
    return False


def _statements(element: Tree) -> Iterator[tuple[str, str]]:
    """What a date's element says: ("published" or "updated", the text)."""
    text = " ".join("".join(element.itertext()).split())
    attributes = [element.get(name) or "" for name in ("datetime", "content", "title")]
    value = next((value for value in attributes if _stated(value.strip())), "")
    marks = " ".join(element.get(name) or "" for name in ("itemprop", "class", "id"))
    label = f"{text} {_words_before(element)}"
    update = _UPDATED.search(marks) or element.get("itemprop") == "dateModified"
    if value:
        yield (
            "updated" if update or _UPDATED.search(label[:_MAX_CHARACTERS]) else "published",
            value,
        )
    elif len(text) <= _MAX_CHARACTERS:
        before, after = text, ""
        if said := _UPDATED.search(text):
            before, after = text[: said.start()], text[said.end() :]
        elif update:
            before, after = "", text
        yield "published", before
        yield "updated", after


def _words_before(element: Tree) -> str:
    """The words that lead to an element: "Updated " of "Updated <time>"."""
    before, above = element.getprevious(), element.getparent()
    words = before.tail if before is not None else above.text if above is not None else ""
    return (words or "")[-40:]
