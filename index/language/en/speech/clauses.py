"""Attributions in a parsed paragraph: cues, their sources and their contents.

The rules read the dependency labels of spaCy's English models (ClearNLP style). They know nothing
of other paragraphs and of who is meant by a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.en.speech.cues import (
    ACCORDING,
    ADDRESSED_VERBS,
    CLAUSE_VERBS,
    CONTENT_NOUNS,
    HEARD_VERBS,
    OBJECT_VERBS,
    PREPOSITION_VERBS,
    VIEW_NOUNS,
    VIEW_PREPOSITIONS,
)
from index.language.en.speech.source_phrases import find_source, phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSES = frozenset(("ccomp", "xcomp"))
# These belong to the cue: "also said", "has not said".
_CUE_PARTS = frozenset(("aux", "auxpass", "neg", "prt"))
# A time beside the verb is no content: "announced a strike on Monday".
_TIMES = frozenset(("DATE", "TIME"))


@dataclass(frozen=True, slots=True)
class Clause:
    """An attribution as numbers of tokens of one paragraph. `verb` is the word that reports."""

    verb: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    addressee: tuple[int, ...] = ()


def find_clauses(doc: Doc, quoted: frozenset[int]) -> Iterator[Clause]:
    """The attributions whose cue stands in the paragraph outside its quotations.

    `quoted` are the numbers of the tokens in quotation marks. The content is () if only a
    quotation can be it.
    """
    for token in doc:
        if token.i in quoted:
            continue
        if token.lower_ in ACCORDING:
            yield from _read_according(token)
        elif token.lower_ in VIEW_PREPOSITIONS:
            yield from _read_view(token)
        elif token.pos_ in ("VERB", "AUX") and _can_report(token):
            yield from _read_verb(token)
        elif token.pos_ == "NOUN" and token.lemma_ in CONTENT_NOUNS:
            yield from _read_noun(token)


def _can_report(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if lemma == "go":
        return any(child.lower_ == "on" for child in token.children)
    return lemma in CLAUSE_VERBS or lemma in OBJECT_VERBS or lemma in PREPOSITION_VERBS


def _read_verb(verb: Token) -> Iterator[Clause]:
    source = find_source(verb)
    content, preposition = _find_content(verb)
    cue = _find_cue(verb, preposition)
    if verb.lemma_.lower() in CLAUSE_VERBS or content:
        yield Clause(verb.i, source, cue, tuple(content), _find_addressee(verb))


def _find_cue(verb: Token, preposition: Token | None) -> tuple[int, ...]:
    """The verb with its auxiliaries, and the preposition that its content hangs on."""
    parts = [child.i for child in verb.children if child.dep_ in _CUE_PARTS and child.i < verb.i]
    parts += [child.i for child in verb.children if child.dep_ == "prt"]
    if preposition is not None:
        parts.append(preposition.i)
    adverbs = [
        child.i
        for child in verb.children
        if child.dep_ == "advmod" and child.i in (verb.i - 1, verb.i + 1) and parts
    ]
    return tuple(sorted({verb.i, *parts, *(a for a in adverbs if a < verb.i)}))


def _find_content(verb: Token) -> tuple[list[int], Token | None]:
    lemma = verb.lemma_.lower()
    clauses = [
        child
        for child in verb.children
        if child.dep_ in _CLAUSES and (lemma in CLAUSE_VERBS or lemma in OBJECT_VERBS)
    ]
    if not clauses and (told := _find_told_clause(_find_told(verb))) is not None:
        return [t.i for t in told.subtree], None
    if lemma in CLAUSE_VERBS and verb.dep_ in ("parataxis", "ccomp") and not clauses:
        inserted = _find_interrupted(verb)
        if inserted:
            return inserted, None
    if clauses:
        # "Urged them to stay" says who is to stay, "told them that …" who is spoken to.
        is_order = all(clause.dep_ == "xcomp" for clause in clauses)
        extra = [
            child
            for child in verb.children
            if child.dep_ == "dobj" and (is_order or lemma not in ADDRESSED_VERBS)
        ]
        found = [t.i for clause in [*clauses, *extra] for t in clause.subtree]
        return _without_cue(verb, sorted(found)), None
    for child in verb.children:
        if child.dep_ in ("prep", "prt") and child.lower_ in PREPOSITION_VERBS.get(lemma, ()):
            return _rest_behind(verb, child), child
    if lemma in OBJECT_VERBS and any(c.dep_ in ("dobj", "oprd", "attr") for c in verb.children):
        rest = _rest_behind(verb, verb)
        is_heard = lemma in HEARD_VERBS and set(rest) <= set(_find_addressee(verb))
        return ([] if is_heard else rest), None
    return [], None


def _find_interrupted(verb: Token) -> list[int]:
    """The clause into which ", he said," is inserted."""
    head, own = verb.head, {t.i for t in verb.subtree}
    if head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return []
    return [t.i for t in head.subtree if t.i not in own] if verb.dep_ == "parataxis" else []


def _rest_behind(verb: Token, last: Token) -> list[int]:
    """What belongs to the verb behind a token, without clauses of their own and times."""
    left_out: set[int] = set()
    for child in verb.children:
        if child.dep_ in ("conj", "cc", "punct", "npadvmod") or (
            child.dep_ == "advcl" and child.i > verb.i and _follows_comma(child)
        ):
            left_out |= {t.i for t in child.subtree}
        if child.dep_ == "prep" and any(
            c.ent_type_ in _TIMES for c in child.children if c.dep_ == "pobj"
        ):
            left_out |= {t.i for t in child.subtree}
    return [t.i for t in verb.subtree if t.i > last.i and t.i not in left_out]


def _follows_comma(token: Token) -> bool:
    first = token.left_edge.i
    return first > 0 and token.doc[first - 1].text == ","


def _without_cue(verb: Token, tokens: list[int]) -> list[int]:
    return [i for i in tokens if i != verb.i]


def _find_addressee(verb: Token) -> tuple[int, ...]:
    told = _find_told(verb)
    return phrase(told, without=_find_told_clause(told)) if told is not None else ()


def _find_told(verb: Token) -> Token | None:
    """The word for who is spoken to."""
    if verb.lemma_.lower() not in ADDRESSED_VERBS:
        return None
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative")), None)


def _find_told_clause(told: Token | None) -> Token | None:
    """The verb of what is said, where the parse hangs it on who is spoken to: "told a court that
    the dam was safe"."""
    if told is None:
        return None
    return next(
        (
            child
            for child in told.children
            if child.dep_ in ("acl", "ccomp", "relcl")
            and any(
                c.dep_ == "mark" and c.lower_ in ("that", "if", "whether") for c in child.children
            )
        ),
        None,
    )


