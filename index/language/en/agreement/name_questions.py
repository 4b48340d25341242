"""Questions whose answer is one name: "who won the Lerse mayoralty?", "where was it built?". Pure.

Only verbs of `verb_forms` are read, whose event has one doer, one object or one place. Questions
for several names ("which companies …?") and for any of many events ("who won a contract?") are
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from index.language.en.agreement.verb_forms import Verb, load_doer_verbs, load_place_verbs


class Role(StrEnum):
    """What the name is to the verb: who does it, to whom it is done, or where."""

    DOER = "doer"
    OBJECT = "object"
    PLACE = "place"


class NameKind(StrEnum):
    """What bears a name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A question for one name: its part in an event, the verbs that tell of the event, and what
    bears the name, None if the question does not tell. `event` are the words behind the verb, or
    before it, that say which event."""

    role: Role
    verbs: tuple[Verb, ...]
    kind: NameKind | None
    event: str
    is_future: bool = False

    def names_person(self, words: int) -> bool:
        """Is a name of so many words, which nothing else tells of, a person's? One word in "Kel
        won" may be a club's, and firms buy."""
        base = self.verbs[0].base
        return base in _OF_PERSONS or (words > 1 and base in _OF_PERSONS_AND_CLUBS)


_OF_PERSONS = frozenset(
    "appoint succeed write kill design invent discover direct paint score become".split()
)
_OF_PERSONS_AND_CLUBS = frozenset("win beat lead".split())

_NOUNS = {
    NameKind.PERSON: "person man woman candidate player minister politician president judge general"
    " author writer actor actress singer director architect driver rider runner boxer striker",
    NameKind.ORGANISATION: "company firm bank airline party team club group university newspaper"
    " publisher shipyard yard carmaker automaker retailer brewery manufacturer agency studio"
    " organisation organization",
    NameKind.PLACE: "country city town village port state nation county island province region",
}
_KINDS = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
_NOUN = "|".join(_KINDS)
_ADJECTIVE = r"(?:[A-Za-z]\w{1,20} )?"
_ASK = rf"(?:(?P<who>who|whom)|(?:which|what) {_ADJECTIVE}(?P<noun>{_NOUN}))"
_PLACES = _NOUNS[NameKind.PLACE].replace(" ", "|")
_OF_PLACE = rf"(?:where|(?:in|at|near) (?:which|what) {_ADJECTIVE}(?:{_PLACES}))"
_LEAD = r"(?:and |but |so |please,? )?"
_HAVE = r"(?:(?:has|have|had) )?"
_EVENT = r"(?P<event>[^?!]{2,160})"
# "Who won a contract?": there are many. "Which company won and why?" asks for more than a name.
_UNCERTAIN = re.compile(
    r"(?:an?|another|any|some|most|more|both|money|what|who|how)\b", re.IGNORECASE
)
_FURTHER = re.compile(
    r"\b(?:and|or) (?:who|when|where|why|how|what|which|for|with|at)\b|,", re.IGNORECASE
)


def read_name_question(question: str) -> NameQuestion | None:
    """Read a question for one name; None if it asks for anything else."""
    text = " ".join(question.split()).rstrip("?!. ")
    found = (
        _read_place(text)
        or _read_doer(text)
        or _read_passive_doer(text)
        or _read_object(text)
        or _read_passive_object(text)
    )
    if found is None or _UNCERTAIN.match(found.event) or _FURTHER.search(found.event):
        return None
    return found


def _read_doer(text: str) -> NameQuestion | None:
    """ "Who won the race", "which company will buy the yard"."""
    for verbs in load_doer_verbs():
        finite = _join(form for each in verbs for form in (each.past, each.third))
        past = rf"{_HAVE}(?:{finite}|{_join(each.participle for each in verbs)})"
        future = rf"(?P<future>will |is to |is going to )(?:{_join(v.base for v in verbs)})"
        match = _match(rf"{_LEAD}{_ASK} (?:{past}|{future}) {_EVENT}", text)
        if match:
            return _build(match, Role.DOER, verbs)
    return None


def _read_passive_doer(text: str) -> NameQuestion | None:
    """ "By whom was the yard bought", "who was the yard bought by"."""
    for verbs in load_doer_verbs():
        done = _join(each.participle for each in verbs)
        be = r"(?:was|were|is|has|had)"
        match = _match(rf"{_LEAD}by {_ASK} {be} {_EVENT} (?:been )?(?:{done})", text) or _match(
            rf"{_LEAD}{_ASK} {be} {_EVENT} (?:been )?(?:{done}) by", text
        )
        if match:
            return _build(match, Role.DOER, verbs)
    return None


def _read_object(text: str) -> NameQuestion | None:
    """ "Whom did the board appoint as chief", "which company did Norlin buy"."""
    for verbs in load_doer_verbs():
        base = _join(each.base for each in verbs)
        match = _match(rf"{_LEAD}{_ASK} did {_EVENT} (?:{base})(?P<rest> [^?!]{{1,100}})?", text)
        if match:
            return _build(match, Role.OBJECT, verbs)
    return None


def _read_passive_object(text: str) -> NameQuestion | None:
    """ "Who was elected mayor", "which company has been bought by Norlin"."""
    for verbs in load_doer_verbs():
        done = _join(each.participle for each in verbs)
        be = r"(?:was|has been|had been|is)"
        match = _match(rf"{_LEAD}{_ASK} {be} (?:{done}) {_EVENT}", text)
        if match:
            return _build(match, Role.OBJECT, verbs)
    return None


def _read_place(text: str) -> NameQuestion | None:
    """ "Where was the tanker built", "in which town did Brekk die"."""
    for verbs in load_place_verbs():
        did = rf"did {_EVENT} (?:{_join(each.base for each in verbs)})"
        was = r"(?:was|were|has|have|had|will) (?P<other>[^?!]{2,160}?) (?:been |be )?"
        was += rf"(?:{_join(each.participle for each in verbs)})"
        match = _match(rf"{_LEAD}{_OF_PLACE} (?:{did}|{was})(?P<rest> [^?!]{{1,100}})?", text)
        if match:
            event = f"{match['event'] or match['other']}{match['rest'] or ''}"
            return NameQuestion(Role.PLACE, verbs, NameKind.PLACE, event)
    return None


def _build(match: re.Match[str], role: Role, verbs: tuple[Verb, ...]) -> NameQuestion:
    parts = match.groupdict()
    kind = _KINDS[parts["noun"].lower()] if parts["noun"] else None
    event = f"{parts['event']}{parts.get('rest') or ''}"
    return NameQuestion(role, verbs, kind, event, bool(parts.get("future")))


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.IGNORECASE)


def _join(forms: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(forms))
