"""Names of alerts that nobody named: the words that they ask. Pure."""

from __future__ import annotations

from collections.abc import Callable

from index.core.name import MAX_NAME, check_name
from index.core.text import one_line, shorten

_NUMBER = 8  # characters of " (1000)", and one more


def name_by_words(query: str, is_in_use: Callable[[str], bool]) -> str:
    """A name of a query's words; of those that are in use, the next one is numbered: "Gotland",
    "Gotland (2)"."""
    visible = "".join(c if c.isprintable() else " " for c in query)
    most = MAX_NAME - _NUMBER
    words = shorten(one_line(visible), most)[:most].strip() or "Alert"
    name, number = words, 1
    while is_in_use(name):
        number += 1
        name = f"{words} ({number})"
    return check_name(name, "alert")
