"""Titles without what sites put around them: the outlet, the section, the day. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from index.sources.html.headings import fold_letters
from index.sources.html.page_date import has_date

_SEPARATOR = re.compile(r"\s+(?:[|\-–—·•»«<>/~]|::)\s+|\s*[|｜¦]\s*|\s+[|\-–—·•»]$")
_MOST_PARTS = 6
# "Kel Wire News" is an outlet's name, too.
_MOST_WORDS_AFTER = 2
_FEWEST_LETTERS = 8


def trim_title(title: str, names: Collection[str], headline: str = "") -> str:
    """The title alone: "Rain in Kel | Weather | Kel Wire" becomes "Rain in Kel".

    `names` are those of the outlet and the section, `headline` is what the page shows. What is left
    is never empty.
    """
    cuts = [match.span() for match in _SEPARATOR.finditer(title)][:_MOST_PARTS]
    own = fold_letters(headline)
    if len(own) >= _FEWEST_LETTERS:
        for start, end in cuts:
            if own in (fold_letters(title[:start]), fold_letters(title[end:])):
                return (
                    title[:start] if fold_letters(title[:start]) == own else title[end:]
                ).strip()
    known = {key for name in names if (key := fold_letters(name))}
    while cuts and _is_name(title[cuts[-1][1] :], known):
        title = title[: cuts.pop()[0]]
    while cuts and _is_name(title[: cuts[0][0]], known):
        removed = cuts.pop(0)[1]
        title = title[removed:]
        cuts = [(start - removed, end - removed) for start, end in cuts]
    return title.strip()


def name_hosts(*urls: str) -> list[str]:
    """The names that hosts suggest: "kel-wire.example" and "kel-wire" of www.kel-wire.example."""
    names = []
    for url in urls:
        try:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
        except ValueError:
            continue
        labels = host.split(".")
        names += [host, ".".join(labels[-2:]), *labels[-3:-1]]
    # Countries and the like are no names.
    return [name for name in names if len(name) > 1 and name not in ("co", "com", "org", "net")]


def _is_name(part: str, known: Collection[str]) -> bool:
    """Is a part of a title the outlet, the section or the day?"""
    own = fold_letters(part)
    if not own or own in known or _is_day(part):
        return True
    words = part.split()
    return any(
        fold_letters(" ".join(words[:-number])) in known
        for number in range(1, min(_MOST_WORDS_AFTER, len(words) - 1) + 1)
    )


def _is_day(part: str) -> bool:
    return has_date(part) and len(part.split()) <= 4
