"""The dates of an article from its page: time tags, datelines, and the address.

A date in the running text, in a footer, in a copyright line or in a list of other articles does not
count, nor does a date that could mean two days (03/04/2025).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from index.language.calendar.english_names import MONTHS
from index.language.calendar.written_days import AmbiguousDayError, find_written_days
from index.language.en.publishing.boilerplate import find_update_label
from index.sources.html.blocks import Tree, local_name
from index.sources.html.headings import is_site_heading, read_short_text
from index.sources.stated_dates import UnsetDateError, parse_date

_MAX_CHARACTERS = 150
_MAX_CANDIDATES = 200
_CUE = re.compile(
    r"(?:^|[\s_-])(?:date|datetime|dateline|time|timestamp|byline|posted|published|pubdate"
    r"|publish|publication|updated|modified|lastmod)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"comment|related|sidebar|teaser|recommend|promo|footer|copyright|most-read|newsletter|archive",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?!\d)"
    r"|\d{4}年\d{1,2}月"
)
_OUTSIDE = ("footer", "aside", "nav")
_YEAR = r"/((?:19|20)\d{2})"
_IN_ADDRESS = (
    re.compile(_YEAR + r"/(\d{1,2}|[a-z]{3})/(\d{1,2})(?=/|$)"),
    re.compile(_YEAR + r"-(\d{2})-(\d{2})(?=[/_-]|$)"),
    re.compile(_YEAR + r"/(\d{2})(?=/[^/]*[a-z])"),
)


def parse_page_date(text: str) -> str:
    """Parse the date in a statement, even amid other words, to ISO 8601; else return the text.

    "March 17, 2025 9:30 am EDT" gives its day, since the zone is ambiguous. A text with two dates,
    or with a date that can mean two days, gives none; a date that was never filled in gives "".
    """
    text = " ".join(text.split())
    try:
        return parse_date(text)
    except UnsetDateError:
        return ""
    except ValueError:
        return (_find_only_day(text) if len(text) <= _MAX_CHARACTERS else "") or text


def has_date(text: str) -> bool:
    """Whether a text has a day in it, in words or in figures."""
    return _IN_FIGURES.search(text) is not None or any(
        _parse_strictly(found) for found in find_written_days(text)
    )


def find_visible_dates(tree: Tree, url: str) -> tuple[str, str]:
    """Find `published` and `updated` as the page shows them, each "" if it shows none."""
    scope, headed = _find_scope(tree)
    dates: dict[str, list[str]] = {"published": [], "updated": []}
    for element in _find_candidates(scope):
        for kind, text in _read_statements(element):
            date = parse_page_date(text)
            if _parse_strictly(date) and date not in dates[kind]:
                dates[kind].append(date)
    # A list of articles has many dates, but none of its own.
    first = {
        # The same day with its time, if that is shown, too.
        kind: max((date for date in kind_dates if date.startswith(kind_dates[0])), key=len)
        for kind, kind_dates in dates.items()
        if kind_dates and (headed or len({date[:10] for date in kind_dates}) == 1)
    }
    return first.get("published", "") or find_date_in_url(url), first.get("updated", "")


def find_date_in_url(url: str) -> str:
    """Find the day or month in an address such as /2025/03/17/storm; "" if there is none."""
    try:
        path = unquote(urlsplit(url).path).lower()
    except ValueError:
        return ""
    for pattern in _IN_ADDRESS:
        if match := pattern.search(path):
            year, month, *day = match.groups()
            if month in MONTHS:
                month = str(MONTHS.index(month) + 1)
            return _parse_strictly("-".join([year, *(part.zfill(2) for part in (month, *day))]))
    return ""


def _parse_strictly(text: str) -> str:
    try:
        return parse_date(text)
    except ValueError:
        return ""


def _find_only_day(text: str) -> str:
    """The one day that stands amid other words; "" if there is none, or another one."""
    days = set()
    for found in find_written_days(text):
        try:
            days.add(parse_date(found))
        except AmbiguousDayError:
            return ""
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else ""


def _find_scope(tree: Tree) -> tuple[Tree, bool]:
    """Find the part of the page about the article, and whether it is about one for sure."""
    headings = [one for one in tree.iter("h1") if read_short_text(one) and not is_site_heading(one)]
    if len(headings) == 1:
        for element in headings[0].iterancestors("article", "main"):
            return element, True
    articles = list(tree.iter("article"))
    if len(articles) == 1:
        return articles[0], True
    return tree, len(headings) == 1 and not articles


def _find_candidates(scope: Tree) -> Iterator[Tree]:
    """Find the elements that can show a date of the article, in order."""
    number = 0
    for element in scope.iter("time", "span", "p", "div", "li", "abbr", "small", "em", "strong"):
        name = element.get("itemprop") or ""
        cue = f"{element.get('class') or ''} {element.get('id') or ''}"[:1_000]
        if local_name(element) == "time" or name.startswith("date") or _CUE.search(cue):
            number += 1
            if number > _MAX_CANDIDATES:
                return
            if not _is_of_another(element, scope):
                yield element


def _is_of_another(element: Tree, scope: Tree) -> bool:
    """Whether the element belongs to another article, a comment or the page's frame."""
    while element is not None and element is not scope:
        words = f"{element.get('class') or ''} {element.get('id') or ''}"[:1_000]
        if local_name(element) in (*_OUTSIDE, "article") or _OF_OTHERS.search(words):
            return True
        element = element.getparent()
    return False


def _read_statements(element: Tree) -> Iterator[tuple[str, str]]:
    """Read an element with a date: ("published" or "updated", the text)."""
    text = " ".join("".join(element.itertext()).split())
    attributes = [element.get(name) or "" for name in ("datetime", "content", "title")]
    value = next((value for value in attributes if _parse_strictly(value.strip())), "")
    marks = " ".join(element.get(name) or "" for name in ("itemprop", "class", "id"))
    label = f"{text} {_read_words_before(element)}"
    update = find_update_label(marks) or element.get("itemprop") == "dateModified"
    if value:
        yield (
            "updated" if update or find_update_label(label[:_MAX_CHARACTERS]) else "published",
            value,
        )
    elif len(text) <= _MAX_CHARACTERS:
        before, after = text, ""
        if cue := find_update_label(text):
            before, after = text[: cue.start()], text[cue.end() :]
        elif update:
            before, after = "", text
        yield "published", before
        yield "updated", after


def _read_words_before(element: Tree) -> str:
    """The words that lead to an element: "Updated " of "Updated <time>"."""
    before, above = element.getprevious(), element.getparent()
    words = before.tail if before is not None else above.text if above is not None else ""
    return (words or "")[-40:]
