"""A conversation as HTML: each question, how it was understood, and what came back. Pure.

Buttons carry in `data-event` what they want done; the screen hears of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assistant.answer import Status
from assistant.conversation.kept import Exchange
from assistant.conversation.turn import Turn
from assistant.conversation.understood import ResolvedQuestion
from assistant.markup.answer import sentences_html
from assistant.markup.refusal import refusal_html
from assistant.markup.text import line
from assistant.references import format_answer

_THUMB = (
    '<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">'
    '<path d="M2 7h2.6v7H2zM5.8 7l3-5.4c1.2 0 2 .9 1.7 2.1L9.9 6.4h3.4c1 0 1.6.9 1.3 1.9'
    'l-1.4 4.5c-.2.7-.8 1.2-1.5 1.2H5.8z"/></svg>'
)

# Where there is no room for the evidence beside the conversation.
_EVIDENCE = '<button type="button" class="dl-plain show-evidence">Evidence</button>'


def chat_html(exchanges: Sequence[Exchange], pending: str = "") -> str:
    """The exchanges so far, and the one that is coming."""
    last = len(exchanges) - 1 if not pending else -1
    told = "".join(exchange_html(one, key, last=key == last) for key, one in enumerate(exchanges))
    return f'<div role="log" aria-label="Conversation">{told}{pending}</div>'


def idle_html(examples: Iterable[str]) -> str:
    """What a new chat begins with."""
    buttons = "".join(
        f'<button type="button" class="dl-button" data-event="example_select"'
        f' data-question="{escape(example)}">{line(example)}</button>'
        for example in examples
    )
    offered = f'<p class="quiet">For example</p><div class="examples">{buttons}</div>'
    return (
        '<div class="idle"><p class="promise">Ask what the articles say.</p>'
        '<p class="quiet">Every sentence of an answer is a quotation with outlet and date; its'
        " number opens the article there. Where the archive does not say, you are told so.</p>"
        f"{offered if buttons else ''}</div>"
    )


def exchange_html(exchange: Exchange, key: int, *, last: bool) -> str:
    """A question and its answer or refusal, with what can be done with it.

    The `last` one's evidence stands beside the conversation, or opens over it.
    """
    turn = exchange.turn
    if turn.status is Status.NO_EVIDENCE:
        came = refusal_html(turn, key)
    else:
        came = f'<div class="answer">{sentences_html(turn.sentences, turn.citations, key)}</div>'
    note = f'<p class="note">{line(exchange.note)}</p>' if exchange.note else ""
    return _turn_html(turn.asked, key, came + note + _after_html(exchange, key, last))


def pending_html(asked: ResolvedQuestion, key: int, came: str) -> str:
    """A question whose answer is on its way."""
    return _turn_html(asked, key, came, busy=True)


def failed_html(asked: ResolvedQuestion, key: int, message: str) -> str:
    """A question that could not be asked, and why."""
    return _turn_html(asked, key, notice_html(message))


def notice_html(text: str) -> str:
    """Why something could not be done, below the conversation."""
    return f'<p class="error" role="alert">{line(text)}</p>'


def waiting_html(text: str) -> str:
    """What is going on, until there is an answer."""
    return f'<p class="waiting" role="status">{line(text)}</p>'


def _turn_html(asked: ResolvedQuestion, key: int, came: str, *, busy: bool = False) -> str:
    question = f'<h2 class="question">{line(asked.typed)}</h2>' if asked.typed else ""
    return (
        f'<section class="turn" id="turn-{key}" aria-busy="{"true" if busy else "false"}"'
        f' aria-label="Question {key + 1}">{question}'
        f"{_understood_html(asked, key)}{came}</section>"
    )


def _understood_html(asked: ResolvedQuestion, key: int) -> str:
    """What was searched, where that is not just what was typed, and a way to undo it."""
    if not asked.carried:
        return ""
    chips = '<span class="dot"> · </span>'.join(
        f'<span class="chip {chip.kind}{" carried" if chip.carried else ""}">{line(chip.text)}'
        "</span>"
        for chip in asked.chips
    )
    return (
        f'<p class="understood"><span>Searching:</span> <span class="chips">{chips}</span>'
        f' <button type="button" class="dl-plain" data-event="undo" data-turn="{key}">'
        "Undo: ask just what I typed</button></p>"
    )


def _after_html(exchange: Exchange, key: int, last: bool) -> str:
    """What was looked through; copy, and what is thought of the answer."""
    return (
        f'<footer class="after"><span class="looked">{line(exchange.scope)}</span>'
        f'<span class="acts">{_EVIDENCE if last else ""}{_copy_html(exchange.turn)}'
        f"{_thumb(exchange, key, 'up', 'Good answer')}{_thumb(exchange, key, 'down', 'Bad answer')}"
        "</span></footer>"
    )


def _copy_html(turn: Turn) -> str:
    return (
        '<button type="button" class="dl-plain" data-copy title="Copy with references">Copy'
        f'</button><span class="written" hidden>{escape(format_answer(turn).text)}</span>'
    )


def _thumb(exchange: Exchange, key: int, verdict: str, label: str) -> str:
    pressed = "true" if exchange.verdict == verdict else "false"
    return (
        f'<button type="button" class="dl-plain thumb {verdict}" data-event="like"'
        f' data-turn="{key}" data-verdict="{verdict}" aria-pressed="{pressed}"'
        f' aria-label="{label}" title="{label}">{_THUMB}</button>'
    )
