"""Who a source is: surnames, offices and pronouns resolved within one article. Pure.

Never guesses: a source that can mean two people stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.language.en.speech.offices import FEMALE, MALE
from index.language.en.speech.persons import Mention, find_mentions, read_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = {"he": MALE, "him": MALE, "his": MALE, "she": FEMALE, "her": FEMALE}
# A pronoun refers to people of its own paragraph and of this many before.
_PARAGRAPHS_BACK = 2
_NAME_TAGS = frozenset(("NNP", "NNPS"))


@dataclass(frozen=True, slots=True)
class Source:
    """The source of an attribution: its paragraph, its tokens, and those that "who" stands for.

    `content` are the tokens of what is said: whoever is named there is not "he" who says it.
    """

    paragraph: int
    tokens: tuple[int, ...]
    named: tuple[int, ...] = ()
    content: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Article:
    docs: Sequence[Doc]
    mentions: list[Mention]
    full_names: dict[str, set[tuple[str, ...]]]
    genders: dict[str, str]
    # Who spoke where: paragraph, token and name.
    spoken: list[tuple[int, int, str]] = field(default_factory=list)


def resolve_speakers(docs: Sequence[Doc], sources: Iterable[Source]) -> list[tuple[str, str]]:
    """The name of each source and the office that the article gives it, "" where it is not
    certain. Sources come in the order of the text."""
    mentions = find_mentions(docs)
    article = _Article(docs, mentions, _collect_full_names(mentions), {})
    for mention in mentions:
        if mention.gender and (name := _complete(article, mention.words)):
            article.genders.setdefault(name, mention.gender)
    offices: dict[str, str] = {}
    for mention in mentions:
        if mention.office and (name := _complete(article, mention.words)):
            offices.setdefault(name, mention.office)
    found = []
    for source in sources:
        name = _resolve(article, source)
        if source.tokens and (name or _is_role(article, source)):
            article.spoken.append((source.paragraph, source.tokens[0], name))
        found.append((name, offices.get(name, "")))
    return found


def _collect_full_names(mentions: Sequence[Mention]) -> dict[str, set[tuple[str, ...]]]:
    """The full names of people by their last word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for mention in mentions:
        if mention.is_person and len(mention.words) > 1:
            found.setdefault(mention.words[-1].casefold(), set()).add(mention.words)
    return {last: _merge(names) for last, names in found.items()}


