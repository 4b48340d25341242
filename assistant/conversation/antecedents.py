"""Whom and what the turns before speak of, latest first. Pure.

A person is one that a question names, or who speaks in the quotations of its answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.conversation.pronouns import Points, Pronoun
from assistant.conversation.subjects import Name, Sort, is_country, names, spellings
from assistant.conversation.turn import Turn
from assistant.expectation import Kind, expected
from assistant.speech import speakers

# Turns that a pronoun reaches back.
_REACH = 3
_ABOUT = re.compile(r"\babout (?P<slot>[^,;?!]+?)(?: (?:in|on|at|before|after) [^?!]*)?[?!. ]*$")
# It begins where a word begins, so that a long word is read once.
_FORENAME = r"(?:(?<![\w’'-])[A-ZÀ-Ž][\w’'-]++ )"
_OFFICES = frozenset(
    "The President Minister Secretary General Chancellor Prime Foreign Defence Defense King Queen"
    " Sir Commissioner Spokesman Spokeswoman Senator Governor Adviser Captain Coach Director"
    " Afterwards But And When While On In".split()
)


def known_names(turns: Sequence[Turn]) -> dict[str, str]:
    """Spellings of the names that the quotations and titles of the last turns have."""
    latest = turns[-_REACH:]
    quotes = [citation.quote for turn in latest for citation in turn.citations]
    return spellings([*quotes, *(citation.title for turn in latest for citation in turn.citations)])


def antecedent(pronoun: Pronoun, turns: Sequence[Turn], message: str) -> str:
    """What a pronoun of a message points to; "" where there is nothing of that sort."""
    known = known_names(turns)
    candidates = _CANDIDATES[pronoun.points]
    if pronoun.points is Points.THING and not pronoun.named:
        candidates = _matters  # in "what did Putin call it?" it is what happened, no name
    for turn in reversed(turns[-_REACH:]):
        for found in candidates(turn, known):
            if found.lower() not in message.lower():
                return found
    return ""


def _persons(turn: Turn, known: Mapping[str, str]) -> list[str]:
    question = turn.asked.question
    persons = [name for name in names(question, known) if name.sort is Sort.PERSON]
    # In "Trump's remarks" he is named, but he does nothing.
    persons.sort(key=lambda name: question[name.end :].startswith(("'s", "’s")))
    asked = [name.text for name in persons]
    cited = [speaker for citation in turn.citations for speaker in _full(citation.quote)]
    # "Who …?", "who said that?": what they ask for is whoever is cited.
    who = turn.asked.about is not None or expected(question) is Kind.PERSON
    return [*cited, *asked] if who else [*asked, *cited]


def _full(quote: str) -> list[str]:
    """Those who speak in a quotation, by as much of their name as it has."""
    found = []
    for last in speakers(quote):
        run = re.search(rf"({_FORENAME}{{0,8}}){re.escape(last)}\b", quote)
        words = [*(run[1].split() if run else []), last]
        words = [
            word
            for word in words
            if word not in _OFFICES and not word.isupper() and not is_country(word)
        ]
        if words:
            found.append(" ".join(words))
    return found


def _things(turn: Turn, known: Mapping[str, str]) -> list[str]:
    return _matters(turn, known) or _others(turn.asked.standing, known)


def _matters(turn: Turn, known: Mapping[str, str]) -> list[str]:
    """What the question says that it is about."""
    about = _ABOUT.search(turn.asked.standing)
    return [about["slot"]] if about else []


def _groups(turn: Turn, known: Mapping[str, str]) -> list[str]:
    return _others(turn.asked.standing, known)


def _places(turn: Turn, known: Mapping[str, str]) -> list[str]:
    question = turn.asked.standing
    found = names(question, known)
    placed = [
        name for name in found if re.search(r"\b(?:in|at|near) (?:the )?$", question[: name.start])
    ]
    countries = [name for name in found if name.sort is Sort.COUNTRY]
    return [_with_article(question, name) for name in placed or countries]


def _others(question: str, known: Mapping[str, str]) -> list[str]:
    """Names that are no person's, with the article that the question gives them."""
    found = [name for name in names(question, known) if name.sort is not Sort.PERSON]
    found = [name for name in found if any(letter.isalpha() for letter in name.text)]
    return [_with_article(question, name) for name in found]


def _with_article(question: str, name: Name) -> str:
    return f"the {name.text}" if question[: name.start].lower().endswith("the ") else name.text


_CANDIDATES = {
    Points.PERSON: _persons,
    Points.GROUP: _groups,
    Points.THING: _things,
    Points.PLACE: _places,
}
