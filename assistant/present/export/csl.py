"""A bibliography as CSL-JSON, which Zotero, Pandoc and citation processors read. Pure.

Authors are written as their articles name them: which of their names comes first is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import Any

from assistant.present.export.cited_article import CitedArticle
from index.core.text import one_line


def write_csl(articles: Iterable[CitedArticle]) -> str:
    """Write the articles as one JSON list, in ASCII."""
    return "".join(iterate_csl(articles))


def iterate_csl(articles: Iterable[CitedArticle]) -> Iterator[str]:
    """The parts of such a list, as the articles come."""
    return iterate_json(_make_item(cited) for cited in articles)


def iterate_json(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The parts of one JSON list, as its items come, in ASCII."""
    beginning = "[\n"
    for item in items:
        yield beginning + indent(json.dumps(item, indent=2), "  ")
        beginning = ",\n"
    yield "[]\n" if beginning == "[\n" else "\n]\n"


def _make_item(cited: CitedArticle) -> dict[str, Any]:
    article = cited.article
    item = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "container-title": one_line(article.source),
        "author": [{"literal": one_line(name)} for name in article.authors],
        "issued": {"date-parts": [[int(part) for part in cited.date]]} if cited.date else None,
        "section": one_line(article.section),
        "language": one_line(article.language),
        "URL": cited.url,
        "note": "\n".join(cited.notes),
    }
    return {name: value for name, value in item.items() if value}
