"""The people and organisations that an article names, and with which office. Pure.

Names are runs of proper nouns in the parse; its entity labels only tell persons from places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.en.speech.offices import GENDERED_ROLES, OFFICES, TITLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PERSONAL_ROLES = OFFICES | GENDERED_ROLES.keys()
_NAME_TAGS = frozenset(("NNP", "NNPS"))
_PERSON = "PERSON"
_POINTERS = frozenset("its his her their our the a an".split())
# Left of a name's last word.
_NAME_PARTS = frozenset(("compound", "flat", "nmod", "amod", "poss"))
_CONNECTORS = frozenset(
    "van von der den de del della la le al bin ibn ben da dos di du of the for and".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place: the numbers of its paragraph and its last token; `words` without offices.

    `office` are the words that stand beside it ("Kremlin spokesman"), `roles` their lemmas;
    `gender` is "" if unknown.
    """

    paragraph: int
    token: int
    words: tuple[str, ...]
    office: str
    roles: frozenset[str]
    gender: str
    is_person: bool
    is_subject: bool

    @property
    def name(self) -> str:
        """The name as one text."""
        return " ".join(self.words)


def find_mentions(docs: Sequence[Doc]) -> list[Mention]:
    """All names of the paragraphs, in order."""
    tagged = [t for doc in docs for t in doc if _ends_name(t)]
    # The tagger takes a surname for a common word now and then: "Starmer had opened the debate".
    surnames = {t.lower_ for t in tagged if t.ent_type_ == _PERSON and len(read_name(t)) > 1}
    return [
        mention
        for number, doc in enumerate(docs)
        for token in doc
        if _ends_name(token) or (token.is_title and token.lower_ in surnames)
        for mention in _read_mention(number, token)
    ]


def read_name(token: Token) -> tuple[str, ...]:
    """The words of the name that ends with a token, without offices and possessive marks."""
    words = "".join(t.text_with_ws for t in _find_name(token)).split()
    return tuple(word.rstrip(".") if len(word) > 2 else word for word in words)


def _find_name(token: Token) -> list[Token]:
    run = [
        t
        for t in _find_run(token)
        if t.tag_ in _NAME_TAGS or t.lower_ in _CONNECTORS or _is_hyphen(t) or t.i == token.i
    ]
    offices = [n for n, t in enumerate(run[:-1]) if _is_office(t)]
    without = run[offices[-1] + 1 :] if offices else run
    # "General Motors", "Prince Street": one word behind an office is a person's only if the parser
    # takes it for one, or a title stands there.
    is_title = bool(offices) and run[offices[-1]].lower_.rstrip(".") in TITLES
    if len(without) > 1 or is_title or token.ent_type_ in ("PERSON", ""):
        run = without
    while len(run) > 1 and run[0].lower_ in _CONNECTORS:
        run = run[1:]
    return run


def _ends_name(token: Token) -> bool:
    after = token.i + 1
    if token.tag_ not in _NAME_TAGS or not token.text[0].isupper():
        return False
    return after >= len(token.doc) or not (
        token.doc[after].tag_ in _NAME_TAGS and token.doc[after].text[0].isupper()
    )


def _find_run(token: Token) -> list[Token]:
    """The proper nouns before a token without a gap, and the small words between them."""
    doc, first = token.doc, token.i
    while first > 0:
        before = doc[first - 1]
        is_between = (
            (before.lower_ in _CONNECTORS or _is_hyphen(before))
            and first > 1
            and doc[first - 2].tag_ in _NAME_TAGS
        )
        # "University of Kel" is one name, "Torp of Norland" two.
        joins = before.ent_iob_ == "I" or before.lower_ not in ("of", "the", "for", "and")
        if before.tag_ not in _NAME_TAGS and not (is_between and joins):
            break
        first -= 1
    return list(doc[first : token.i + 1])


def _is_hyphen(token: Token) -> bool:
    """Does it join two names: "Kosel-Marek"?"""
    after = token.i + 1 < len(token.doc) and not token.whitespace_
    return token.text in "-–" and after and not token.nbor(-1).whitespace_


def _is_office(token: Token) -> bool:
    return token.lower_.rstrip(".") in OFFICES


