"""A bibliography as CSL-JSON, which Zotero, Pandoc and citation processors read. Pure.

Authors are written as their articles name them: which of their names comes first is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from assistant.present.export.cited_article import CitedArticle
from index.core.text import one_line


def write_csl(articles: Iterable[CitedArticle]) -> str:
    """Write the articles as one JSON list, in ASCII."""
    return json.dumps([_make_item(cited) for cited in articles], indent=2) + "\n"


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
