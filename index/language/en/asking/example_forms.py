"""Questions that the titles of articles answer: who did it, when it was, how many there are. Pure.

A title in the present tense, "Oda wins Kel marathon", becomes "Who won Kel marathon?" and "When did
Oda win Kel marathon?". A title in capitals, with a quotation or without a known verb makes none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Third person, base and past of the verbs that titles have for what somebody does, or for what
# happens on a day.
_DEEDS = """
    accepts accept accepted; approves approve approved; backs back backed; bans ban banned;
    blocks block blocked; buys buy bought; captures capture captured; cuts cut cut;
    defeats defeat defeated; discovers discover discovered; fines fine fined; halts halt halted;
    lands land landed; launches launch launched; offers offer offered; opposes oppose opposed;
    pledges pledge pledged; raises raise raised; rejects reject rejected; sells sell sold;
    signs sign signed; supports support supported; wins win won
"""
_EVENTS = """
    becomes become became; begins begin began; closes close closed; dies die died; ends end ended;
    enters enter entered; joins join joined; lands land landed; leaves leave left;
    opens open opened; quits quit quit; reopens reopen reopened; resigns resign resigned;
    returns return returned; signs sign signed; starts start started; wins win won
"""
_PARTICLES = ("out", "off", "up", "down")
_WITH_PARTICLES = "rules rule ruled; calls call called; lays lay laid"
_SUBJECT = r"(?P<subject>[A-ZÀ-Ž][\w’'-]+(?: [A-ZÀ-Ž][\w’'-]+){0,3})"
# What follows is said beside the deed.
_BESIDE = re.compile(
    r",? (?:and|as|but|after|amid|before|despite|while|over|with|in (?:a|the) (?:first|row)) .*"
)
_COUNT = re.compile(
    r"(?:^|\bsays |\bsay )(?P<number>[1-9][\d,]*|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even"
    r"|[Ee]ight|[Nn]ine|[Tt]en|[Dd]ozens|[Hh]undreds) (?P<rest>[a-z]+s (?:will |have |are |were )?"
    r"[a-z]+ .+)"
)
# Not counted: "three years after …".
_MEASURES = re.compile(r"(?:years|months|weeks|days|hours|minutes|times|cents|things|ways)\b")
# A reader of the question does not know whom these mean.
_POINTING = re.compile(r"\b(?:its?|his|her|their|this|that|these|those|who)\b|[\"“”:?!;‘]| ['’]")
_LONGEST = 90


def make_who_question(title: str) -> str:
    """ "Oda wins Kel marathon" makes "Who won Kel marathon?"; "" if the title says no deed."""
    for third, _, past in _list_verbs(_DEEDS) + _list_particle_verbs():
        if match := re.match(rf"{_SUBJECT} {third} (?P<object>\S.*)", title):
            return _ask(f"Who {past} {_BESIDE.sub('', match['object'])}")
    return ""


def make_when_question(title: str) -> str:
    """ "Oda wins Kel marathon" makes "When did Oda win Kel marathon?"; "" if it says no event."""
    for third, base, _ in _list_verbs(_EVENTS):
        if match := re.match(rf"{_SUBJECT} {third}\b(?P<object>.*)", title):
            happened = base + _BESIDE.sub("", match["object"]).rstrip()
            return _ask(f"When did {match['subject']} {happened}")
    return ""


def make_count_question(title: str) -> str:
    """ "Six towns lose their mill" and "Oda says six towns …" make "How many towns …?"; "" if the
    title counts nothing."""
    match = None if title.isupper() else _COUNT.search(title)
    if match is None or _MEASURES.match(match["rest"]):
        return ""
    return _ask(f"How many {_BESIDE.sub('', match['rest'])}")


def make_month_question(month: str) -> str:
    """Make the question for what happened in a month, such as "Mar 2025" in words."""
    return f"What happened in {month}?"


def make_comparison(first: str, second: str, topic: str) -> str:
    """Make the question that compares two speakers on a topic."""
    return f"Compare {first} and {second} on {topic}"


def _ask(words: str) -> str:
    is_clear = len(words) <= _LONGEST and not _POINTING.search(words)
    return f"{words.rstrip(' .,')}?" if is_clear else ""


def _list_verbs(table: str) -> list[Sequence[str]]:
    return [entry.split() for entry in table.split(";")]


def _list_particle_verbs() -> list[Sequence[str]]:
    return [
        [f"{form} {particle}" for form in forms]
        for forms in _list_verbs(_WITH_PARTICLES)
        for particle in _PARTICLES
    ]