def _merge(names: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Without names that are a longer one with words left out: "Ilse Graen", "Ilse M Graen"."""
    return {
        name
        for name in names
        if not any(name != other and _is_part(name, other) for other in names)
    }


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(word.casefold() for word in long)
    return all(word.casefold() in rest for word in short)


def _complete(article: _Article, words: tuple[str, ...]) -> str:
    """The full name of which these are words; "" if two people share them."""
    same_last = article.full_names.get(words[-1].casefold(), set())
    fitting = [name for name in same_last if _is_part(words, name)]
    if len(fitting) == 1:
        return " ".join(fitting[0])
    return "" if fitting else " ".join(words)


def _is_person(article: _Article, mention: Mention) -> bool:
    """A surname alone is a person's if the article has the full name."""
    return mention.is_person or mention.words[-1].casefold() in article.full_names


def _resolve(article: _Article, source: Source) -> str:
    tokens = source.named or source.tokens
    if not tokens:
        return ""
    doc = article.docs[source.paragraph]
    head = _find_head(doc, tokens)
    if head.lower_ in _PRONOUNS and len(tokens) == 1:
        return _resolve_pronoun(article, source, _PRONOUNS[head.lower_])
    # The tagger takes a surname for a common noun now and then.
    if head.tag_ in _NAME_TAGS or (head.is_title and head.lower_ in article.full_names):
        words = read_name(_find_last(doc, tokens, head))
        return _complete(article, words) if words else ""
    named = [
        child
        for child in head.children
        if child.dep_ == "appos" and child.tag_ in _NAME_TAGS and child.i in tokens
    ]
    if named:
        return _complete(article, read_name(_find_last(doc, tokens, named[0])))
    return _resolve_role(article, source, head)


def _find_head(doc: Doc, tokens: tuple[int, ...]) -> Token:
    own = set(tokens)
    return next(
        (doc[i] for i in tokens if doc[i].head.i == i or doc[i].head.i not in own), doc[tokens[0]]
    )


def _find_last(doc: Doc, tokens: tuple[int, ...], head: Token) -> Token:
    """The last word of the name that the head is part of."""
    last = head
    while last.i + 1 in tokens and doc[last.i + 1].tag_ in _NAME_TAGS:
        last = doc[last.i + 1]
    return last


def _is_role(article: _Article, source: Source) -> bool:
    """Is it one person by an office: "the minister"?"""
    head = _find_head(article.docs[source.paragraph], source.tokens)
    return head.tag_ == "NN" and any(child.lower_ == "the" for child in head.children)


def _resolve_role(article: _Article, source: Source, head: Token) -> str:
    """The one person of the article with this office, if "the" stands before it."""
    if not any(child.lower_ in ("the", "his", "her", "its", "their") for child in head.children):
        return ""
    wanted = {head.lemma_.lower()} | {
        child.lemma_.lower() for child in head.children if child.dep_ in ("compound", "amod")
    }
    people = {
        name
        for mention in article.mentions
        if _is_person(article, mention)
        and (mention.paragraph, mention.token) < (source.paragraph, head.i)
        and wanted <= mention.roles
        and (name := _complete(article, mention.words))
    }
    return people.pop() if len(people) == 1 else ""


def _resolve_pronoun(article: _Article, source: Source, gender: str) -> str:
    place = source.paragraph, source.tokens[0]
    near = [
        (mention, name)
        for mention in article.mentions
        if source.paragraph - _PARAGRAPHS_BACK <= mention.paragraph
        and (mention.paragraph, mention.token) < place
        and (mention.paragraph != source.paragraph or mention.token not in source.content)
        and _is_person(article, mention)
        and (name := _complete(article, mention.words))
        and article.genders.get(name, gender) == gender
    ]
    name = _choose_antecedent(article, near, place)
    if name:
        article.genders.setdefault(name, gender)
    return name


def _choose_antecedent(
    article: _Article, near: Sequence[tuple[Mention, str]], place: tuple[int, int]
) -> str:
    """The one person near, or in the paragraph as its subject; else the last speaker if nobody else
    was the subject since."""
    names = {name for _, name in near}
    before = [each for each in article.spoken if each[:2] < place]
    if before and not before[-1][2] and before[-1][0] == place[0]:
        return ""  # "he" may be the one whose name is not known
    if len(names) == 1:
        return names.pop()
    here = {name for mention, name in near if mention.paragraph == place[0]}
    subjects = {
        name for mention, name in near if mention.paragraph == place[0] and mention.is_subject
    }
    if len(here) == 1 and here == subjects and not any(each[0] == place[0] for each in before):
        return here.pop()
    spoken = [each for each in before if each[2] in names]
    if spoken:
        paragraph, token, name = spoken[-1]
        since = {
            other
            for mention, other in near
            if (mention.paragraph, mention.token) > (paragraph, token) and mention.is_subject
        }
        return name if since <= {name} else ""
    last = _find_last_sentence(article, near, place)
    subjects = {name for mention, name in last if mention.is_subject}
    everybody = {name for _, name in last}
    return everybody.pop() if len(everybody) == 1 and subjects <= everybody else ""


def _find_last_sentence(
    article: _Article, near: Sequence[tuple[Mention, str]], place: tuple[int, int]
) -> list[tuple[Mention, str]]:
    """The names of the last sentence before the pronoun's own that has any."""
    by_sentence: dict[tuple[int, int], list[tuple[Mention, str]]] = {}
    for mention, name in near:
        start = article.docs[mention.paragraph][mention.token].sent.start
        by_sentence.setdefault((mention.paragraph, start), []).append((mention, name))
    return by_sentence[max(by_sentence)] if by_sentence else []
