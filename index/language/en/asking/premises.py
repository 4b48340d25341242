"""The premise of a question: the event that it takes for granted. Pure.

"When did Sweden leave NATO?" takes for granted that Sweden left it. Only events of the kinds in
`events` are found, and only with a subject that the question names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language.en.events import (
    EventKind,
    find_event_kind,
    get_past,
    list_pasts,
    list_verbs,
)
from index.language.en.query_terms import content_words

_VERB = re.compile(rf"\b(?:{'|'.join(map(re.escape, list_verbs()))})\b", re.IGNORECASE)
_PAST = re.compile(rf"\b(?:{'|'.join(map(re.escape, list_pasts()))})\b", re.IGNORECASE)
_ASK = re.compile(
    r"(?:and |but |so )?(?:when|where|why|how(?: often| soon| quickly| badly| exactly)?|since when"
    r"|for what reason|at what (?:time|price|cost)|what (?:year|month|day|date|reason|price)"
    r"|(?:in|on|at|for|by|with|to|from) (?:what|which|whose|whom)(?: \w{1,30}){0,2}?)(?: exactly)? "
    r"(?P<auxiliary>did|was|were|has|have|had) ",
    re.IGNORECASE,
)
# "What did Macron say when he resigned?", "Who won after Kel left the union?"
_WHEN = re.compile(r" (?:when|after|once|because|since|before|as) ", re.IGNORECASE)
_ADVERBS = re.compile(
    r"(?: (?:finally|then|suddenly|manage to|decide to|have to|had|has|have|was|were|been)){1,4}$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been)\b", re.IGNORECASE)
_MAIN_SUBJECT = re.compile(
    r"\b(?:did|does|has|had|was) (?P<subject>[^,;:?]{2,50}?) \w", re.IGNORECASE
)
_PRONOUN = re.compile(r"he|she|it|they", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|\w{1,12}n[’']t)\b", re.IGNORECASE)
# Behind one of these, the rest of the question is no object of the verb.
_CLAUSE = re.compile(
    r"\b(?:in|on|at|after|before|when|while|because|since|during|and|but|that|to|by|for|with|from"
    r"|despite|although|if|as|over|against|into)\b",
    re.IGNORECASE,
)
# "Left the rate unchanged" and "joined hands" tell of something else.
_MANY_SENSES = frozenset("leave left join joined quit exit exited".split())
_OTHER_SENSE = re.compile(r"(?:for|to|with|by|from|behind|out|open|in (?:place|force))\b")
_INSTITUTION = re.compile(
    r"alliance|army|bank|bloc|board|cabinet|church|city|club|coalition|commission|committee|company"
    r"|convention|council|country|euro|eurozone|federation|firm|government|group|job|league|nato"
    r"|eu|un|opec|office|organi[sz]ation|pact|parliament|party|post|school|senate|side|summit|talks"
    r"|meeting|team|treaty|union|university|war|accord|agreement",
    re.IGNORECASE,
)
_LONGEST = 300  # characters of a question
_LONGEST_SUBJECT = 60


@dataclass(frozen=True, slots=True)
class Premise:
    """An event that a question takes for granted: "Sweden left NATO".

    `subject` is who did it, or what was done, as typed, and `object` the words behind the verb, ""
    for none.
    """

    subject: str
    object: str
    event: EventKind
    statement: str


def read_premise(question: str) -> Premise | None:
    """The event that a question takes for granted, None if it takes none, or none of a kind that is
    known."""
    text = " ".join(question.split()).rstrip(" ?.!")
    if len(text) > _LONGEST or _NEGATED.search(text):
        return None
    asked = _ASK.match(text)
    if asked is not None:
        is_did = asked["auxiliary"].lower() == "did"
        found = _split(text[asked.end() :], _VERB if is_did else _PAST)
        if found is not None:
            return _build(found, "" if is_did else asked["auxiliary"].lower(), "")
    for clause in _WHEN.finditer(text):
        found = _split(text[clause.end() :], _PAST)
        if found is not None:
            return _build(found, "", text[: clause.start()])
    return None


def _split(clause: str, verbs: re.Pattern[str]) -> tuple[str, str, str] | None:
    """The subject with auxiliaries, the verb, and the rest of a clause; None without a verb."""
    found = verbs.search(clause)
    if found is None or not 2 < found.start() <= _LONGEST_SUBJECT:
        return None
    subject = clause[: found.start()].rstrip()
    if any(mark in subject for mark in ",;:?"):
        return None
    return subject, found[0].lower(), clause[found.end() :].strip()


def _build(found: tuple[str, str, str], auxiliary: str, main: str) -> Premise | None:
    before, verb, rest = found
    subject = _ADVERBS.sub("", before)
    if _PRONOUN.fullmatch(subject):
        owner = _MAIN_SUBJECT.search(main)
        subject = owner["subject"] if owner else ""
    event = find_event_kind(verb)
    if event is None or not content_words(subject):
        return None
    what = _CLAUSE.split(rest, maxsplit=1)[0].strip()
    if verb in _MANY_SENSES and not _is_institution(what, rest):
        return None
    passive = _PASSIVE.search(f"{auxiliary} {before[len(subject) :]}")
    be = "were " if passive and passive[0].lower() == "were" else "was "
    past = verb if passive or auxiliary or main else get_past(verb)
    helper = f"{auxiliary} " if auxiliary.startswith("ha") and not passive else ""
    statement = f"{subject} {helper}{be if passive else ''}{past} {rest}".strip()
    return Premise(subject, what, event, statement)


def _is_institution(what: str, rest: str) -> bool:
    """May it be left or joined: is it a name or an institution, or nothing at all?"""
    if not what:
        return not rest or _OTHER_SENSE.match(rest) is None
    last = what.split()[-1]
    return last[0].isupper() or _INSTITUTION.fullmatch(last) is not None
