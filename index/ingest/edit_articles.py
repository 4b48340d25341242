"""Set fields of articles, or take back what was set.

The articles are split and embedded again, because passages are searched under their titles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from index.core.article import Article
from index.core.dates import canonicalise
from index.core.edit import EDITABLE, NO_EDIT, Edit
from index.core.errors import PublicError, UnknownArticleError
from index.core.text import one_line
from index.ingest.preparation import Preparation
from index.storage.catalog_types import BatchNotes
from index.storage.home import Home


def edit_articles(
    home: Home, preparation: Preparation, article_ids: Sequence[str], values: Mapping[str, Any]
) -> int:
    """Set these values in all of the articles, or none; without values, take back what was set.
    Returns how many articles changed.

    Raises UnknownArticleError for an unknown id, PublicError for a wrong date and if there is
    nothing to take back.
    """
    checked = check_values(values)
    found = {i: _load(home, i) for i in dict.fromkeys(article_ids)}
    edits = {i: home.catalog.edits.find(i) for i in found}
    if not checked and (plain := [i for i, edit in edits.items() if not edit.values]):
        raise PublicError(f"Nobody edited {', '.join(map(_quote, plain))}", "Nothing was changed")
    changed: dict[str, tuple[Article, Edit]] = {}
    for article_id, article in found.items():
        read = edits[article_id].restore(article)
        edit = edits[article_id].extend(read, checked) if checked else NO_EDIT
        if (edited := edit.apply(read)) != article:
            changed[article_id] = edited, edit
    prepared = preparation.prepare([(edited, None) for edited, _ in changed.values()])
    home.write(prepared, BatchNotes(edits={i: edit for i, (_, edit) in changed.items()}))
    return len(changed)


def check_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as articles have them. Raises PublicError for a date that is none."""
    assert values.keys() <= set(EDITABLE)
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name == "authors":
            names = (one_line(author) for author in value)
            checked[name] = tuple(dict.fromkeys(author for author in names if author))
        elif name == "published":
            checked[name] = _check_date(value)
        else:
            checked[name] = one_line(value)
    return checked


def _check_date(value: str) -> str | None:
    """The date in its one spelling, None for ""."""
    if not value.strip():
        return None
    try:
        return canonicalise(value)
    except ValueError as error:
        raise PublicError(
            f"{_quote(value)} is no date", "Write it as 2025, 2025-03 or 2025-03-17"
        ) from error


def _load(home: Home, article_id: str) -> Article:
    article = home.catalog.article(article_id)
    if article is None:
        raise UnknownArticleError(
            f"The archive has no article {_quote(article_id)}", "See: dateline list"
        )
    return article


def _quote(text: str) -> str:
    return f"'{one_line(text[:80])}'"
