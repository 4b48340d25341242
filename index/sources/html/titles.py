"""Titles without what sites put around them: the outlet, the section, the day. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from index.language.sites.outlets import fold_letters, is_outlet
from index.sources.html.page_date import has_date

_SEPARATOR = re.compile(
    r"\s{1,9}(?:[|\-–—·•»«<>/~]|::)\s{1,9}|\s{0,9}[|｜¦]\s{0,9}|\s{1,9}[|\-–—·•»]$"
)
_MOST_PARTS = 6
_FEWEST_LETTERS = 8
_MOST_WORDS_OF_DAY = 4


def trim_title(
    title: str, outlets: Collection[str], sections: Collection[str] = (), headline: str = ""
) -> str:
    """The title alone: "Rain in Kel | Weather | Kel Wire" becomes "Rain in Kel".

    `headline` is what the page shows above its text. What is left is never empty.
    """
    cuts = [match.span() for match in _SEPARATOR.finditer(title)][:_MOST_PARTS]
    own = fold_letters(headline)
    known = {key for name in sections if (key := fold_letters(name))}
    if len(own) >= _FEWEST_LETTERS and own not in known:
        for start, end in cuts:
            for part in (title[:start], title[end:]):
                if fold_letters(part) == own:
                    return part.strip()
    while cuts and _is_around(title[cuts[-1][1] :], outlets, known):
        title = title[: cuts.pop()[0]]
    while cuts and is_outlet(title[: cuts[0][0]], outlets):
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


def _is_around(part: str, outlets: Collection[str], sections: Collection[str]) -> bool:
    """Is a last part of a title the outlet, the section or the day?"""
    own = fold_letters(part)
    is_day = has_date(part) and len(part.split()) <= _MOST_WORDS_OF_DAY
    return not own or own in sections or is_day or is_outlet(part, outlets)
