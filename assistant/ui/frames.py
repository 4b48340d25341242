"""What the Ask tab shows while a question is answered: one frame after the other.

Knows the conversation and its HTML; leaves components and events to `assistant.ui.chat`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.answering.answer import Answer
from assistant.chat.chat_json import Chat, Exchange
from assistant.chat.followup_answers import stream_answer
from assistant.chat.resolved_question import ResolvedQuestion
from assistant.chat.turn import Turn
from assistant.pipeline import HitsReady, SentenceReady
from assistant.present.example_questions import make_example_questions
from assistant.present.html.chat import Pending, render_chat, render_welcome
from assistant.present.html.evidence import render_evidence, render_hits, render_idle
from assistant.present.html.text import count
from assistant.server.http.problems import explain_error
from assistant.server.rest.service import Service
from index.core.article import Filters, Hit
from index.core.errors import DatelineError
from index.language.en.date_words import format_date
from index.library import Library
from index.search.query import check_length

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
    return Frame(Chat(), render_welcome(examples), render_idle(), ())


def shown(chat: Chat, notice: str = "") -> Frame:
    """A chat as it is, and why something could not be done."""
    return Frame(chat, render_chat(chat.exchanges, notice=notice))


def frames(asked: ResolvedQuestion, chat: Chat, service: Service) -> Iterator[Frame]:
    """The frames of a question: what was understood, the hits, each sentence, the answer."""
    library = service.library

    def coming(pending: Pending) -> str:
        return render_chat(chat.exchanges, pending)

    yield Frame(chat, coming(Pending(asked, waiting="Searching …")))
    sentences: list[SentenceReady] = []
    try:
        check_length(asked.question, service.settings.max_question)
        for event in stream_answer(asked, service.assistant, library):
            if isinstance(event, HitsReady):
                pending = Pending(asked, waiting=_reading(event.hits))
                yield Frame(chat, coming(pending), render_hits(event.hits))
            elif isinstance(event, SentenceReady):
                sentences.append(event)
                yield Frame(chat, coming(_so_far(asked, sentences)))
            else:
                service.metrics.record_stages(event.timings_ms)
                yield _ended(asked, event, chat, library)
    except DatelineError as error:
        failed = Pending(asked, failure=explain_error(error))
        yield Frame(chat, coming(failed), render_idle(), ())


def _ended(asked: ResolvedQuestion, answer: Answer, chat: Chat, library: Library) -> Frame:
    exchange = Exchange(Turn.from_answer(asked, answer), looked(library, asked.filters))
    more = replace(chat, id=chat.id or uuid.uuid4().hex).add_exchange(exchange)
    return Frame(more, shown(more).html, render_evidence(answer), answer.hits)


def _so_far(asked: ResolvedQuestion, found: Sequence[SentenceReady]) -> Pending:
    cited = [citation for one in found for citation in one.citations]
    return Pending(asked, sentences=[one.sentence for one in found], citations=cited)


def _reading(hits: Sequence[Hit]) -> str:
    """ "Reading 10 passages of Meridian Wire, Harbour Post and 2 others"."""
    outlets = list(dict.fromkeys(hit.source for hit in hits if hit.source))
    told = f"Reading {count(len(hits), 'passage')}"
    if outlets:
        told += f" of {', '.join(outlets[:3])}"
    if len(outlets) > 3:
        told += f" and {count(len(outlets) - 3, 'other')}"
    return f"{told} …"


def looked(library: Library, filters: Filters) -> str:
    """Over how many articles an answer looked, and of what outlets and dates."""
    found = library.coverage(filters)
    told = f"Looked at {count(found.articles, 'article')}"
    if found.outlets:
        told += f" of {count(found.outlets, 'outlet')}"
    if found.oldest and found.newest:
        told += f", from {format_date(found.oldest)} to {format_date(found.newest)}"
    return told
