"""What can be done in a conversation, and the frames that it leads to.

What comes from the browser, keys and kept chats included, is checked here like any user's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from assistant.chat.chat_json import Chat, load_chat
from assistant.chat.feedback import Feedback, Verdict, append_feedback
from assistant.chat.reopening import reopen_chat
from assistant.chat.resolve_followup import ArchiveFacts, accept_as_typed, resolve_followup
from assistant.chat.resolved_question import Act
from assistant.chat.turn import Turn
from assistant.chat.widening import list_wider_filters
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.rest.service import Service
from assistant.ui.frames import Frame, empty, frames, shown
from assistant.ui.permission import check
from index.core.article import Filters
from index.core.errors import DatelineError, PublicError


@dataclass(frozen=True, slots=True)
class Move:
    """What someone did: the words in the box, the chat and the filters then, and the data of
    the button, as the browser sent them; and whether their key is good for writing."""

    message: str
    chat: Chat
    filters: Filters
    data: Mapping[str, object]
    may_write: bool = False

    def turn(self) -> Turn:
        """The turn that the button belongs to."""
        return self.chat.turns[self.key()]

    def key(self) -> int:
        """The number of that turn; raises PublicError where the chat has none such."""
        key = self.number("turn")
        if key >= len(self.chat.exchanges):
            raise PublicError("This chat has no such question")
        return key

    def number(self, name: str) -> int:
        """A number in the data, from 0; raises PublicError where it is none."""
        value = str(self.data.get(name))
        if not (value.isascii() and value.isdigit() and len(value) < 4):
            raise PublicError("The page sent something that is no number")
        return int(value)


class Asking:
    """The moves of a conversation with a server's library."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.library

    def typed(self, move: Move) -> Iterator[Frame]:
        """A question was asked in the box."""
        # A first question names no outlet that it could narrow to.
        sources = self._library.sources() if move.chat.turns else []
        known = ArchiveFacts(date.today(), tuple(name for name, _ in sources))
        asked = resolve_followup(move.message, move.chat.turns, known, move.filters)
        if asked.act is Act.START_OVER:
            return iter([empty(self._library)])
        return frames(asked, move.chat, self._service)

    def example(self, move: Move) -> Iterator[Frame]:
        """An example was chosen."""
        return self.typed(replace(move, message=str(move.data.get("question", ""))))

    def undone(self, move: Move) -> Iterator[Frame]:
        """What a message was understood as was wrong: ask just what it says, instead."""
        asked = accept_as_typed(move.turn().asked.typed, move.turn().asked.base)
        before = replace(move.chat, exchanges=move.chat.exchanges[: move.key()])
        return frames(asked, before, self._service)

    def widened(self, move: Move) -> Iterator[Frame]:
        """The same question with fewer filters."""
        ways = list_wider_filters(move.turn().asked.filters)
        way = move.number("way")
        if way >= len(ways):
            raise PublicError("There is no such filter to drop")
        return self._again(move.turn(), move.chat, ways[way].filters)

    def narrowed(self, move: Move) -> Iterator[Frame]:
        """The last question with the filters as they are now."""
        if not move.chat.turns:
            return iter([])
        return self._again(move.chat.turns[-1], move.chat, move.filters)

    def _again(self, turn: Turn, chat: Chat, filters: Filters) -> Iterator[Frame]:
        asked = replace(turn.asked, filters=filters, base=filters, about=None)
        for frame in frames(asked, chat, self._service):
            yield replace(frame, filters=filters)

    def judged(self, move: Move) -> Iterator[Frame]:
        """An answer was called good or bad; pressing the same again takes that back. What is kept
        of it is written into the home, so it needs a key to write where there are keys."""
        check(move.may_write)
        key = move.key()
        verdict = _verdict(move.data.get("verdict"))
        if move.chat.exchanges[key].verdict == verdict:
            verdict = Verdict.WITHDRAWN
        feedback = Feedback.from_turn(move.turn(), verdict, datetime.now(UTC))
        append_feedback(self._service.settings.home, feedback)
        kept = "" if verdict is Verdict.WITHDRAWN else verdict.value
        yield shown(move.chat.set_verdict(key, kept))

    def fresh(self, move: Move) -> Iterator[Frame]:
        """A new chat."""
        yield empty(self._library)

    def opened(self, move: Move) -> Iterator[Frame]:
        """A chat that the browser has kept."""
        yield shown(reopen_chat(load_chat(move.data.get("chat")), self._library))


def refused(move: Move, error: DatelineError | Refusal) -> Frame:
    """The chat as it was, and why a move could not be made."""
    return Frame(move.chat, shown(move.chat, explain_error(error)).html)


def _verdict(value: object) -> Verdict:
    if value not in (Verdict.UP, Verdict.DOWN):
        raise PublicError("An answer is good or bad")
    return Verdict(str(value))
