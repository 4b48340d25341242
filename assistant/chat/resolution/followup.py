"""Resolves each form of follow-up against the last turn.

Every `resolve_` function takes a context and returns the resolved follow-up, or None if the message
does not have its form. The order of the forms is in `resolve_followup`. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.chat.resolution.attempt_plans import (
    plan_bare,
    plan_elliptic,
    plan_narrowing,
    plan_new_subject,
    plan_pronoun,
)
from assistant.chat.resolution.context import FollowupContext
from assistant.chat.resolution.coreference import collect_known_spellings, find_antecedent
from assistant.chat.resolution.narrowing import FilterChange, parse_filter_change, split_period
from assistant.chat.resolution.new_dates import name_period, strip_time
from assistant.chat.resolution.wording import join_parts, restore_capitals, shorten_quote
from assistant.chat.resolved_question import NO_ATTEMPTS, Attempts, QuoteReference
from assistant.chat.turn import Turn
from assistant.core.answer import Citation
from index.core.article import Filters
from index.language.en.asking.answer_type import AnswerType
from index.language.en.asking.bare_questions import is_bare_question
from index.language.en.asking.elliptic_questions import EllipticQuestion, parse_elliptic_question
from index.language.en.asking.followup_phrases import (
    find_new_subject,
    is_whole,
    strip_conjunction,
)
from index.language.en.asking.rewording import (
    ask_who_said,
    replace_question_word,
    replace_subject,
)
from index.language.en.attribution import is_reported_speech
from index.language.en.pronouns import Referent, find_open_pronoun
from index.language.en.query_terms import content_words
from index.language.en.speech.speech_questions import read_speech_question
from index.language.en.subjects import find_phrases

# The length of a quotation in a question: enough to find it again.
_LONGEST_ADDED = 6  # words after "and", more after "what about"
_LONGEST_ASKED = 12


@dataclass(frozen=True, slots=True)
class ResolvedFollowup:
    """A follow-up as a self-contained question; fields as in `ResolvedQuestion`.

    `addition` holds the new words. `carried_phrases` are the phrases to display of the rest, None
    for all of them. `phrase` names the new dates, None if they did not change.
    """

    question: str
    filters: Filters
    topic: str
    standing: str
    addition: str = ""
    about: QuoteReference | None = None
    carried_phrases: tuple[str, ...] | None = None
    phrase: str | None = None
    reads_dates: bool = True
    attempts: Attempts = NO_ATTEMPTS


def resolve_narrowing(context: FollowupContext) -> ResolvedFollowup | None:
    """ "only from March 2025", "and in September?", "in Meridian Wire", "all dates"."""
    change = parse_filter_change(context.plain, context.calendar, context.outlets)
    if change is None:
        return None
    last = context.last_turn.asked
    question = last.standing if last.about is not None else last.question
    if change.fault:
        # The date stays in the question, whose answer says what is wrong with it.
        plain = strip_time(question, context.calendar)
        filters = replace(context.filters, after=None, before=None)
        asked = f"{plain.rstrip(' ?!.')} {change.text}?"
        return ResolvedFollowup(asked, filters, last.topic, last.standing, change.text, phrase="")
    filters = change.apply_to(context.filters)
    if change.dates is None:
        attempts = plan_narrowing(question)
        return ResolvedFollowup(question, filters, last.topic, last.standing, attempts=attempts)
    texts = (question, last.topic, last.standing)
    question, topic, standing = (strip_time(text, context.calendar) for text in texts)
    phrase = name_period(context, filters, is_limit=change.is_limit)
    attempts = plan_narrowing(question)
    return ResolvedFollowup(question, filters, topic, standing, phrase=phrase, attempts=attempts)


def resolve_elliptic(context: FollowupContext) -> ResolvedFollowup | None:
    """ "when?", "who said that?", "how many soldiers?"."""
    ask = parse_elliptic_question(strip_conjunction(context.plain))
    if ask is None:
        return None
    last = context.last_turn.asked
    about = _find_quotation(context, ask)
    if ask.is_about_speaker and about is not None:
        question = ask_who_said(shorten_quote(about.citation.quote))
    else:
        question = replace_question_word(last.standing, ask.question_words)
    # Nobody asks for the articles of a day that a quotation names.
    is_quoted = ask.is_about_speaker and about is not None
    attempts = NO_ATTEMPTS if is_quoted else plan_elliptic(context, question)
    return ResolvedFollowup(
        question,
        context.filters,
        last.topic,
        last.standing,
        ask.words,
        about,
        reads_dates=not is_quoted,
        attempts=attempts,
    )


def resolve_new_subject(context: FollowupContext) -> ResolvedFollowup | None:
    """ "and what about Britain?", "and Germany in March?", "no, Poland"."""
    subject = find_new_subject(context.plain)
    if subject is None:
        return None
    longest = _LONGEST_ASKED if subject.is_asked else _LONGEST_ADDED
    rest, dates = split_period(subject.text, context.calendar)
    if len(rest.split()) > longest or (is_whole(rest) and not subject.is_asked):
        return None
    focus = restore_capitals(context, rest)
    pronoun = find_open_pronoun(f"about {rest}") if subject.is_asked else None
    if pronoun is not None:
        focus = find_antecedent(pronoun, context, "")
    if not content_words(focus):
        return None
    last = context.last_turn.asked
    topic = strip_time(last.topic, context.calendar) if dates else last.topic
    question = replace_subject(topic, focus, collect_known_spellings(context.turns))
    filters = FilterChange(dates).apply_to(context.filters)
    phrase = name_period(context, filters, is_limit=False) if dates else None
    attempts = plan_new_subject(context, question, focus)
    return ResolvedFollowup(
        question, filters, topic, question, focus, phrase=phrase, attempts=attempts
    )


def resolve_pronoun(context: FollowupContext) -> ResolvedFollowup | None:
    """ "what did he say about NATO?", "who was there?"."""
    if len(context.plain) != len(context.typed.lower().strip(" ?!.,;:…-")):
        return None
    # A resolved question names the antecedent after a colon.
    pronoun = find_open_pronoun(context.plain) if ":" not in context.plain else None
    if pronoun is None:
        return None
    start = context.typed.lower().find(context.plain[:1]) if context.plain else 0
    message = context.typed[max(start, 0) :]
    name = find_antecedent(pronoun, context, context.plain)
    carried_phrases = (name,) if name else tuple(find_phrases(context.last_turn.asked.standing))
    if name:
        question = pronoun.replace_in(message, name)
    elif carried_phrases and _can_mean_whole_question(pronoun.referent, context.plain):
        question = f"{message.rstrip(' ?!.')}: {join_parts(carried_phrases)}?"
    elif pronoun.referent is Referent.PERSON and context.cited_articles:
        question = ""  # whom it means is not known
    else:
        return None
    attempts = plan_pronoun(context, question, message, is_named=bool(name))
    question = question or message
    return ResolvedFollowup(
        question,
        context.filters,
        question,
        question,
        message,
        carried_phrases=carried_phrases,
        attempts=attempts,
    )


def resolve_bare(context: FollowupContext) -> ResolvedFollowup | None:
    """ "what did Guterres say?", "who paid?": what is not said, the articles just quoted tell."""
    if not context.cited_articles or not is_bare_question(context.typed):
        return None
    carried = tuple(find_phrases(context.last_turn.asked.standing))
    question = context.typed
    if len(content_words(question)) == 1 and carried and read_speech_question(question) is None:
        question = f"{question.rstrip(' ?!.')}: {join_parts(carried)}?"
    return ResolvedFollowup(
        question,
        context.filters,
        question,
        question,
        context.typed,
        carried_phrases=carried,
        attempts=plan_bare(context, question),
    )


def _can_mean_whole_question(points: Referent, plain: str) -> bool:
    """Can the pronoun refer to the whole of the last question?

    "They" only in questions like "what did they agree on?", since it often means people in general.
    """
    few = len(content_words(plain)) <= 1
    return points in (Referent.THING, Referent.PLACE) or (points is Referent.GROUP and few)


def _find_quotation(context: FollowupContext, ask: EllipticQuestion) -> QuoteReference | None:
    """Find the quotation that the question is about.

    It is the best one, or if the speaker is requested and that reports no speech, the first one
    that does; after a question about a quotation it is the same one.
    """
    turn = context.last_turn
    wanted = ask.answer_type
    if wanted is None or (ask.words == "who" and turn.asked.about is None):
        return None
    if turn.asked.about is not None:
        earlier = turn.asked.about
        return QuoteReference(earlier.citation, wanted, earlier.confidence)
    if not turn.citations:
        return None
    found = _find_best(turn)
    if wanted is AnswerType.PERSON:
        spoken = (one for one in (found, *turn.citations) if is_reported_speech(one.quote))
        found = next(spoken, found)
    return QuoteReference(found, wanted, turn.confidence)


def _find_best(turn: Turn) -> Citation:
    """The quotation that is ranked first; the first one if that is not among them."""
    best = {one.citations[0] for one in turn.sentences if one.is_best and one.citations}
    return next((one for one in turn.citations if one.number in best), turn.citations[0])
