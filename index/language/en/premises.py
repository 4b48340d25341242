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
from index.language.en.subjects import find_names

_VERB = rf"(?P<verb>{'|'.join(map(re.escape, list_verbs()))})"
_PAST = rf"(?P<verb>{'|'.join(map(re.escape, list_pasts()))})"
_ASK = (
    r"(?:and |but |so )?(?:(?:when|where|why|how|how (?:often|soon|quickly|long ago|badly|exactly)"
    r"|since when|for what reason|at what (?:time|price|cost)|(?:in|on|at|for|by|with|to|from) (?:what|which|whose|whom)"
    r"(?: \w+){0,2}|what (?:year|month|day|date|reason|price))(?: exactly)?)"
)
_SUBJECT = r"(?P<subject>(?:(?!\b(?:not|never)\b)[^,;:?]){2,60}?)"
_REST = r"(?P<rest>(?: [^?]*)?)"
_PATTERNS = tuple(
    re.compile(pattern + r"[ ?.!]*", re.IGNORECASE)
    for pattern in (
        # When did Sweden leave NATO? How did they manage to storm it?
        rf"{_ASK} did {_SUBJECT} (?:finally |then |suddenly |manage to |decide to |have to )?{_VERB}\b{_REST}",
        rf"{_ASK} (?:was|were|has|have|had) {_SUBJECT} (?:been )?{_PAST}\b{_REST}",
        # What did Macron say when he resigned? Who won after Kel left the union?
        r"(?P<main>.+?) (?:when|after|once|because|since|before|as) "
        rf"{_SUBJECT} (?:had |has |have |was |were )?{_PAST}\b{_REST}",
    )
)
_MAIN_SUBJECT = re.compile(
    r"\b(?:did|does|has|had|was) (?P<subject>[^,;:?]{2,50}?) \w+", re.IGNORECASE
)
_PRONOUN = re.compile(r"he|she|it|they", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|\w+n[’']t)\b", re.IGNORECASE)
# Behind one of these, the rest of the question is no object of the verb.
_CLAUSE = re.compile(
    r"\b(?:in|on|at|after|before|when|while|because|since|during|and|but|that|to|by|for|with|from"
    r"|despite|although|if|as|over|against|into)\b.*",
    re.IGNORECASE,
)


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
    text = " ".join(question.split())
    if _NEGATED.search(text):
        return None
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match is not None:
            return _build(match)
    return None


def _build(match: re.Match[str]) -> Premise | None:
    subject, verb = match["subject"].strip(), match["verb"].lower()
    main = match.groupdict().get("main") or ""
    if _PRONOUN.fullmatch(subject):
        owner = _MAIN_SUBJECT.search(main)
        subject = owner["subject"].strip() if owner else ""
    event = find_event_kind(verb)
    if event is None or not (find_names(subject, {}) or content_words(subject)):
        return None
    rest = match["rest"].strip(" ?.!")
    is_passive = re.search(
        r"\b(?:was|were|been)\b", match[0][: match.start("verb") - match.start()]
    )
    past = verb if main or is_passive else get_past(verb)
    auxiliary = "were " if is_passive and is_passive[0].lower() == "were" else "was "
    statement = f"{subject} {auxiliary if is_passive else ''}{past} {rest}".strip()
    return Premise(subject, _CLAUSE.sub("", rest).strip(), event, statement)
