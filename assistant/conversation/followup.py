"""The shapes of messages that do not stand on their own, and what each makes of the last turn.

Each takes a context and gives the carried question, or None where the message has not its shape.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation.antecedents import antecedent, known_names
from assistant.conversation.asks import Ask, asked_for
from assistant.conversation.context import Context
from assistant.conversation.narrowing import Narrowed, narrowing, without_period
from assistant.conversation.pronouns import Points, open_pronoun
from assistant.conversation.rewording import with_ask, with_focus
from assistant.conversation.subjects import phrases
from assistant.conversation.understood import About
from assistant.expectation import Kind
from assistant.speech import is_spoken
from index.article import Filters
from index.words import content_words

# A quotation in a question: enough to find it again.
_QUOTED_WORDS = 24
_QUOTED_CHARACTERS = 240
_MORE = re.compile(
    r"(?:(?:please )?(?:tell|show|give) me more|more|more please|go on|continue|what else"
    r"(?: did (?:he|she|they) say)?|anything else|something else|more details|any more details"
    r"|elaborate|tell me more please)"
)
_MORE_ABOUT = re.compile(
    r"(?:(?:please )?(?:tell|show|give) me )?(?:more|something|anything) (?:about|on|from|by)"
    r" (?P<focus>.+)"
)
_LEAD = r"(?:(?:and|ok|okay|so|but|then|now|well|yes|right|thanks|hm+),? )*"
# Slips of the finger are common in the most common words.
_WHAT = r"(?:what|whats|what's|waht|wat|whta|hwat|how)(?: is| was)?"
_FOCUS = re.compile(
    rf"{_LEAD}(?:(?:{_WHAT} (?:about|abuot|abot|with)|(?:the )?same (?:for|about|with)|what of)"
    r" (?P<focus>.+)"
    # Without a comma only a word or two: "no news from Lisbon" is a search.
    r"|no(?:,|(?= \S+(?: \S+)?$)) (?:not \w+,? )?(?:i meant? |rather |about )?(?P<meant>.+)"
    r"|(?:i meant?|rather|sorry|not that),? (?P<rather>.+)"
    r"|(?:only|just) (?:about |on |in |from |by )?(?P<only>.+)"
    r"|(?:and|or|but) (?:also |in |for |from |with |by )?(?P<added>.+)"
    r"|(?P<instead>.+) instead)"
)
_LONGEST_ADDED = 6  # words after "and", more after "what about"
_LONGEST_FOCUS = 12
# What begins like this is a question or a statement of its own.
_WHOLE = re.compile(
    r"(?:who|whom|whose|what|which|when|where|why|how|did|does|do|has|have|had|was|were|is|are"
    r"|will|would|can|could|should|if|that|then|tell|show|give|list|find|explain|describe|he|she"
    r"|it|they|i|we|you|there)\b"
)


@dataclass(frozen=True, slots=True)
class Carried:
    """A follow-up as a question of its own; fields as in `Understood`.

    `added` are the words of it that are new; `kept` what of the rest is told, None for all of it.
    """

    question: str
    filters: Filters
    topic: str
    standing: str
    added: str = ""
    about: About | None = None
    kept: tuple[str, ...] | None = None


def narrowed(context: Context) -> Carried | None:
    """ "only from March 2025", "in Meridian Wire", "all dates"."""
    found = narrowing(context.plain, context.calendar, context.outlets)
    if found is None:
        return None
    last = context.last.asked
    filters = found.applied(context.filters)
    question = last.standing if last.about is not None else last.question
    return Carried(question, filters, last.topic, last.standing)


def more(context: Context) -> Carried | None:
    """ "tell me more", "more about Rutte"."""
    last = context.last.asked
    if _MORE.fullmatch(context.plain):
        question = _more_about(phrases(last.standing) or [last.standing])
        return Carried(question, context.filters, last.topic, last.standing)
    found = _MORE_ABOUT.fullmatch(context.plain)
    if found is None:
        return None
    focus = _typed(context, found["focus"])
    pronoun = open_pronoun(f"what about {found['focus']}")
    if pronoun is not None:
        focus = antecedent(pronoun, context.turns, "")
    if not content_words(focus):
        return None
    carried = [phrase for phrase in phrases(last.topic) if phrase.lower() not in focus.lower()]
    question = _more_about([focus, *carried])
    return Carried(question, context.filters, last.topic, question, focus)


def asked(context: Context) -> Carried | None:
    """ "when?", "who said that?", "how many soldiers?"."""
    plain = re.sub(r"^(?:and|but|so|ok|okay|then),? ", "", context.plain)
    ask = asked_for(plain)
    if ask is None:
        return None
    last = context.last.asked
    about = _about(context, ask)
    if ask.for_speaker and about is not None:
        question = f"Who said “{shortened(about.citation.quote)}”?"
    else:
        question = with_ask(last.standing, "who" if ask.for_speaker else ask.words)
    return Carried(question, context.filters, last.topic, last.standing, ask.words, about)


def focused(context: Context) -> Carried | None:
    """ "and what about Britain?", "and Germany in March?", "no, Poland"."""
    found = _FOCUS.fullmatch(context.plain)
    if found is None:
        return None
    plain = next(text for text in found.groups() if text is not None)
    longest = _LONGEST_FOCUS if found["focus"] else _LONGEST_ADDED
    rest, dates = without_period(plain, context.calendar)
    if len(rest.split()) > longest or (_WHOLE.match(rest) and not found["focus"]):
        return None
    focus = _typed(context, rest)
    pronoun = open_pronoun(f"about {rest}") if found["focus"] else None
    if pronoun is not None:
        focus = antecedent(pronoun, context.turns, "")
    if not content_words(focus):
        return None
    last = context.last.asked
    question = with_focus(last.topic, focus, known_names(context.turns))
    filters = Narrowed(dates).applied(context.filters)
    return Carried(question, filters, last.topic, question, focus)


def pointed(context: Context) -> Carried | None:
    """ "what did he say about NATO?", "who was there?"."""
    if len(context.plain) != len(context.typed.lower().strip(" ?!.,;:…-")):
        return None
    # After a colon stands what an earlier "it" was taken for.
    pronoun = open_pronoun(context.plain) if ":" not in context.plain else None
    if pronoun is None:
        return None
    start = context.typed.lower().find(context.plain[:1]) if context.plain else 0
    message = context.typed[max(start, 0) :]
    name = antecedent(pronoun, context.turns, context.plain)
    kept = (name,) if name else tuple(phrases(context.last.asked.standing))
    if name:
        name = f"in {name}" if pronoun.points is Points.PLACE else name
        question = pronoun.replaced(message, name)
    elif kept and _is_told_so(pronoun.points, context.plain):
        question = f"{message.rstrip(' ?!.')}: {_listed(kept)}?"
    else:
        return None
    return Carried(question, context.filters, question, question, message, kept=kept)


def _is_told_so(points: Points, plain: str) -> bool:
    """May the whole of the last question stand for a pronoun that means no name in it?

    "They" only in questions like "what did they agree on?", since it often means anybody.
    """
    few = len(content_words(plain)) <= 1
    return points in (Points.THING, Points.PLACE) or (points is Points.GROUP and few)


def _more_about(subjects: Sequence[str]) -> str:
    return f"What more is there about {_listed(subjects)}?"


def _about(context: Context, ask: Ask) -> About | None:
    """The quotation that is asked about: the first that reports speech if its speaker is asked
    for, else the first; the one before if that was asked about already."""
    turn = context.last
    wanted = ask.wanted
    if wanted is None or (ask.words == "who" and turn.asked.about is None):
        return None
    if turn.asked.about is not None:
        earlier = turn.asked.about
        return About(earlier.citation, wanted, earlier.confidence)
    if not turn.citations:
        return None
    spoken = [citation for citation in turn.citations if is_spoken(citation.quote)]
    first = spoken[0] if spoken and wanted is Kind.PERSON else turn.citations[0]
    return About(first, wanted, turn.confidence)


def _typed(context: Context, plain: str) -> str:
    """A part of the plain message as it was typed, with its capitals."""
    text = context.typed.replace("’", "'")
    at = text.lower().find(plain)
    return text[at : at + len(plain)] if at >= 0 and len(text) == len(text.lower()) else plain


def shortened(quote: str) -> str:
    """The beginning of a quotation, without quotation marks of its own."""
    words = quote.replace("“", "").replace("”", "").replace('"', "").split()[:_QUOTED_WORDS]
    return " ".join(words)[:_QUOTED_CHARACTERS].rstrip()


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(part for part in parts if part)
