"""What an export holds beside published articles: counted for one note at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from index.sources.entry import Entry
from index.sources.feeds.feed_items import count_words
from index.sources.parsed_article import Problem

SHORT_PAGE = "page with little text"
# A page with fewer words is about the site: an imprint, a form.
_PAGE_WORDS = 150


def is_short_page(text: str) -> bool:
    """Whether a page with this text is no article."""
    return count_words(text) < _PAGE_WORDS


class LeftOut:
    """The number of each kind that was left out, such as "draft"."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._counts: Counter[str] = Counter()

    def add(self, kind: str) -> None:
        """Count one of a kind, which is named in the singular."""
        self._counts[kind] += 1

    def make_note(self) -> Iterator[Problem]:
        """Yield the note, none if nothing was left out."""
        if self._counts:
            kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(self._counts.items()))
            yield Problem(self._entry.place, f"left out: {kinds}", skipped=False)
