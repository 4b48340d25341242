"""A chat as the screen and the browser keep it. Data, and its form as JSON values.

What comes back from a browser is not trusted: shape and size are checked here, the quotations
where the archive is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from assistant.conversation.stored import turn_json, turn_of
from assistant.conversation.turn import Turn
from index.article import PublicError, storable
from index.text import one_line

# A chat that is longer loses its beginning.
MAX_EXCHANGES = 50
MAX_KEPT_BYTES = 200_000
_MAX_NOTE = 300
_MAX_TITLE = 100
_MAX_ID = 64


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer; `looked` tells in words what was looked through, `note` what
    has changed since, and `verdict` ("up", "down" or "") what was thought of it."""

    turn: Turn
    looked: str = ""
    note: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """Exchanges, latest last. `id` is "" until the first one."""

    id: str = ""
    exchanges: tuple[Exchange, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What follow-ups build on."""
        return tuple(exchange.turn for exchange in self.exchanges)

    @property
    def title(self) -> str:
        """What the chat began with."""
        return one_line(self.exchanges[0].turn.asked.typed)[:_MAX_TITLE] if self.exchanges else ""

    def with_exchange(self, exchange: Exchange) -> Chat:
        """The chat and one more."""
        return replace(self, exchanges=(*self.exchanges, exchange)[-MAX_EXCHANGES:])

    def with_verdict(self, key: int, verdict: str) -> Chat:
        """The chat with what was thought of an exchange."""
        judged = replace(self.exchanges[key], verdict=verdict)
        return replace(self, exchanges=(*self.exchanges[:key], judged, *self.exchanges[key + 1 :]))


def chat_json(chat: Chat) -> dict[str, Any]:
    """A chat as JSON values: its latest exchanges, as far as they take MAX_KEPT_BYTES."""
    exchanges: list[dict[str, Any]] = []
    room = MAX_KEPT_BYTES
    for one in reversed(chat.exchanges):
        value = {"turn": turn_json(one.turn), "looked": one.looked, "verdict": one.verdict}
        # Browsers send it in no more bytes: they escape less.
        room -= len(json.dumps(value))
        if room < 0:
            break
        exchanges.insert(0, value)
    return {"id": chat.id, "title": chat.title, "exchanges": exchanges}


def chat_of(value: object) -> Chat:
    """The chat that JSON values are; raises PublicError where they are none."""
    exchanges = _field(value, "exchanges", list)
    if not 0 < len(exchanges) <= MAX_EXCHANGES:
        raise PublicError("This chat is empty or too long")
    return Chat(_field(value, "id", str)[:_MAX_ID], tuple(_exchange(one) for one in exchanges))


def _exchange(value: object) -> Exchange:
    looked = storable(_field(value, "looked", str))[:_MAX_NOTE]
    verdict = _field(value, "verdict", str)
    if verdict not in ("", "up", "down"):
        raise PublicError("This chat was stored in a form that cannot be read")
    return Exchange(turn_of(_field(value, "turn", dict)), looked, verdict=verdict)


def _field(value: object, name: str, kind: type) -> Any:
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, kind):
        raise PublicError("This chat was stored in a form that cannot be read")
    return found
