"""A bibliography in RIS, which all reference managers read. Pure; rispy writes the records.

Authors are written as their articles name them: which of their names comes first is not known.
"""

from __future__ import annotations

from collections.abc import Iterable

import rispy

from assistant.present.export.cited_article import CitedArticle
from index.core.text import one_line


class _PlainWriter(rispy.RisWriter):  # type: ignore[misc]
    """Without numbers between the records, which some programs do not expect."""

    def set_header(self, count: int) -> str:
        return ""


def write_ris(articles: Iterable[CitedArticle]) -> str:
    """Write a record for each article; "" for none."""
    records = [_make_record(cited) for cited in articles]
    return str(rispy.dumps(records, implementation=_PlainWriter)) if records else ""


def _make_record(cited: CitedArticle) -> dict[str, str | list[str]]:
    article = cited.article
    record: dict[str, str | list[str]] = {
        "type_of_reference": "NEWS",
        "id": cited.key,
        "title": cited.title,
        "authors": [one_line(name) for name in article.authors],
        "secondary_title": one_line(article.source),
        "year": cited.date[0] if cited.date else "",
        # Year, month, day and a remark, each followed by a slash.
        "date": "/".join([*cited.date, "", "", ""][:4]) if cited.date else "",
        "section": one_line(article.section),
        "language": one_line(article.language),
        "urls": [cited.url] if cited.url else [],
        "notes": list(cited.notes),
    }
    return {name: value for name, value in record.items() if value}
