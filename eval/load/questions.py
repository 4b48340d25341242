"""What clients ask: known items, made from the archive itself by way of the REST interface."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

from index.article import DatelineError

# Titles with fewer words find everything and nothing.
_FEWEST_WORDS = 3
# A title as a question has no more characters than this; the server takes more.
_LONGEST = 300

# The kinds of requests by how often they come: what is measured under a name.
MIXES: dict[str, Mapping[str, float]] = {
    "search": {"search": 1},
    "ask": {"ask": 1},
    "mixed": {"search": 5, "ask": 3, "events": 1, "article": 1},
}


@dataclass(frozen=True, slots=True)
class Item:
    """An article that is looked for by its title."""

    article_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: a kind, and the arguments of `httpx.AsyncClient.request`."""

    kind: str
    arguments: Mapping[str, Any]


def items_of(url: str, number: int) -> list[Item]:
    """Up to `number` articles of a server's archive, the newest; DatelineError where there is no
    title to ask for."""
    found: list[Item] = []
    query: dict[str, Any] = {"limit": 100}
    with httpx.Client(base_url=url, timeout=60) as client:
        while len(found) < number:
            page = client.get("/v1/articles", params=query).raise_for_status().json()
            found += [
                Item(article["article_id"], article["title"][:_LONGEST])
                for article in page["articles"]
                if len(article["title"].split()) >= _FEWEST_WORDS
            ]
            if page["next"] is None:
                break
            query["cursor"] = page["next"]
    if not found:
        raise DatelineError("The archive has no article with a title to ask for")
    return found[:number]


def requests(items: list[Item], mix: Mapping[str, float], seed: int) -> Iterator[Request]:
    """Requests without end, drawn at random."""
    chance = random.Random(seed)
    kinds, weights = list(mix), list(mix.values())
    while True:
        (kind,) = chance.choices(kinds, weights)
        yield Request(kind, _ARGUMENTS[kind](chance.choice(items)))


def _search(item: Item) -> dict[str, Any]:
    return {"method": "GET", "url": "/v1/search", "params": {"q": item.title}}


def _ask(item: Item) -> dict[str, Any]:
    return {"method": "POST", "url": "/v1/ask", "json": {"question": item.title}}


def _events(item: Item) -> dict[str, Any]:
    return _ask(item) | {"headers": {"Accept": "text/event-stream"}}


def _article(item: Item) -> dict[str, Any]:
    return {"method": "GET", "url": f"/v1/articles/{quote(item.article_id, safe='')}"}


_ARGUMENTS = {"search": _search, "ask": _ask, "events": _events, "article": _article}
