"""Coreference: finds the person, group, thing or place that a pronoun refers to. Pure.

Candidates are the names of earlier questions and the speakers of their quotations, latest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.chat.resolution.context import FollowupContext
from assistant.chat.resolution.gender import GENDER_BY_PRONOUN, find_gender
from assistant.chat.turn import Turn
from index.language.en.asking.answer_type import AnswerType, detect_answer_type
from index.language.en.pronouns import Pronoun, Referent
from index.language.en.speakers import find_full_names
from index.language.en.subjects import (
    NameType,
    add_article,
    collect_spellings,
    find_names,
    find_pairs,
    find_topic,
    has_place_preposition,
    is_possessor,
)

# The number of earlier turns that a pronoun can refer to.
_REACH = 3


def collect_known_spellings(turns: Sequence[Turn]) -> dict[str, str]:
    """Collect the spellings of names in the quotations and titles of the last turns."""
    latest = turns[-_REACH:]
    quotes = [citation.quote for turn in latest for citation in turn.citations]
    return collect_spellings(
        [*quotes, *(citation.title for turn in latest for citation in turn.citations)]
    )


def find_antecedent(pronoun: Pronoun, context: FollowupContext, message: str) -> str:
    """Find what a pronoun of a message refers to; "" if nothing fits. "He" is nobody whom anything
    calls "she"."""
    turns = context.turns
    spellings = collect_known_spellings(turns)
    candidates = _CANDIDATES[pronoun.referent]
    if pronoun.referent is Referent.THING and not pronoun.can_be_name:
        candidates = _list_topics  # "it" in "what did Putin call it?" is an event, not a name
    for turn in reversed(turns[-_REACH:]):
        for name in candidates(turn, spellings):
            if name.lower() not in message.lower() and _can_mean(pronoun, name, context):
                return name
    return ""


def _can_mean(pronoun: Pronoun, name: str, context: FollowupContext) -> bool:
    wanted = GENDER_BY_PRONOUN.get(pronoun.text)
    return wanted is None or find_gender(name, context) in ("", wanted)


def _list_persons(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    question = turn.asked.question
    persons = [name for name in find_names(question, spellings) if name.type is NameType.PERSON]
    # A possessor ("Trump's remarks") comes after the names that act.
    persons.sort(key=lambda name: is_possessor(question, name))
    question_names = [name.text for name in persons]
    cited = [speaker for citation in turn.citations for speaker in find_full_names(citation.quote)]
    # "Who …?" and "who said that?" ask for the speaker of the citation.
    who = turn.asked.about is not None or detect_answer_type(question) is AnswerType.PERSON
    named = [*cited, *question_names] if who else [*question_names, *cited]
    return named or _list_quoted_persons(turn)


def _list_quoted_persons(turn: Turn) -> list[str]:
    """The one person whom the first quotation names in full; nobody if it names several."""
    names = find_names(turn.citations[0].quote, {}) if turn.citations else []
    persons = [name.text for name in names if name.type is NameType.PERSON and " " in name.text]
    return persons if len(persons) == 1 else []


def _list_things(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    return _list_topics(turn, spellings) or _list_other_names(turn.asked.standing, spellings)


def _list_topics(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    """The topic of the question, after "about"."""
    question = turn.asked.standing
    topic = find_topic(question)
    return [question[slice(*topic)]] if topic else []


def _list_groups(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    """Those who are named together, else what is no person and no place where something is."""
    question = turn.asked.standing
    names = find_names(question, spellings)
    others = _list_other_names(question, spellings)
    places = {add_article(question, one) for one in names if has_place_preposition(question, one)}
    return [*find_pairs(question, names), *(name for name in others if name not in places)]


def _list_places(turn: Turn, spellings: Mapping[str, str]) -> list[str]:
    question = turn.asked.standing
    places = find_names(question, spellings)
    placed = [name for name in places if has_place_preposition(question, name)]
    countries = [name for name in places if name.type is NameType.COUNTRY]
    return [add_article(question, name) for name in placed or countries]


def _list_other_names(question: str, spellings: Mapping[str, str]) -> list[str]:
    """List the names that are not persons, with the article that the question gives them."""
    others = [name for name in find_names(question, spellings) if name.type is not NameType.PERSON]
    others = [name for name in others if any(letter.isalpha() for letter in name.text)]
    return [add_article(question, name) for name in others]


_CANDIDATES = {
    Referent.PERSON: _list_persons,
    Referent.GROUP: _list_groups,
    Referent.THING: _list_things,
    Referent.PLACE: _list_places,
}
