"""A bibliography in BibTeX. Pure.

pybtex writes no brace that stands alone, and leaves "$", "^" and the backslash as they are; so the
few lines that an entry takes are written here. Authors are written as their articles name them:
BibTeX itself parts a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.present.export.cited_article import CitedArticle
from index.core.text import one_line

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A brace must have its partner, even one that is escaped: so it is written by its name.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "#$%&_"},
    }
)
# Between two marks that TeX would set as one: "--", "''", "``", "?`".
_LIGATURE = re.compile(r"(?<=([-'`]))(?=\1)|(?<=[?!])(?=`)")
# What parts names in a list, or a name into its parts.
_PARTING = re.compile(r",|\band\b|\bothers\b", re.IGNORECASE)


def write_bibtex(articles: Iterable[CitedArticle]) -> str:
    """Write an entry for each article; "" for none."""
    return "\n".join(_write_entry(cited) for cited in articles)


def _write_entry(cited: CitedArticle) -> str:
    article = cited.article
    year, month, day = (*cited.date, "", "", "")[:3]
    fields = {
        "title": f"{{{_escape(cited.title)}}}",
        "author": " and ".join(_write_name(name) for name in article.authors),
        "journal": _escape(article.source),
        "year": year,
        "month": _MONTHS[int(month) - 1] if month else "",
        "day": day.lstrip("0"),
        # An address as it is: the packages that set it read it letter by letter.
        "url": _escape_address(cited.url),
        "language": _escape(article.language),
        "note": _escape("; ".join(cited.notes)),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    kind = "article" if article.source else "misc"
    return f"@{kind}{{{cited.key},\n{''.join(lines)}}}\n"


def _write_name(name: str) -> str:
    """A name; one that BibTeX would part in a wrong place is kept together."""
    escaped = _escape(name)
    return f"{{{escaped}}}" if _PARTING.search(name) else escaped


def _escape(text: str) -> str:
    return _LIGATURE.sub("{}", one_line(text).translate(_ESCAPES))


def _escape_address(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
