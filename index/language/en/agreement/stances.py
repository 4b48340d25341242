"""Whether a sentence says that what a question asks about happened, or denies it. Pure.

The verb of the question is looked for with its subject before it: "the ministry knew of the leak",
"the ministry did not know", "denied knowing", "no such order was given". What is hoped, planned,
asked or denied only in part ("did not know how bad it was") is neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from index.core.article import Span
from index.language.en.agreement.verb_forms import get_base, is_past
from index.language.en.attribution import asks_for_speech
from index.language.en.function_words import FUNCTION_WORDS

Stemmer = Callable[[str], Iterable[str]]

_AUXILIARY = r"(?:did|has|have|had|was|were)"
_CLAIM = re.compile(
    rf"(?:and |but |so )?(?:(?:when|where|why|how(?: (?:much|many|often))?(?: \w+){{0,2}}?) )?"
    rf"{_AUXILIARY} (?P<rest>\S.+)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
# They are verbs as often as not, though questions use them without meaning.
_VERBS = frozenset(
    "know known knew find found make made take taken give given get got happen".split()
)
_ADVERB = r"(?:ever |been |also |actually |in fact |itself |\w{2,15}ly )"
_NOT = rf"(?:(?:{_AUXILIARY}|do|does|is|are)(?: not| never|n[’']t)|never)"
_NEGATED = re.compile(rf"\b{_NOT} {_ADVERB}{{0,2}}(?P<verb>[a-z]+)", re.IGNORECASE)
_REPORTS = (
    r"(?:the |these |those |media |press |newspaper |all |any )?(?:reports?|allegations?|claims?"
    r"|suggestions?|accusations?|charges?|rumou?rs?|statements?)"
)
_WORDS = r"(?P<words>(?:[^\s.;:,“”\"]+(?: |(?=[.;:,“”\"]|$))){1,12})"
_DENIED = re.compile(
    rf"\b(?:(?:den(?:y|ies|ied|ying)) (?=(?:that|it|he|she|they|any|ever|[a-z]+ing|{_REPORTS}"
    rf"|knowledge)\b)|(?:dismiss|reject|disput)(?:s|es|ed|ing) (?={_REPORTS}\b)){_WORDS}",
    re.IGNORECASE,
)
_FALSE = re.compile(
    rf"\b(?:(?:not true|untrue|false) that {_WORDS}"
    rf"|{_REPORTS} that (?P<claim>[^.;:,“”\"]{{4,120}}?)"
    r" (?:was|were|are|is) (?:untrue|false|wrong|baseless|unfounded|incorrect|not true)\b)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:(?P<verb>[a-z]+) nothing|(?:has|had|have) no (?:prior |such )?(?P<noun>[a-z]+)"
    r"|(?:is|was|were) (?P<unaware>unaware))\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no(?: such)? (?:[\w-]+ ){1,6}?|nobody |no one |none (?:of [\w -]{2,30} )?)"
    r"(?:was|were|is|has been|had been|have been) (?:ever )?(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
_NEGATIONS = (_NEGATED, _NONE, _NOTHING)
_REPORTS_NO = re.compile(
    r"(?:\b(?:not|never|nor|or|cannot|to|would|will|could)|n[’']t) (?:\w{2,15} )?$", re.IGNORECASE
)
_CONTRARY = re.compile(
    r"\b(?:not|never|no|without|fail\w*|refus\w*|declin\w*|reject\w*|stop\w*|block\w*|delay\w*"
    r"|oppos\w*|hid\w*|ignor\w*|try\w*|tried|attempt\w*|plan\w*|want\w*|intend\w*|consider\w*)\b",
    re.IGNORECASE,
)
# Behind a negated verb: only a part is denied.
_PART = re.compile(
    r",? ?(?:how|why|when|whether|what|who|whom|which|where|if|until|till|only|just|all|every"
    r"|because|exactly|enough|immediately|yet|any further|any more|as|so|much|anything like"
    r"|more than|at least|before|after|on [A-Z]|in [A-Z0-9]|for)\b"
)
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|alleg\w+|rumou?r\w*|suppos\w+|likely|unlikely|expect\w*|hop(?:es?|ed|ing)"
    r"|plan(?:s|ned)?|could|would|should|might|(?-i:may)|will|unconfirmed|suspect\w*|fear\w*|ask(?:ed|s)?"
    r"|question\w*|investigat\w+|accus\w+|perhaps|possibly)\b",
    re.IGNORECASE,
)
_BARS_AFFIRMED = re.compile(r" (?:nothing|nobody|no|none|neither|little|only|but)\b")
_BARS_AFFIRMATION = re.compile(
    r"(?:\b(?:not|never|no|to|nor|neither|without|nobody|none|den(?:y|ies|ied|ying)|hardly|nearly"
    r"|almost|partly)|n[’']t)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|he|she|they)\b", re.IGNORECASE)
_WORDS_BEFORE = 8
_LONGEST = 2_000  # characters of a sentence that is read
_DENIER = re.compile(
    r"(?P<by>(?:\b[Tt]he (?:[\w’'-]+ ){0,4}?[\w’'-]+)"
    r"|(?:(?<![\w.’'-])[A-ZÀ-Ž][\w.’'-]{1,60}(?: (?:of )?[A-ZÀ-Ž][\w.’'-]{1,60}){0,4}))"
    r"(?:,[^,.;]{2,60},)?"
    r"(?: (?:has|have|had|also|flatly|firmly|strongly|later|again|on \w{1,12}day)){0,4}\s{0,9}$"
)


class Claim(NamedTuple):
    """What a question asks about: the stems of the words that may be its verb, and of the words
    before it, its subject."""

    verbs: frozenset[str]
    subject: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stance:
    """Words of a sentence that tell of what is asked, or deny it; the stems of their verbs; and who
    denies it, "" if the sentence reports the denial as a fact."""

    span: Span
    verbs: frozenset[str]
    is_denial: bool
    by: str = ""


def read_claim(question: str, stems: Stemmer) -> Claim | None:
    """Read what a question takes to have happened, or asks whether it did; None for questions of
    the future, and for those that ask for somebody's words."""
    match = _CLAIM.match(" ".join(question.split()))
    if match is None or asks_for_speech(question):
        return None
    words = [word for word in _TOKEN.findall(match["rest"]) if _is_content(word)]
    # The first word is the subject's, and so are names right behind it.
    size = next((n for n, word in enumerate(words) if n and not word[0].isupper()), len(words))
    subject = frozenset(_stem(word, stems) for word in words[:size])
    verbs = {_stem(word, stems) for word in words[size:] if word.islower()} - subject
    return Claim(frozenset(verbs), subject) if verbs else None


