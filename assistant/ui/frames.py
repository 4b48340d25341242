"""What the Ask tab shows while a question is answered: one frame after the other.

Knows the conversation and its HTML; leaves components and events to `assistant.ui.chat`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.answer import Answer
from assistant.conversation.answering import stream_answer
from assistant.conversation.kept import Chat, Exchange
from assistant.conversation.turn import Turn
from assistant.conversation.understood import ResolvedQuestion
from assistant.dates import format_date
from assistant.examples import make_example_questions
from assistant.markup import chat as markup
from assistant.markup.answer import sentences_html
from assistant.markup.evidence import evidence_html, hits_html, idle_html
from assistant.pipeline import Assistant, HitsReady, SentenceReady
from index.article import DatelineError, Filters, Hit
from index.library import Library

_EXAMPLES_FROM = 200


@dataclass(frozen=True, slots=True)
class Frame:
    """The conversation, its HTML, and what stands beside it: the evidence as HTML, its hits and
    the filters, None where they stay as they were."""

    chat: Chat
    html: str
    evidence: str | None = None
    hits: tuple[Hit, ...] | None = None
    filters: Filters | None = None


def empty(library: Library) -> Frame:
    """A new chat."""
    examples = make_example_questions(islice(library.articles(_EXAMPLES_FROM), _EXAMPLES_FROM))
    return Frame(Chat(), markup.idle_html(examples), idle_html(), ())


def shown(chat: Chat, below: str = "") -> Frame:
    """A chat as it is, and HTML below it."""
    return Frame(chat, markup.chat_html(chat.exchanges, below))


def frames(
    asked: ResolvedQuestion, chat: Chat, assistant: Assistant, library: Library
) -> Iterator[Frame]:
    """The frames of a question: what was understood, the hits, each sentence, the answer."""
    key = len(chat.exchanges)

    def coming(html: str) -> str:
        return markup.chat_html(chat.exchanges, markup.pending_html(asked, key, html))

    yield Frame(chat, coming(markup.waiting_html("Searching …")))
    sentences: list[SentenceReady] = []
    try:
        for event in stream_answer(asked, assistant, library):
            if isinstance(event, HitsReady):
                told = markup.waiting_html(_reading(event.hits))
                yield Frame(chat, coming(told), hits_html(event.hits))
            elif isinstance(event, SentenceReady):
                sentences.append(event)
                yield Frame(chat, coming(_so_far(sentences, key)))
            else:
                yield _ended(asked, event, chat, library)
    except DatelineError as error:
        failed = markup.failed_html(asked, key, str(error))
        yield Frame(chat, markup.chat_html(chat.exchanges, failed), idle_html(), ())


def _ended(asked: ResolvedQuestion, answer: Answer, chat: Chat, library: Library) -> Frame:
    exchange = Exchange(Turn.from_answer(asked, answer), looked(library, asked.filters))
    more = replace(chat, id=chat.id or uuid.uuid4().hex).add_exchange(exchange)
    return Frame(more, shown(more).html, evidence_html(answer), answer.hits)


def _so_far(found: Sequence[SentenceReady], key: int) -> str:
    cited = [citation for one in found for citation in one.citations]
    html = sentences_html([one.sentence for one in found], cited, key)
    return f'<div class="answer">{html}</div>'


def _reading(hits: Sequence[Hit]) -> str:
    """ "Reading 10 passages of Meridian Wire, Harbour Post and 2 others"."""
    outlets = list(dict.fromkeys(hit.source for hit in hits if hit.source))
    told = f"Reading {len(hits)} passage{'' if len(hits) == 1 else 's'}"
    if outlets:
        told += f" of {', '.join(outlets[:3])}"
    if more := len(outlets) - 3:
        told += f" and {more} other{'' if more == 1 else 's'}" if more > 0 else ""
    return f"{told} …"


def looked(library: Library, filters: Filters) -> str:
    """Over how many articles an answer looked, and of what outlets and dates."""
    found = library.coverage(filters)
    told = f"Looked at {_counted(found.articles, 'article')}"
    if found.outlets:
        told += f" of {_counted(found.outlets, 'outlet')}"
    if found.oldest and found.newest:
        told += f", from {format_date(found.oldest)} to {format_date(found.newest)}"
    return told


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
