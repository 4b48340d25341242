"""Plans in which ways a follow-up is asked, one after the other. Pure.

A question that the archive can be asked as it is, is asked of the archive first; one that leaves
its matter unsaid is asked of the articles just quoted first.
"""

from __future__ import annotations

import re

from assistant.chat.resolution.context import FollowupContext
from assistant.chat.resolved_question import NO_ATTEMPTS, Attempt, Attempts
from index.language.en.asking.answer_type import AnswerType, detect_answer_type
from index.language.en.asking.rewording import ask_what_about
from index.language.en.speech.speech_questions import read_speech_question
from index.language.en.subjects import NameType, find_names, find_phrases

# A sentence that merely speaks of a subject gives none of these.
_EXACT_TYPES = (AnswerType.TIME, AnswerType.PLACE, AnswerType.NUMBER)
_LAST_MATTER = re.compile(r" (?:about|on|to|of) (?:it|that|this)(?=[ ?!.]*$)", re.IGNORECASE)


def plan_narrowing(question: str) -> Attempts:
    """Other dates or outlets: what an institution or a country is reported to say need not be in
    its own words."""
    speech = read_speech_question(question)
    if speech is None or not speech.topic or _is_person(speech.speaker):
        return NO_ATTEMPTS
    about = Attempt(ask_what_about(speech.speaker, speech.topic))
    return Attempts((Attempt(question), about), focus=speech.speaker)


def plan_elliptic(context: FollowupContext, question: str) -> Attempts:
    """ "why?", "how long?"."""
    near = (Attempt(question, is_near=True), Attempt(context.typed, is_near=True))
    return Attempts((near[0], Attempt(question), near[1]), context.cited_articles)


def plan_new_subject(context: FollowupContext, question: str, focus: str) -> Attempts:
    """The question itself; then what is there about the subject in this matter, if no time, place
    or number is asked for. What took nobody's place may be asked for anything."""
    ways = [Attempt(question)]
    is_appended = question.endswith(f", and {focus}?")
    if is_appended or detect_answer_type(question) not in _EXACT_TYPES:
        about = [phrase for phrase in find_phrases(question) if phrase.lower() not in focus.lower()]
        ways.append(Attempt(ask_what_about(focus, ", ".join(about))))
        ways.append(Attempt(context.typed, is_near=True))
    if is_appended and context.last_turn.asked.phrase:
        ways.append(Attempt(focus))  # at the time that is asked about
    return Attempts(tuple(ways), context.cited_articles, focus)


def plan_pronoun(
    context: FollowupContext, question: str, message: str, *, is_named: bool
) -> Attempts:
    """ "what did he say?" with the name in the question; else "what did Putin call it?". Without a
    question only the articles just quoted may tell."""
    archive, near = Attempt(question), Attempt(message, is_near=True)
    ways: tuple[Attempt, ...] = (near,)
    if is_named:
        ways = (archive, Attempt(question, is_near=True))
    elif question and _LAST_MATTER.search(message):
        ways = (near, archive, Attempt(_LAST_MATTER.sub("", message), is_near=True))
    elif question:
        ways = (near, archive)
    return Attempts(ways, context.cited_articles)


def plan_bare(context: FollowupContext, question: str) -> Attempts:
    """ "what did Guterres say?", "who paid?"."""
    ways = (Attempt(context.typed, is_near=True), Attempt(question))
    return Attempts(ways, context.cited_articles)


def _is_person(speaker: str) -> bool:
    names = find_names(speaker, {})
    return not speaker.lower().startswith("the ") and any(
        name.type is NameType.PERSON for name in names
    )
