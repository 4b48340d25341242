"""The actions of a conversation, and the frames that each leads to.

Everything that comes from the browser is checked here, keys and saved chats included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from assistant.chat.archive_gender import find_archive_gender
from assistant.chat.chat_json import Chat, load_chat
from assistant.chat.feedback import Feedback, Verdict, append_feedback
from assistant.chat.reopening import reopen_chat
from assistant.chat.resolution.resolve_followup import (
    ArchiveFacts,
    accept_as_typed,
    resolve_followup,
)
from assistant.chat.resolved_question import NO_ATTEMPTS, Act
from assistant.chat.turn import Turn
from assistant.chat.widening import list_wider_filters
from assistant.present.html.screen_address import parse_address
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.rest.service import Service
from assistant.ui.alerts.making import make_alert
from assistant.ui.ask.ask_frames import (
    Frame,
    answer_in_frames,
    make_chat_frame,
    make_empty_frame,
    make_reopened_frame,
)
from assistant.ui.permission import check_allowed
from index.core.alert import AlertKind
from index.core.article import Filters
from index.core.errors import DatelineError, PublicError
from index.search.query import check_length


@dataclass(frozen=True, slots=True)
class Action:
    """An action of a user: the text in the box, the chat, the filters and the button's data, all
    as the browser sent them; and whether the user's key allows writing."""

    message: str
    chat: Chat
    filters: Filters
    data: Mapping[str, object]
    may_write: bool = False

    def get_turn(self) -> Turn:
        """Get the turn that the button belongs to."""
        return self.chat.turns[self.get_turn_number()]

    def get_turn_number(self) -> int:
        """Get the number of that turn. Raises PublicError if the chat has no such turn."""
        number = self.get_number("turn")
        if number >= len(self.chat.exchanges):
            raise PublicError("This chat has no such question")
        return number

    def get_number(self, name: str) -> int:
        """Get a number of the data, from 0. Raises PublicError if it is not a number."""
        value = str(self.data.get(name))
        if not (value.isascii() and value.isdigit() and len(value) < 4):
            raise PublicError("The page sent something that is not a number")
        return int(value)


class AskActions:
    """Turns the actions of a conversation with a server's library into frames."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.library

    def ask(self, action: Action) -> Iterator[Frame]:
        """Ask the question in the box."""
        # Outlets narrow a follow-up only: a first question needs no list of them.
        sources = self._library.sources() if action.chat.turns else []
        today = self._service.assistant.get_today(action.filters)
        find_gender = partial(find_archive_gender, self._library)
        facts = ArchiveFacts(today, tuple(name for name, _ in sources), find_gender)
        question = resolve_followup(action.message, action.chat.turns, facts, action.filters)
        if question.act is Act.START_OVER:
            return self.start_chat(action)
        return answer_in_frames(question, action.chat, self._service)

    def ask_example(self, action: Action) -> Iterator[Frame]:
        """Ask the example that was clicked."""
        return self.ask(replace(action, message=str(action.data.get("question", ""))))

    def ask_as_typed(self, action: Action) -> Iterator[Frame]:
        """Ask a message again exactly as it was typed, because it was misunderstood. Dates in it
        are mere words then."""
        misunderstood = action.get_turn().asked
        question = accept_as_typed(misunderstood.typed, misunderstood.base, reads_dates=False)
        exchanges = action.chat.exchanges[: action.get_turn_number()]
        before = replace(action.chat, exchanges=exchanges)
        return answer_in_frames(question, before, self._service)

    def widen_filters(self, action: Action) -> Iterator[Frame]:
        """Ask the same question with fewer filters."""
        turn = action.get_turn()
        wider = list_wider_filters(turn.asked.filters)
        number = action.get_number("way")
        if number >= len(wider):
            raise PublicError("There is no such filter to drop")
        return self._repeat_question(turn, action.chat, wider[number].filters)

    def ask_with_new_filters(self, action: Action) -> Iterator[Frame]:
        """Ask the last question again with the filters as they are now."""
        if not action.chat.turns:
            return iter([])
        return self._repeat_question(action.chat.turns[-1], action.chat, action.filters)

    def _repeat_question(self, turn: Turn, chat: Chat, filters: Filters) -> Iterator[Frame]:
        question = replace(turn.asked, filters=filters, base=filters, about=None, phrase="")
        question = replace(question, attempts=NO_ATTEMPTS)
        for frame in answer_in_frames(question, chat, self._service):
            yield replace(frame, filters=filters)

    def judge_answer(self, action: Action) -> Iterator[Frame]:
        """Store whether an answer is good or bad; the same verdict again withdraws it.

        The verdict is stored in the home, so a server with keys asks for one that may write.
        """
        check_allowed(action.may_write)
        number = action.get_turn_number()
        verdict = _parse_verdict(action.data.get("verdict"))
        if action.chat.exchanges[number].verdict == verdict:
            verdict = Verdict.WITHDRAWN
        feedback = Feedback.from_turn(action.get_turn(), verdict, datetime.now(UTC))
        append_feedback(self._service.settings.home, feedback)
        mark = "" if verdict is Verdict.WITHDRAWN else verdict.value
        yield make_chat_frame(action.chat.set_verdict(number, mark))

    def keep_question(self, action: Action) -> Iterator[Frame]:
        """Keep the question of an answer as an alert, and say so below it."""
        check_allowed(action.may_write)
        asked = action.get_turn().asked
        said = make_alert(self._service, AlertKind.QUESTION, asked.question, asked.filters)
        yield make_chat_frame(action.chat.set_note(action.get_turn_number(), said))

    def start_chat(self, action: Action) -> Iterator[Frame]:
        """Start a new chat, without filters."""
        frame = make_empty_frame(self._library, may_write=action.may_write)
        yield replace(frame, filters=Filters())

    def open_chat(self, action: Action) -> Iterator[Frame]:
        """Open a chat that the browser has saved."""
        chat = reopen_chat(load_chat(action.data.get("chat")), self._library)
        yield make_reopened_frame(chat, self._library)

    def ask_address(self, action: Action) -> Iterator[Frame]:
        """Ask the question of the page's address, in a new chat; without one, begin a new chat.

        Any site can lead here, so this only asks.
        """
        address = parse_address(str(action.data.get("query", "")))
        check_length(address.words, self._service.settings.max_question)
        question = accept_as_typed(address.words, address.filters, reads_dates=address.reads_dates)
        frames = (
            answer_in_frames(question, Chat(), self._service)
            if address.words
            else iter([make_empty_frame(self._library, may_write=action.may_write)])
        )
        return _keep_place(replace(frame, filters=address.filters) for frame in frames)

    def restore_chat(self, action: Action) -> Iterator[Frame]:
        """Open the chat that the page's address belongs to."""
        return _keep_place(self.open_chat(action))


def make_error_frame(action: Action, error: DatelineError | Refusal) -> Frame:
    """Make the frame of the chat as it was, with the reason why the action failed."""
    return Frame(action.chat, make_chat_frame(action.chat, explain_error(error)).html)


def _keep_place(frames: Iterator[Frame]) -> Iterator[Frame]:
    """The frames without a new step: the page is where it asked to be."""
    for frame in frames:
        step = replace(frame.step, is_new=False) if frame.step else None
        yield replace(frame, step=step)


def _parse_verdict(value: object) -> Verdict:
    if value not in (Verdict.UP, Verdict.DOWN):
        raise PublicError("An answer is good or bad")
    return Verdict(str(value))
