"""Resolves requests for more: "tell me more", "what else did he say?", "more about Rutte". Pure.

What was quoted before is never quoted again.
"""

from __future__ import annotations

from assistant.chat.resolution.context import FollowupContext
from assistant.chat.resolution.coreference import find_antecedent
from assistant.chat.resolution.followup import ResolvedFollowup
from assistant.chat.resolution.wording import join_parts, restore_capitals
from assistant.chat.resolved_question import Attempt, Attempts
from index.language.en.asking.followup_phrases import (
    find_more_subject,
    is_request_for_more,
    read_else_request,
)
from index.language.en.asking.rewording import ask_for_more, ask_for_words
from index.language.en.pronouns import find_open_pronoun
from index.language.en.query_terms import content_words
from index.language.en.speech.speech_questions import read_speech_question
from index.language.en.subjects import find_phrases


def resolve_more(context: FollowupContext) -> ResolvedFollowup | None:
    """ "tell me more", "more about Rutte"."""
    last = context.last_turn.asked
    without = context.given_places
    if is_request_for_more(context.plain):
        question = ask_for_more(join_parts(find_phrases(last.standing) or [last.standing]))
        rest = context.last_cited_turn.citations[-1] if context.last_cited_turn else None
        ways = (Attempt(last.standing), Attempt(question))
        attempts = Attempts(ways, without=without, rest=rest)
        return ResolvedFollowup(
            question, context.filters, last.topic, last.standing, attempts=attempts
        )
    subject = find_more_subject(context.plain)
    if not subject:
        return None
    focus = restore_capitals(context, subject)
    pronoun = find_open_pronoun(f"what about {subject}")
    if pronoun is not None:
        focus = find_antecedent(pronoun, context, "")
    if not content_words(focus):
        return None
    carried = [phrase for phrase in find_phrases(last.topic) if phrase.lower() not in focus.lower()]
    question = ask_for_more(join_parts([focus, *carried]))
    ways = (Attempt(question), Attempt(f"What about {focus}?", is_near=True))
    attempts = Attempts(ways, context.cited_articles, focus, without)
    return ResolvedFollowup(
        question, context.filters, last.topic, question, focus, attempts=attempts
    )


def resolve_else(context: FollowupContext) -> ResolvedFollowup | None:
    """ "what else?", "what else did he say about troops?"."""
    request = read_else_request(context.plain)
    if request is None:
        return None
    last = context.last_turn.asked
    asked = read_speech_question(last.standing)
    speaker = _find_speaker(context, request.speaker)
    topic = restore_capitals(context, request.topic) if request.topic else ""
    if not speaker:
        if request.speaker:
            return None
        # "What else?" asks the same question once more.
        ways = (Attempt(last.question), Attempt(last.standing, is_near=True))
        attempts = Attempts(ways, context.cited_articles, without=context.given_places)
        return ResolvedFollowup(
            last.question, context.filters, last.topic, last.standing, attempts=attempts
        )
    if not topic and asked is not None:
        topic = asked.topic
    plain = ask_for_words(speaker)
    question = ask_for_words(speaker, topic)
    further = () if request.topic or plain == question else (Attempt(plain),)
    ways = (Attempt(question), Attempt(plain, is_near=True), *further)
    attempts = Attempts(ways, context.cited_articles, without=context.given_places)
    return ResolvedFollowup(
        question, context.filters, question, question, restore_capitals(context, request.speaker),
        attempts=attempts, carried_phrases=(speaker, *((topic,) if topic else ())),
    )  # fmt: skip


def _find_speaker(context: FollowupContext, words: str) -> str:
    """The speaker that the words name, or that their pronoun means; "" for nobody."""
    pronoun = find_open_pronoun(f"what did {words} say") if words else None
    if pronoun is not None:
        return find_antecedent(pronoun, context, "")
    return restore_capitals(context, words) if words else ""
