"""Questions to begin with, made from what the articles say. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from index.article import Article

# Articles that are looked through for questions.
_LOOKED_AT = 200
# A title that is no longer can be asked.
_LONGEST = 200
# Characters around "X said" in which X speaks of the topic.
_NEAR = 200

_NAME = (
    r"[A-ZÀ-Ž][\w’'-]{1,60}"
    r"(?: (?:van der |von der |van |von |de |del |al-)?[A-ZÀ-Ž][\w’'-]{1,60}){1,2}"
)
_SPEAKER = re.compile(rf"\b({_NAME}) (?:said|told|warned|announced|wrote)\b")
_TOPIC = re.compile(r"(?<=[a-z,] )([A-ZÀ-Ž][\w’'-]{2,}(?: [A-ZÀ-Ž][\w’'-]+)*)")
# Offices stand before a name in news copy; they are no part of it.
_OFFICES = frozenset(
    "The President Minister Secretary General Chancellor Prime Foreign Defence Defense"
    " King Queen Sir Commissioner Spokesman Spokeswoman Senator Governor"
    " Adviser Captain Coach Director".split()
)


def example_questions(articles: Iterable[Article], count: int = 4) -> list[str]:
    """At most `count` questions, each about another article and another speaker.

    "What did X say about Y?", where an article lets X speak and has Y in its title; where too few
    do, titles serve as questions.
    """
    questions: dict[str, str] = {}
    titles: list[str] = []
    for article in islice(articles, _LOOKED_AT):
        question = _question(article)
        if question is not None:
            questions.setdefault(*question)
        elif 0 < len(article.title) <= _LONGEST:
            titles.append(article.title)
        if len(questions) == count:
            break
    return [*questions.values(), *titles][:count]


def _question(article: Article) -> tuple[str, str] | None:
    """A speaker and the question what they say about a name in the title that they speak of."""
    topics = [] if article.title.isupper() else _TOPIC.findall(article.title)
    for found in _SPEAKER.finditer(article.text):
        speaker = _without_office(found[1])
        near = article.text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        for topic in topics:
            if len(speaker) > 1 and topic in near and not set(topic.split()) & set(speaker):
                name = " ".join(speaker)
                return name, f"What did {name} say about {topic}?"
    return None


def _without_office(name: str) -> list[str]:
    words = name.split()
    while words and words[0] in _OFFICES:
        words = words[1:]
    return words