def _read_according(token: Token) -> Iterator[Clause]:
    """According to the mayor, the bridge is safe."""
    to = next((child for child in token.children if child.lower_ == "to"), None)
    named = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or named is None:
        return
    yield Clause(token.i, phrase(named), (token.i, to.i), _find_clause_around(token))


def _read_view(token: Token) -> Iterator[Clause]:
    """In the mayor's view, the bridge is safe; in the words of the mayor, it is safe."""
    noun = next((c for c in token.children if c.dep_ == "pobj" and c.lemma_ in VIEW_NOUNS), None)
    if noun is None:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    if owner is None and of is not None:
        owner = next((c for c in of.children if c.dep_ == "pobj"), None)
    if owner is None:
        return
    source = phrase(owner)
    if noun.doc[source[-1]].tag_ == "POS":
        source = source[:-1]
    content = _find_clause_around(token)
    if content and _is_set_off(token):
        yield Clause(noun.i, source, (token.i, noun.i), content)


def _is_set_off(token: Token) -> bool:
    """Does the phrase open its sentence, or stand behind a comma?"""
    before = token.i - 1
    return token.i == token.sent.start or token.doc[before].text in (",", "“", '"', "—", "–", ";")


def _find_clause_around(token: Token) -> tuple[int, ...]:
    """The clause that "according to" or "in his view" belongs to, without these words."""
    own = {t.i for t in token.subtree}
    return tuple(t.i for t in _find_clause_of(token).subtree if t.i not in own)


def _find_clause_of(token: Token) -> Token:
    """The verb of the clause that "according to" belongs to."""
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
        head = head.head
    return head


def _read_noun(noun: Token) -> Iterator[Clause]:
    """His claim that the bridge is safe."""
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp")), None)
    if clause is None or not any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    source = phrase(owner) if owner is not None else ()
    if source and noun.doc[source[-1]].tag_ == "POS":
        source = source[:-1]
    if not source and noun.dep_ == "dobj":
        source = find_source(noun.head)
    yield Clause(noun.i, source, (noun.i,), tuple(t.i for t in clause.subtree))
