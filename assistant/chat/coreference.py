"""Coreference: finds the person, group, thing or place that a pronoun refers to. Pure.

Candidates are the names of earlier questions and the speakers of their quotations, latest first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.chat.turn import Turn
from index.language.en.answer_type import AnswerType, detect_answer_type
from index.language.en.attribution import find_speakers
from index.language.en.pronouns import Pronoun, Referent
from index.language.en.subjects import Name, NameType, collect_spellings, find_names, is_country

# The number of earlier turns that a pronoun can refer to.
_REACH = 3
_ABOUT = re.compile(r"\babout (?P<slot>[^,;?!]+?)(?: (?:in|on|at|before|after) [^?!]*+)?[?!. ]*+$")
# It begins where a word begins, so that a long word is read once.
_FORENAME = r"(?:(?<![\w’'-])[A-ZÀ-Ž][\w’'-]++ )"
_OFFICES = frozenset(
    "The President Minister Secretary General Chancellor Prime Foreign Defence Defense King Queen"
    " Sir Commissioner Spokesman Spokeswoman Senator Governor Adviser Captain Coach Director"
    " Afterwards But And When While On In".split()
)


def collect_known_spellings(turns: Sequence[Turn]) -> dict[str, str]:
    """Collect the spellings of names in the quotations and titles of the last turns."""
    latest = turns[-_REACH:]
    quotes = [citation.quote for turn in latest for citation in turn.citations]
    return collect_spellings(
        [*quotes, *(citation.title for turn in latest for citation in turn.citations)]
    )


def find_antecedent(pronoun: Pronoun, turns: Sequence[Turn], message: str) -> str:
    """Find what a pronoun of a message refers to; "" if nothing fits."""
    spellings = collect_known_spellings(turns)
    candidates = _CANDIDATES[pronoun.referent]
    if pronoun.referent is Referent.THING and not pronoun.can_be_name:
        candidates = _list_topics  # "it" in "what did Putin call it?" is an event, not a name
    for turn in reversed(turns[-_REACH:]):
        for name in candidates(turn, spellings):
            if name.lower() not in message.lower():
                return name
    return ""


def _list_persons(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    question = turn.asked.question
    persons = [name for name in find_names(question, spellings) if name.type is NameType.PERSON]
    # A possessor ("Trump's remarks") comes after the names that act.
    persons.sort(key=lambda name: question[name.end :].startswith(("'s", "’s")))
    question_names = [name.text for name in persons]
    cited = [speaker for citation in turn.citations for speaker in _find_full_names(citation.quote)]
    # "Who …?" and "who said that?" ask for the speaker of the citation.
    who = turn.asked.about is not None or detect_answer_type(question) is AnswerType.PERSON
    return [*cited, *question_names] if who else [*question_names, *cited]


def _find_full_names(quote: str) -> list[str]:
    """Find the speakers of a quotation, by as much of their names as it contains."""
    full_names = []
    for last in find_speakers(quote):
        run = re.search(rf"({_FORENAME}{{0,8}}){re.escape(last)}\b", quote)
        words = [*(run[1].split() if run else []), last]
        words = [
            word
            for word in words
            if word not in _OFFICES and not word.isupper() and not is_country(word)
        ]
        if words:
            full_names.append(" ".join(words))
    return full_names


def _list_things(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    return _list_topics(turn, spellings) or _list_other_names(turn.asked.standing, spellings)


def _list_topics(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    """The topic of the question, after "about"."""
    about = _ABOUT.search(turn.asked.standing)
    return [about["slot"]] if about else []


def _list_groups(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    return _list_other_names(turn.asked.standing, spellings)


def _list_places(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    question = turn.asked.standing
    places = find_names(question, spellings)
    placed = [
        name for name in places if re.search(r"\b(?:in|at|near) (?:the )?$", question[: name.start])
    ]
    countries = [name for name in places if name.type is NameType.COUNTRY]
    return [_add_article(question, name) for name in placed or countries]


def _list_other_names(question: str, spellings: Mapping[str, str]) -> list[str]:
    """List the names that are not persons, with the article that the question gives them."""
    others = [name for name in find_names(question, spellings) if name.type is not NameType.PERSON]
    others = [name for name in others if any(letter.isalpha() for letter in name.text)]
    return [_add_article(question, name) for name in others]


def _add_article(question: str, name: Name) -> str:
    return f"the {name.text}" if question[: name.start].lower().endswith("the ") else name.text


_CANDIDATES = {
    Referent.PERSON: _list_persons,
    Referent.GROUP: _list_groups,
    Referent.THING: _list_things,
    Referent.PLACE: _list_places,
}
