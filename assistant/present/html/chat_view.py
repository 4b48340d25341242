"""Renders a conversation: each question, how it was understood, and its answer. Pure.

A button names its event in `data-event`; the screen's script sends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.chat.chat_json import Exchange
from assistant.chat.resolved_question import ResolvedQuestion
from assistant.core.answer import AnswerSentence, AskedPeriod, Citation, Status
from assistant.present.html.copied_answer import (
    Reference,
    format_copied_answer,
    list_references,
)
from assistant.present.html.environment import render
from assistant.present.html.refusal_view import RefusalView, view_refusal
from assistant.present.html.sentence_groups import SideGroups, group_sides


@dataclass(frozen=True, slots=True)
class Pending:
    """A question without its final answer: the current stage, the sentences so far, or the reason
    of a failure; and the period that its words name."""

    asked: ResolvedQuestion
    waiting: str = ""
    sentences: Sequence[AnswerSentence] = ()
    citations: Sequence[Citation] = ()
    failure: str = ""
    period: AskedPeriod | None = None

    @property
    def sides(self) -> list[SideGroups]:
        """The sentences so far, grouped."""
        return group_sides((), self.sentences, self.citations)


@dataclass(frozen=True, slots=True)
class EmptyArchive:
    """An archive without articles: whether this user may add some, and what happens now."""

    can_add: bool = False
    notice: str = ""


@dataclass(frozen=True, slots=True)
class _ExchangeView:
    """An exchange with its answer or refusal; "Copy" copies `copied` and the references."""

    exchange: Exchange
    sides: list[SideGroups]
    refusal: RefusalView | None
    copied: str
    references: list[Reference]


def render_chat(
    exchanges: Sequence[Exchange], pending: Pending | None = None, notice: str = ""
) -> str:
    """Render the exchanges so far, the pending one, and the reason why an action failed.

    The evidence of the last exchange stands beside the conversation, or opens over it.
    """
    views = [_view_exchange(exchange) for exchange in exchanges]
    return render("chat.html", exchanges=views, pending=pending, notice=notice)


def render_welcome(examples: Iterable[str], empty: EmptyArchive | None = None) -> str:
    """Render the beginning of a new chat; `empty` if the archive has no articles."""
    return render("welcome.html", examples=list(examples), empty=empty)


def _view_exchange(exchange: Exchange) -> _ExchangeView:
    turn = exchange.turn
    is_refusal = turn.status is Status.NO_EVIDENCE
    return _ExchangeView(
        exchange,
        [] if is_refusal else group_sides(turn.sides, turn.sentences, turn.citations),
        view_refusal(turn) if is_refusal else None,
        format_copied_answer(turn),
        list_references(turn.citations),
    )