def _read_mention(paragraph: int, token: Token) -> Iterator[Mention]:
    words = read_name(token)
    if not words or (len(words) == 1 and words[0].lower() in OFFICES):
        return
    roles = frozenset(_find_roles(token))
    label = token.ent_type_
    has_office = bool(roles & _PERSONAL_ROLES) or any(_is_office(t) for t in _find_run(token)[:-1])
    is_person = (
        label == _PERSON
        or has_office
        or (
            # A small model takes many surnames for organisations.
            label in ("ORG", "") and len(words) in (2, 3) and not _has_article(token)
        )
    )
    yield Mention(
        paragraph,
        token.i,
        words,
        _read_office_words(token),
        roles,
        _find_gender(token, roles),
        is_person,
        _is_subject(token),
    )


def _is_subject(token: Token) -> bool:
    """Is it the subject of its clause, also behind its office: "the coach, Ada Torp, left"?"""
    named = token.head if token.dep_ == "appos" else token
    return named.dep_ in ("nsubj", "nsubjpass")


def _has_article(token: Token) -> bool:
    first = _find_run(token)[0]
    before = token.doc[first.i - 1].lower_ if first.i else ""
    return first.lower_ == "the" or before in ("the", "a", "an")


def _find_roles(token: Token) -> Iterator[str]:
    """The offices beside a name: "spokesman X", "X, the mayor of Kel", "X is the mayor"."""
    before = [t for t in token.subtree if t.dep_ in _NAME_PARTS and t.i < token.i]
    for word in before:
        if word.pos_ == "NOUN" or _is_office(word):
            yield word.lemma_.lower().rstrip(".")
    for child in token.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            yield from _read_office(child)
    if token.dep_ == "appos" and token.head.pos_ == "NOUN":
        yield from _read_office(token.head)
    if token.dep_ == "nsubj" and token.head.lemma_ in ("be", "become"):
        for child in token.head.children:
            if child.dep_ == "attr" and child.pos_ == "NOUN":
                yield from _read_office(child)


def _read_office_words(token: Token) -> str:
    """The office as written before the name, else behind it."""
    doc, first = token.doc, _find_name(token)[0].i
    before = [
        t.i for t in token.subtree if t.i < first and t.dep_ in _NAME_PARTS and t.dep_ != "poss"
    ]
    if before and any(doc[i].pos_ == "NOUN" or _is_office(doc[i]) for i in before):
        # "President Donald Trump and President Vladimir Putin": the last words are of this one.
        joins = [i for i in range(before[0], first) if doc[i].lower_ == "and"]
        return _clean_office(doc[(joins[-1] + 1 if joins else before[0]) : first].text)
    for child in token.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN" and child.i > token.i:
            return _describe(child)
    if token.dep_ == "appos" and token.head.pos_ == "NOUN" and token.head.i < token.i:
        return _describe(token.head, end=first)
    return ""


def _describe(noun: Token, end: int | None = None) -> str:
    """The noun with its modifiers and "of …", without its article."""
    left_out = {
        t.i
        for child in noun.children
        if child.dep_ in ("det", "relcl", "appos", "punct", "acl", "advcl", "cc", "conj")
        for t in child.subtree
    }
    kept = [t.i for t in noun.subtree if t.i not in left_out and (end is None or t.i < end)]
    return _clean_office(noun.doc[kept[0] : kept[-1] + 1].text) if kept else ""


def _clean_office(text: str) -> str:
    """Without marks of headings and words that point elsewhere."""
    words = text.strip("#*-–— \n").split()
    while words and words[0].lower() in _POINTERS:
        words = words[1:]
    return " ".join(words)


def _read_office(noun: Token) -> Iterator[str]:
    yield noun.lemma_.lower()
    for child in noun.children:
        if child.dep_ in ("compound", "amod") and child.pos_ in ("NOUN", "ADJ", "PROPN"):
            yield child.lemma_.lower()


def _find_gender(token: Token, roles: frozenset[str]) -> str:
    for word in _find_run(token):
        if gender := TITLES.get(word.lower_.rstrip(".")):
            return gender
    genders = {GENDERED_ROLES[role] for role in roles if role in GENDERED_ROLES}
    return genders.pop() if len(genders) == 1 else ""
