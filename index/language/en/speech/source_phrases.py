"""The words that name the source of a verb in a parsed paragraph. Pure.

The rules read the dependency labels of spaCy's English models (ClearNLP style). Who is meant by a
name is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_PARTICIPLES = frozenset(("advcl", "acl", "xcomp", "pcomp", "dep"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))


def find_source(verb: Token) -> tuple[int, ...]:
    """The words that name the subject of a verb, also of one that shares another's; else ()."""
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    if agent is not None:
        return next((phrase(child) for child in agent.children if child.dep_ == "pobj"), ())
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is not None:
        if subject.dep_ == "nsubjpass" and verb.lemma_.lower() not in ("quote", "cite"):
            return ()
        return () if subject.dep_ == "expl" else phrase(subject)
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return find_source(verb.head)
    if verb.dep_ in _PARTICIPLES or verb.dep_ == "prep":
        return _find_shared_source(verb)
    return ()


def find_antecedent(doc: Doc, source: tuple[int, ...]) -> tuple[int, ...]:
    """The noun phrase that "who" or "which" as the source stands for, else ()."""
    if len(source) != 1 or doc[source[0]].lower_ not in _RELATIVE:
        return ()
    verb = doc[source[0]].head
    return phrase(verb.head, without=verb) if verb.dep_ == "relcl" else ()


def _find_shared_source(verb: Token) -> tuple[int, ...]:
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return phrase(head, without=verb)
    while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
        head = head.head
    return find_source(head) if head.i != verb.i and head.pos_ in ("VERB", "AUX") else ()


def phrase(head: Token, without: Token | None = None) -> tuple[int, ...]:
    """The tokens of a noun phrase, without the clause about it and what follows that."""
    left_out: set[int] = set() if without is None else {t.i for t in without.subtree}
    for child in head.children:
        if child.dep_ in ("relcl", "parataxis", "ccomp") or (
            child.dep_ == "punct" and child.i > head.i and child.text in "—–;:"
        ):
            left_out |= {t.i for t in child.subtree}
    tokens = [t.i for t in head.subtree if t.i not in left_out]
    return _trim(head.doc, tokens)


def _trim(doc: Doc, tokens: list[int]) -> tuple[int, ...]:
    """The one run of tokens around the first word, without commas at its ends."""
    while tokens and (doc[tokens[-1]].text in ",;:—–-" or doc[tokens[-1]].is_space):
        tokens.pop()
    while tokens and (doc[tokens[0]].text in ",;:—–-" or doc[tokens[0]].is_space):
        tokens.pop(0)
    return tuple(tokens)
