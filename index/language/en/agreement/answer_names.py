"""The one name that a sentence gives as its answer to a question for a name. Pure.

The name must stand at the place of the answer: right before the verb ("Ana Holt won"), behind "by"
("was bought by Norlin"), behind the verb ("appointed Ana Holt") or behind "in" ("was built in
Orlo"). What is hoped, denied, asked or past, and several names, give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from index.core.article import Span
from index.language.en.agreement.name_kinds import find_kind, trim_name
from index.language.en.agreement.name_questions import NameKind, NameQuestion, Role

_WORD = r"[A-ZÀ-Ž](?:[\w’&-]|['.](?=\w)){0,60}(?:(?<=\b[A-Z])\.)?"
_SMALL = r"(?:of|de|del|della|der|di|du|la|van|von|bin|al|and(?= (?:Sons|Co)\b)|&)"
_RUN = rf"{_WORD}(?: (?:of the |(?:{_SMALL} ){{0,2}}){_WORD}){{0,6}}"
_SUFFIX = r"(?:,? (?:Inc|Corp|Co|Ltd|Plc|plc|AG|SA|NV|AB)\b\.?)?"
_NAME = rf"(?<![\w’'.&-])(?P<name>{_RUN}){_SUFFIX}"
_ADVERB = r"(?: (?:also|\w{2,20}ly|again|finally|yesterday|today|on [A-Z]\w{2,10}day|this week))"
_ASIDE = r"(?:,(?! (?:who|which|whose|where|when)\b) [^,.;:“”\"]{2,90},| \([^()]{1,40}\))?"
_PERFECT = r"(?: (?:has|have|had))?"
_FUTURE = r" (?:will|is to|is going to|agreed to|has agreed to)"
# Words before a name that make it no doer: "the brother of Ana Holt won", "Brekk and Holt won".
_BEFORE_DOER = re.compile(
    r"(?:\b(?:of|for|from|at|by|with|to|in|on|and|or|nor|not|than|as|but|against|over|near|like|under"
    r"|if|whether|unless|had|when|before|after|since|until|once|where|why|how|would|could)(?: the)?"
    r"|[&/])\s$"
)
# What is not told as a fact.
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|den(?:y|ied|ies|ying)|claim\w*|alleg\w+|rumou?r\w*|supposed\w*|polls?"
    r"|expect\w*|predict\w*|forecast\w*|likely|unlikely|hop(?:es?|ed|ing)|want(?:s|ed)?|could|would"
    r"|might|may|perhaps|possibly|apparently|speculat\w+|report(?:s|ed)? that|not|never|cannot"
    r"|\w{1,12}n[’']t|wrongly|mistaken\w*|false\w*|instead of|rather than|previous\w*|former\w*"
    r"|formerly|earlier this|last (?:year|month|season)|years? ago|originally|planned|bid for"
    r"|offer(?:s|ed)? (?:to|for)|seek\w*|sought|contender\w*|favou?rites?|joint\w*|both|each"
    r"|respectively|neither|unit|subsidiary|subsidiaries|affiliate\w*|consortium|partner\w*"
    r"|owned by|part of)\b",
    re.IGNORECASE,
)
_LONGEST = 2_000  # characters of a sentence that is read
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_JOINED = re.compile(r"(?:,? (?:and|or|&)|,) (?:the )?(?=[A-ZÀ-Ž])")
_IN_BETWEEN = r"(?: (?!(?:in|at|off|that|which|who|and|but|to|if)\b)[^\s,;:.“”\"]{1,30}){0,6}?"


@dataclass(frozen=True, slots=True)
class AnswerName:
    """A name in a sentence, and what bears it, None if nothing tells. `preposition` stands before a
    place."""

    span: Span
    text: str
    kind: NameKind | None
    preposition: str = ""


def find_answer_name(
    asked: NameQuestion, sentence: str, published: str | None
) -> AnswerName | None:
    """Find the name that answers a question in a sentence; None without one, or with several.

    `published` is the date of the article: who won in another year won another race.
    """
    text = re.sub(r"\s", " ", sentence)
    known = {(published or "")[:4], *_YEAR.findall(asked.event)}
    is_other = asked.role is not Role.PLACE and not known.issuperset(_YEAR.findall(text))
    if len(text) > _LONGEST or is_other or _UNREAL.search(text) or text.rstrip().endswith("?"):
        return None
    found = list(_FINDERS[asked.role](asked, text))
    names = {each.text for each in found}
    return found[0] if len(names) == 1 else None


def _find_doers(asked: NameQuestion, text: str) -> Iterator[AnswerName]:
    tense = _list_finite(asked)
    done = _join(each.participle for each in asked.verbs)
    auxiliary = _FUTURE if asked.is_future else rf"{_PERFECT}"
    active = re.compile(rf"{_NAME}(?P<aside>{_ASIDE}){_ADVERB}?{auxiliary}{_ADVERB}? (?:{tense})\b")
    for match in active.finditer(text):
        aside = match["aside"].strip(" ,")
        # "The mayor of Lerse, Ana Holt, won": the second name is hers.
        if re.fullmatch(_RUN, aside):
            start = match.start("aside") + match["aside"].index(aside)
            yield from _make_names(asked, text, Span(start, start + len(aside)), [])
        elif not _BEFORE_DOER.search(text[: match.start("name")]):
            yield from _make_names(asked, text, Span(*match.span("name")), [_JOINED])
    passive = re.compile(rf"\b(?:{done}){_ADVERB}? by (?:the )?{_NAME}")
    for match in chain([] if asked.is_future else passive.finditer(text)):
        yield from _make_names(asked, text, Span(*match.span("name")), [_JOINED])


def _list_finite(asked: NameQuestion) -> str:
    if asked.is_future:
        return _join(each.base for each in asked.verbs)
    forms = ((each.past, each.third, each.participle) for each in asked.verbs)
    return _join(chain.from_iterable(forms))


def _find_objects(asked: NameQuestion, text: str) -> Iterator[AnswerName]:
    done = _join(each.participle for each in asked.verbs)
    finite = _join(chain.from_iterable((each.past, each.third) for each in asked.verbs))
    passive = re.compile(
        rf"{_NAME}(?P<aside>{_ASIDE}) (?:was|is|has been|had been|been){_ADVERB}? (?:{done})\b"
    )
    for match in passive.finditer(text):
        if not _BEFORE_DOER.search(text[: match.start("name")]):
            yield from _make_names(asked, text, Span(*match.span("name")), [])
    active = re.compile(rf"(?<!was )(?<!were )(?<!been )\b(?:{finite}) (?:the )?{_NAME}")
    for match in active.finditer(text):
        yield from _make_names(asked, text, Span(*match.span("name")), [_JOINED])


def _find_places(asked: NameQuestion, text: str) -> Iterator[AnswerName]:
    forms = (f for each in asked.verbs for f in (each.past, each.third, each.participle))
    pattern = re.compile(
        rf"\b(?:{_join(forms)}){_IN_BETWEEN} (?P<preposition>in|at|off) (?:the )?{_NAME}"
    )
    for match in pattern.finditer(text):
        for name in _make_names(asked, text, Span(*match.span("name")), []):
            rest = text[match.end() :]
            if not re.match(r",? (?:and|or) (?:in |at |the )?[A-ZÀ-Ž]", rest):
                yield AnswerName(name.span, name.text, NameKind.PLACE, match["preposition"])


_FINDERS = {Role.DOER: _find_doers, Role.OBJECT: _find_objects, Role.PLACE: _find_places}


def _make_names(
    asked: NameQuestion, text: str, span: Span, barred: Iterable[re.Pattern[str]]
) -> Iterator[AnswerName]:
    """The name of a span, without titles and days; none if another one is joined to it, or if it is
    one of the question."""
    trimmed = trim_name(text[slice(*span)])
    if trimmed is None or any(each.match(text, span.end) for each in barred):
        return
    start, end = span.start + trimmed.start, span.start + trimmed.end
    name = text[start:end]
    if re.search(rf"\b{re.escape(name)}\b", asked.event, re.IGNORECASE):
        return
    kind = asked.kind or find_kind(name, has_title=trimmed.has_title)
    if kind is None and asked.names_person(len(name.split())):
        kind = NameKind.PERSON
    yield AnswerName(Span(start, end), name, kind)


def _join(forms: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(forms))
