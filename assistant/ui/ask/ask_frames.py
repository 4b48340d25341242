"""Renders what the Ask tab shows while it answers a question, one frame after the other.

Components and events are in `assistant.ui.ask.tab_ask`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.chat.chat_json import Chat, Exchange
from assistant.chat.resolution.followup_answers import stream_answer
from assistant.chat.resolved_question import ResolvedQuestion
from assistant.chat.turn import Turn
from assistant.core.answer import Answer, AskedPeriod
from assistant.news.speech.surroundings import find_surroundings
from assistant.pipeline import HitsReady, SentenceReady
from assistant.present.example_questions import make_example_questions
from assistant.present.html.chat_view import EmptyArchive, Pending, render_chat, render_welcome
from assistant.present.html.evidence_view import render_evidence, render_hits, render_idle
from assistant.present.html.screen_address import make_question_address
from assistant.present.html.template_filters import format_count
from assistant.server.http.problems import explain_error
from assistant.server.rest.service import Service
from assistant.ui.address_bar import Step
from index.core.article import Filters, Hit
from index.core.errors import DatelineError
from index.language.en.date_words import format_date
from index.library import Library
from index.search.query import check_length

_EXAMPLES_FROM = 200
_REOPENED_HITS = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """The conversation, its HTML, and what stands beside it: the evidence as HTML, its hits, the
    filters, and the step that it is. None leaves a part as it is."""

    chat: Chat
    html: str
    evidence: str | None = None
    hits: tuple[Hit, ...] | None = None
    filters: Filters | None = None
    step: Step | None = None


def make_empty_frame(library: Library, *, may_write: bool = False) -> Frame:
    """Make the frame of a new chat; in an empty archive, users who may write can add articles."""
    examples = make_example_questions(library.articles(_EXAMPLES_FROM))
    empty = None if library.article_count else EmptyArchive(may_write)
    html = render_welcome(examples, empty)
    return Frame(Chat(), html, render_idle(), (), step=make_step(Chat()))


def make_step(chat: Chat) -> Step:
    """Make the step of a chat: its last question, or none."""
    if not chat.turns:
        return Step("ask", "/")
    last = len(chat.turns) - 1
    return Step("ask", make_question_address(chat.turns[-1].asked), chat.id, last)


def make_reopened_frame(chat: Chat, library: Library) -> Frame:
    """Make the frame of a chat that was kept, with the evidence of its last answer."""
    turn = chat.turns[-1]
    frame = replace(make_chat_frame(chat), step=make_step(chat))
    try:
        hits = tuple(library.search(turn.asked.question, _REOPENED_HITS, turn.asked.filters))
    except DatelineError:
        return replace(frame, evidence=render_idle(), hits=())
    answer = Answer(
        turn.asked.question, turn.status, turn.confidence, turn.sentences, turn.citations, hits
    )
    return replace(frame, evidence=render_evidence(answer), hits=hits)


def make_chat_frame(chat: Chat, notice: str = "") -> Frame:
    """Make the frame of a chat, with the reason why an action failed, if any."""
    return Frame(chat, render_chat(chat.exchanges, notice=notice))


def answer_in_frames(question: ResolvedQuestion, chat: Chat, service: Service) -> Iterator[Frame]:
    """Yield the frames of a question: as it was understood, the hits, each sentence, the answer."""
    library = service.library

    def render(pending: Pending) -> str:
        return render_chat(chat.exchanges, pending)

    yield Frame(chat, render(Pending(question, waiting="Searching …")))
    sentences: list[SentenceReady] = []
    period: AskedPeriod | None = None
    try:
        check_length(question.question, service.settings.max_question)
        for event in stream_answer(question, service.assistant, library):
            if isinstance(event, HitsReady):
                period = event.period
                waiting = _describe_reading(event.hits)
                pending = Pending(question, waiting=waiting, period=period)
                yield Frame(chat, render(pending), render_hits(event.hits))
            elif isinstance(event, SentenceReady):
                sentences.append(event)
                pending = replace(_make_pending(question, sentences), period=period)
                yield Frame(chat, render(pending))
            else:
                service.metrics.record_stages(event.timings_ms)
                yield _make_final_frame(question, event, chat, library)
    except DatelineError as error:
        failed = Pending(question, failure=explain_error(error))
        yield Frame(chat, render(failed), render_idle(), ())


def _make_final_frame(
    question: ResolvedQuestion, answer: Answer, chat: Chat, library: Library
) -> Frame:
    coverage = describe_coverage(library, question.filters)
    around = find_surroundings(answer.citations, library)
    exchange = Exchange(Turn.from_answer(question, answer), coverage, surroundings=around)
    extended = replace(chat, id=chat.id or uuid.uuid4().hex).add_exchange(exchange)
    html, step = make_chat_frame(extended).html, make_step(extended)
    return Frame(extended, html, render_evidence(answer), answer.hits, step=step)


def _make_pending(question: ResolvedQuestion, sentences: Sequence[SentenceReady]) -> Pending:
    citations = [citation for one in sentences for citation in one.citations]
    return Pending(question, sentences=[one.sentence for one in sentences], citations=citations)


def _describe_reading(hits: Sequence[Hit]) -> str:
    """ "Reading 10 passages of Meridian Wire, Harbour Post and 2 others"."""
    outlets = list(dict.fromkeys(hit.source for hit in hits if hit.source))
    description = f"Reading {format_count(len(hits), 'passage')}"
    if outlets:
        description += f" of {', '.join(outlets[:3])}"
    if len(outlets) > 3:
        description += f" and {format_count(len(outlets) - 3, 'other')}"
    return f"{description} …"


def describe_coverage(library: Library, filters: Filters) -> str:
    """Describe the articles that an answer searched: how many, of which outlets and dates."""
    coverage = library.coverage(filters)
    description = f"Looked at {format_count(coverage.articles, 'article')}"
    if coverage.outlets:
        description += f" of {format_count(coverage.outlets, 'outlet')}"
    if coverage.oldest and coverage.newest:
        description += f", from {format_date(coverage.oldest)} to {format_date(coverage.newest)}"
    return description
