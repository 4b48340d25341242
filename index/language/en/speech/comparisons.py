"""Questions that compare: "How do Macron and Starmer differ on troops?". Pure.

Each form is brought to one phrase, "Macron and Starmer on troops". A question about two names,
"What did Macron say about Russia and Ukraine?", compares nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.language.en.speech.comparison_phrases import (
    EACH,
    STANCE,
    STANCE_KIND,
    THAT_OF,
    Comparison,
    build_comparison,
    build_said,
    read_indirect,
    read_phrase,
    read_stance_phrase,
)
from index.language.en.speech.sides import read_side
from index.language.en.speech.speech_questions import read_speech_question

_IN_THEIR = re.compile(rf"^in (?:their |its |his |her )?(?:respective )?{STANCE} ", re.IGNORECASE)
_POLITE = re.compile(
    r"(?:please )?(?:(?:can|could|would|will) you (?:please )?)?"
    r"(?:(?:i(?:[’']d| would) like (?:you )?to|i want (?:you )?to|let[’']s) )?"
    r"(?:(?:tell me|show me|explain|describe|know|see|say) (?=how |what |where ))?",
    re.IGNORECASE,
)
# "X and Y: how do they differ?"
_THEY = re.compile(
    r"(?P<sides>[^:;,?]{3,120})[:;,] (?P<lead>(?:what|how|where) (?:do|did|have|are)) they ",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"(?:(?:compare(?: and contrast)?|contrast(?: and compare)?|juxtapose) "
    r"|(?:(?:give|show|make|write|draw)(?: me| us)? )?(?:a |the )?(?:short |brief )?comparison"
    r" (?:of|between) )",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"(?:(?:what(?: is|[’']s| are| was| were)|explain|show(?: me)?|describe"
    r"|tell me(?: about)?|list|give me|summari[sz]e|is there|are there|where is|where are) )?"
    r"(?:the |a |any )?(?:main |key |big |biggest )?"
    r"(?:differences?|disagreements?|contrast|gap|split|distinction|similarities)"
    rf"(?: of opinion| in (?:{STANCE}))? between ",
    re.IGNORECASE,
)
_APART = re.compile(
    r"(?:how (?:different|far apart|similar|close) (?:are|were) "
    r"|what (?:separates|divides|distinguishes) )",
    re.IGNORECASE,
)
_DIFFER_LEAD = re.compile(
    r"(?:and |so |but )?(?:(?:how(?: much| far)?|where|on what|in what(?: way| ways| respect)?)"
    r" (?:exactly )?(?:(?:do|does|did|have|has) )?|do |does )",
    re.IGNORECASE,
)
_DIFFER = re.compile(
    r" (?:differ(?:s|ed)?|disagree(?:s|d)?|diverge(?:s|d)?|compared?|contrast|clash(?:ed)?|agree"
    r"|stand)(?= |$)",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:from|with|to|against) ", re.IGNORECASE)
_SAY_LEAD = re.compile(
    r"(?:and |so |but )?(?:what|how)(?: exactly| else)?"
    r" (?:did|do|have|had|would|will|were|are) ",
    re.IGNORECASE,
)
# Verbs of what each says for itself, not of what two settle together.
_SAY = re.compile(
    r" (?:have to say|had to say|say|said|saying|think|believe|claim|claimed|claiming|argue|argued"
    r"|arguing|state|stated|demand|demanded|demanding|respond|responded|responding|react|reacted"
    r"|reacting|comment|commented|insist|insisted|promise|promised|warn|warned|propose|proposed"
    r"|suggest|suggested|reply|replied|describe|described|explain|explained|view|viewed)(?= |$)",
    re.IGNORECASE,
)
_SAID_BY_OTHER = re.compile(r"^(?:what|how) | (?:says?|said|thinks?|claims?|claimed)$")
_TOGETHER = re.compile(
    r"\b(?:jointly|together|each other|one another|in (?:a|the|their) (?:joint|common))\b",
    re.IGNORECASE,
)
_VERSUS = re.compile(r" (?:vs?\.?|versus) ", re.IGNORECASE)
_STANCES_LEAD = re.compile(
    r"(?:(?:what|how) (?:is|are|was|were) |where (?:are|were) )?(?:the )?"
    rf"(?={STANCE_KIND}{STANCE} (?:of|from|by) |\S.*[’']s? )",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r",? (?:(?:compared|in comparison|as compared|in contrast|as opposed) (?:with|to)|unlike) ",
    re.IGNORECASE,
)
_BEFORE_SECOND = re.compile(r",? and (?=what )|, (?=what )")
_SECOND = re.compile(
    r"(?:,? and|,) what (?:(?:did|does|do) )?(?P<side>[^,?]{1,80}?)"
    r" (?:say|said|says|thinks?|claims?)(?: (?:about|on|to) (?:it|that|this|them))?",
    re.IGNORECASE,
)


def read_comparison(question: str) -> Comparison | None:
    """The sides that a question compares, and on what; None if it compares nothing.

    Two sides that act together ("What did Macron and Starmer tell each other?") are not compared.
    """
    text = " ".join(question.split()).strip(" ?.!")
    if _TOGETHER.search(text):
        return None
    text = text[_end_of_match(_POLITE, text) :]
    if they := _THEY.match(text):
        text = f"{they['lead']} {they['sides']} {text[they.end() :]}"
    return next((found for read in _FORMS if (found := read(text)) is not None), None)


def _end_of_match(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _read_compare(text: str) -> Comparison | None:
    lead = _COMPARE.match(text)
    return None if lead is None else read_phrase(text[lead.end() :], needs_topic=False)


def _read_difference(text: str) -> Comparison | None:
    lead = _DIFFERENCE.match(text) or _APART.match(text)
    return None if lead is None else read_phrase(text[lead.end() :])


def _read_differ(text: str) -> Comparison | None:
    """ "How does X differ from Y on T?": X with Y on T."""
    lead = _DIFFER_LEAD.match(text)
    verb = _DIFFER.search(text, lead.end() - 1) if lead else None
    if lead is None or verb is None:
        return None
    sides, rest = text[lead.end() : verb.start()], text[verb.end() :].strip()
    sides = EACH.sub("", sides)
    rest = _IN_THEIR.sub("", rest, count=1)
    if link := _FROM.match(rest):
        return read_phrase(f"{sides} with {_SAID_BY_OTHER.sub('', rest[link.end() :])}")
    return read_phrase(f"{sides} {rest}".strip())


def _read_versus(text: str) -> Comparison | None:
    return read_phrase(text.replace(": ", " on ", 1)) if _VERSUS.search(text) else None


def _read_said(text: str) -> Comparison | None:
    """ "What did X and Y say about T?" """
    lead = _SAY_LEAD.match(text)
    verb = _SAY.search(text, lead.end() - 1) if lead else None
    if lead is None or verb is None:
        return None
    return build_said(text[lead.end() : verb.start()], text[verb.end() :].strip())


def _read_stances(text: str) -> Comparison | None:
    """ "The positions of X and Y on T", "X's and Y's positions on T"."""
    lead = _STANCES_LEAD.match(text)
    return None if lead is None else read_stance_phrase(text[lead.end() :])


def _read_second(text: str) -> Comparison | None:
    """ "What did X say about T, and what did Y say?", "… compared with Y?" """
    link = _COMPARED.search(text)
    if link is not None:
        first, other = text[: link.start()], THAT_OF.sub("", text[link.end() :])
        second_side = read_side(_SAID_BY_OTHER.sub("", other), is_explicit=False)
    else:
        ends = list(_BEFORE_SECOND.finditer(text))
        second = _SECOND.fullmatch(text, ends[-1].start()) if ends else None
        if second is None:
            return None
        first = text[: ends[-1].start()]
        second_side = read_side(second["side"], is_explicit=True)
    asked = read_speech_question(first)
    first_side = read_side(asked.speaker, is_explicit=True) if asked else ""
    if asked is None or not first_side or not second_side:
        return None
    return build_comparison((first_side, second_side), asked.topic)


_FORMS: tuple[Callable[[str], Comparison | None], ...] = (
    _read_second,
    _read_compare,
    _read_difference,
    _read_differ,
    _read_said,
    read_indirect,
    _read_versus,
    _read_stances,
)
