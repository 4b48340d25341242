"""Find the articles within the limits of the fields of a query. Does not read texts."""

from __future__ import annotations

import json
from collections.abc import Callable

from index.core.article import Filters, source_key
from index.search.matching.article_rows import ArticleRows
from index.search.matching.text_match import Analysis, TextUnit, is_in_text
from index.search.query_syntax.tree import Field, FieldName, Phrase

_COLUMNS = {
    FieldName.AUTHOR: "authors",
    FieldName.LANG: "language",
    FieldName.SECTION: "section",
}


class FieldLimits:
    """Finds articles by what the catalog has about them, those that may not be shown included."""

    def __init__(
        self,
        rows: ArticleRows,
        analysis: Analysis,
        look_up_speaker: Callable[[Filters], Filters],
    ) -> None:
        self._rows = rows
        self._analysis = analysis
        self._look_up_speaker = look_up_speaker

    def find(self, field: Field) -> set[int]:
        """The articles within the limit of a field."""
        match field.name:
            case FieldName.AFTER:
                return self._rows.list_limited(Filters(after=field.value))
            case FieldName.BEFORE:
                return self._rows.list_limited(Filters(before=field.value))
            case FieldName.SAID:
                return self._rows.list_limited(self._look_up_speaker(Filters(speaker=field.value)))
            case FieldName.SOURCE:
                return self._find_outlet(field.value)
            case _:
                return self._rows.list_with_value(_COLUMNS[field.name], self._make_test(field))

    def _find_outlet(self, name: str) -> set[int]:
        """The articles of the outlet with this name, or else of those with these words in it."""
        key = source_key(name)
        exact = self._rows.list_with_value("source", lambda value: source_key(value) == key)
        return exact or self._rows.list_with_value("source", self._make_words_test(name))

    def _make_test(self, field: Field) -> Callable[[str], bool]:
        if field.name is FieldName.LANG:
            code = field.value.lower()
            return lambda value: f"{value.lower().replace('_', '-')}-".startswith(f"{code}-")
        has_words = self._make_words_test(field.value)
        if field.name is FieldName.AUTHOR:
            return lambda value: any(has_words(name) for name in _parse_names(value))
        return has_words

    def _make_words_test(self, wanted: str) -> Callable[[str], bool]:
        """Has a value these words, one after the other?"""
        phrase = Phrase(wanted, 0)
        return lambda value: is_in_text(phrase, TextUnit(value, self._analysis), self._analysis)


def _parse_names(value: str) -> list[str]:
    """The names in the JSON of authors; none if it is damaged."""
    try:
        names = json.loads(value)
    except ValueError:
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