def find_stance(claim: Claim, sentence: str, stems: Stemmer) -> Stance | None:
    """Find how a sentence stands to a claim; None if it does not say, or says both."""
    text = re.sub(r"\s", " ", sentence)
    if len(text) > _LONGEST or text.rstrip().endswith("?"):
        return None
    denials = list(_find_denials(claim, text, stems))
    if denials:
        return denials[0]
    if _UNREAL.search(text):
        return None
    found = list(_find_affirmed(claim, text, stems))
    if not found:
        return None
    verbs = frozenset(_stem(text[slice(*span)], stems) for span in found)
    return Stance(found[0], verbs, is_denial=False)


def _find_denials(claim: Claim, text: str, stems: Stemmer) -> Iterator[Stance]:
    for match in chain(_DENIED.finditer(text), _FALSE.finditer(text)):
        span = _find_denied_verb(claim, match, stems)
        if span and _is_denied(match, span) and _has_subject(claim, text, span.start, stems):
            by = _DENIER.search(text[: match.start()]) if match.re is _DENIED else None
            is_report = match.lastgroup == "claim"
            place = Span(match.start(), match.end() if is_report else span.end)
            yield _deny(place, text[slice(*span)], stems, by)
    for match in chain.from_iterable(each.finditer(text) for each in _NEGATIONS):
        group = match.lastgroup or "verb"
        verb = match[group].lower().removeprefix("un") if group == "unaware" else match[group]
        end = match.start(group) if match.re is _NONE else match.start()
        is_whole = not _PART.match(text, match.end(group))
        is_asked = _stem(verb, stems) in claim.verbs
        if is_asked and is_whole and _has_subject(claim, text, end, stems):
            yield _deny(Span(*match.span()), verb, stems)


def _find_denied_verb(claim: Claim, match: re.Match[str], stems: Stemmer) -> Span | None:
    """The first verb of the claim behind "denied", or in a report that is false."""
    group = match.lastgroup or "words"
    for word in _TOKEN.finditer(match.string, match.start(group), match.end(group)):
        if word[0].islower() and _stem(word[0], stems) in claim.verbs:
            return Span(*word.span())
    return None


def _deny(span: Span, verb: str, stems: Stemmer, by: re.Match[str] | None = None) -> Stance:
    verbs = frozenset((_stem(verb, stems),))
    return Stance(span, verbs, is_denial=True, by=by["by"] if by else "")


def _is_denied(match: re.Match[str], verb: Span) -> bool:
    """Is it a denial that is made, and neither of the contrary nor of a part?"""
    text, start = match.string, match.start(match.lastgroup or "words")
    return not (
        _REPORTS_NO.search(text[: match.start()])
        or _CONTRARY.search(text[start : verb.start])
        or _PART.match(text, verb.end)
    )


def _find_affirmed(claim: Claim, text: str, stems: Stemmer) -> Iterator[Span]:
    for match in _TOKEN.finditer(text):
        word = match[0]
        if not (word.islower() and is_past(word)) or _stem(word, stems) not in claim.verbs:
            continue
        if _BARS_AFFIRMED.match(text, match.end()):
            continue
        clause = re.split(r"[,;:“”\"]", text[: match.start()])[-1]
        if _BARS_AFFIRMATION.search(clause) is None and _has_subject(
            claim, text, match.start(), stems
        ):
            yield Span(*match.span())


def _has_subject(claim: Claim, text: str, end: int, stems: Stemmer) -> bool:
    """Is the subject of the claim near before a place, or a pronoun for it?"""
    before = text[:end]
    near = " ".join(before.split()[-_WORDS_BEFORE:])
    words = before if _PRONOUN.search(near) else near
    return not claim.subject.isdisjoint(_stem(word, stems) for word in _TOKEN.findall(words))


def _is_content(word: str) -> bool:
    return len(word) > 2 and (word.lower() in _VERBS or word.lower() not in FUNCTION_WORDS)


def _stem(word: str, stems: Stemmer) -> str:
    plain = re.sub(r"['’]s$", "", word)
    return " ".join(stems(get_base(plain))) or plain.lower()
