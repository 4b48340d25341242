"""What somebody set in the description of an article, beside what its source states. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from index.core.article import Article

# The fields that can be set: a text, a date or None, and a tuple of names for `authors`.
EDITABLE = ("title", "source", "published", "authors")

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """The fields that somebody set, by name, and what the source states in the same fields. Without
    values nothing is edited."""

    values: Values = field(default_factory=dict)
    stated: Values = field(default_factory=dict)

    def apply(self, article: Article) -> Article:
        """The article with the fields that somebody set."""
        return replace(article, **self.values)

    def restore(self, article: Article) -> Article:
        """The edited article as its source states it."""
        return replace(article, **self.stated)

    def restate(self, read: Article) -> Edit:
        """The same edit of an article whose source states something else now."""
        return Edit(self.values, {name: getattr(read, name) for name in self.values})

    def extend(self, read: Article, values: Values) -> Edit:
        """The edit of an article with further fields; one set to what the source states is none."""
        both = {**self.values, **values}
        kept = {name: value for name, value in both.items() if value != getattr(read, name)}
        return Edit(kept).restate(read)

    def describe(self) -> str:
        """What is set in place of what: "source: Wire → Post"; "undone" if nothing is."""
        changes = (
            f"{name}: {_name_value(self.stated[name])} → {_name_value(value)}"
            for name, value in self.values.items()
        )
        return "; ".join(changes) or "undone"


def _name_value(value: str | tuple[str, ...] | None) -> str:
    return (", ".join(value) if isinstance(value, tuple) else value) or "nothing"


NO_EDIT = Edit()
