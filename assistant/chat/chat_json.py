"""Chats as the screen and the browser store them, and their serialisation.

Data from a browser is untrusted: shape and size are checked here, the quotations in `reopened`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.chat.turn import Turn
from assistant.chat.turn_json import dump_turn, load_turn
from assistant.core.surroundings import Surroundings
from index.core.article import replace_surrogates
from index.core.errors import PublicError
from index.core.text import one_line

# Longer chats lose their oldest exchanges.
MAX_EXCHANGES = 50
MAX_KEPT_BYTES = 200_000
_MAX_NOTE = 300
_MAX_TITLE = 100
_MAX_ID = 64


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer.

    `scope` says in words what was searched, `note` what has changed since, and `verdict` is "up",
    "down" or "". `surroundings` of its quotations are not serialised: the archive has them.
    """

    turn: Turn
    scope: str = ""
    note: str = ""
    verdict: str = ""
    surroundings: Mapping[int, Surroundings] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Chat:
    """Exchanges, latest last. `id` is "" until the first one."""

    id: str = ""
    exchanges: tuple[Exchange, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns that follow-ups build on."""
        return tuple(exchange.turn for exchange in self.exchanges)

    @property
    def title(self) -> str:
        """The first question of the chat."""
        return one_line(self.exchanges[0].turn.asked.typed)[:_MAX_TITLE] if self.exchanges else ""

    def add_exchange(self, exchange: Exchange) -> Chat:
        """A copy with one more exchange."""
        return replace(self, exchanges=(*self.exchanges, exchange)[-MAX_EXCHANGES:])

    def set_verdict(self, key: int, verdict: str) -> Chat:
        """A copy with the verdict on an exchange."""
        judged = replace(self.exchanges[key], verdict=verdict)
        return replace(self, exchanges=(*self.exchanges[:key], judged, *self.exchanges[key + 1 :]))

    def set_note(self, key: int, note: str) -> Chat:
        """A copy with a note on an exchange."""
        noted = replace(self.exchanges[key], note=note)
        return replace(self, exchanges=(*self.exchanges[:key], noted, *self.exchanges[key + 1 :]))


def dump_chat(chat: Chat) -> dict[str, Any]:
    """Serialise the latest exchanges of a chat that fit MAX_KEPT_BYTES as JSON values."""
    exchanges: list[dict[str, Any]] = []
    room = MAX_KEPT_BYTES
    for one in reversed(chat.exchanges):
        value = {"turn": dump_turn(one.turn), "looked": one.scope, "verdict": one.verdict}
        # Browsers escape less, so they send it in no more bytes.
        room -= len(json.dumps(value))
        if room < 0:
            break
        exchanges.insert(0, value)
    return {"id": chat.id, "title": chat.title, "exchanges": exchanges}


def load_chat(value: object) -> Chat:
    """Load a chat from JSON values; raises PublicError if they are malformed."""
    exchanges = _get_field(value, "exchanges", list)
    if not 0 < len(exchanges) <= MAX_EXCHANGES:
        raise PublicError("This chat is empty or too long")
    return Chat(
        _get_field(value, "id", str)[:_MAX_ID], tuple(_load_exchange(one) for one in exchanges)
    )


def _load_exchange(value: object) -> Exchange:
    looked = replace_surrogates(_get_field(value, "looked", str))[:_MAX_NOTE]
    verdict = _get_field(value, "verdict", str)
    if verdict not in ("", "up", "down"):
        raise PublicError("This chat was stored in a form that cannot be read")
    return Exchange(load_turn(_get_field(value, "turn", dict)), looked, verdict=verdict)


def _get_field(value: object, name: str, kind: type) -> Any:
    field = value.get(name) if isinstance(value, dict) else None
    if not isinstance(field, kind):
        raise PublicError("This chat was stored in a form that cannot be read")
    return field
