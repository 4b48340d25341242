"""The articles of quotations, each once: an entry of a bibliography. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.news.speech.cited_quote import CitedQuote
from assistant.present.export.quote_address import make_quote_uri
from assistant.present.html.article_address import get_original_address
from assistant.present.time_text import format_speaker
from index.core.article import Article
from index.core.text import one_line

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9:_.-]+")


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article, its quotations, and a key of ASCII letters, digits and marks that no other
    article of the same bibliography has."""

    key: str
    article: Article
    quotes: tuple[CitedQuote, ...]

    @property
    def title(self) -> str:
        """The title on one line, or else the id: no reference may be without."""
        return one_line(self.article.title) or one_line(self.article.id)

    @property
    def url(self) -> str:
        """The address on the web; "" without one."""
        return get_original_address(self.article.url.strip())

    @property
    def date(self) -> tuple[str, ...]:
        """Year, month and day of publication, as far as they are known: ("2025", "03", "17")."""
        match = _ISO.match(self.article.published or "")
        return tuple(part for part in match.groups() if part) if match else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Each quotation with whose words stand in it and Dateline's own address, on one line."""
        return tuple(map(_describe, self.quotes))


def _describe(quote: CitedQuote) -> str:
    """ "“It rained.” (words of Ada Holm; dateline://article/rain#0-10). Ask her", of which the end
    is the reader's note."""
    speaker = format_speaker(", ".join(map(one_line, quote.speakers)))
    source = "; ".join(part for part in (speaker, make_quote_uri(quote)) if part)
    described = f"“{one_line(quote.text)}” ({source})"
    return f"{described}. {one_line(quote.note)}" if quote.note else described


def group_by_article(quotes: Iterable[CitedQuote]) -> tuple[CitedArticle, ...]:
    """Group quotations by their articles, in the order in which these are first cited."""
    groups: dict[str, list[CitedQuote]] = {}
    for quote in quotes:
        groups.setdefault(quote.article.id, []).append(quote)
    return tuple(_name_groups(groups.values()))


def group_neighbours(quotes: Iterable[CitedQuote]) -> Iterator[CitedArticle]:
    """Group quotations as they come, those of an article one after another."""
    return _name_groups(list(group) for _, group in groupby(quotes, lambda one: one.article.id))


def _name_groups(groups: Iterable[list[CitedQuote]]) -> Iterator[CitedArticle]:
    """Make an entry of each group of an article's quotations, with a key of its own."""
    keys: set[str] = set()
    for group in groups:
        key = _make_key(group[0].article.id, keys)
        keys.add(key.casefold())
        yield CitedArticle(key, group[0].article, tuple(group))


def _make_key(article_id: str, used: set[str]) -> str:
    plain = _NOT_IN_KEYS.sub("-", article_id).strip("-.") or "article"
    key, number = plain, 1
    while key.casefold() in used:
        number += 1
        key = f"{plain}-{number}"
    return key
