"""Makes example questions from the articles of an archive. Pure.

The questions are patterns with names. It does not check that the archive answers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from index.core.article import Article

# At most this many articles are read.
_MAX_ARTICLES = 200
# Longer titles make no question.
_MAX_TITLE = 200
# The topic stands within this many characters of "X said".
_NEAR = 200

_NAME = (
    r"[A-ZÀ-Ž][\w’'-]{1,60}"
    r"(?: (?:van der |von der |van |von |de |del |al-)?[A-ZÀ-Ž][\w’'-]{1,60}){1,2}"
)
_SPEAKER = re.compile(rf"\b({_NAME}) (?:said|told|warned|announced|wrote)\b")
_TOPIC = re.compile(r"(?<=[a-z,] )([A-ZÀ-Ž][\w’'-]{2,}(?: [A-ZÀ-Ž][\w’'-]+)*)")
# Offices precede names in news copy and are not part of them.
_OFFICES = frozenset(
    "The President Minister Secretary General Chancellor Prime Foreign Defence Defense"
    " King Queen Sir Commissioner Spokesman Spokeswoman Senator Governor"
    " Adviser Captain Coach Director".split()
)


def make_example_questions(articles: Iterable[Article], count: int = 4) -> list[str]:
    """Make at most `count` questions, each about another article and another speaker.

    "What did X say about Y?" if X speaks in an article with Y in its title; titles fill up the
    list if there are too few.
    """
    questions: dict[str, str] = {}
    titles: list[str] = []
    for article in islice(articles, _MAX_ARTICLES):
        question = _make_question(article)
        if question is not None:
            questions.setdefault(*question)
        elif 0 < len(article.title) <= _MAX_TITLE:
            titles.append(article.title)
        if len(questions) == count:
            break
    return [*questions.values(), *titles][:count]


def _make_question(article: Article) -> tuple[str, str] | None:
    """Make a question about a speaker and a name in the title, under the speaker's name."""
    topics = [] if article.title.isupper() else _TOPIC.findall(article.title)
    for speaker_match in _SPEAKER.finditer(article.text):
        speaker = _drop_office(speaker_match[1])
        near = article.text[max(0, speaker_match.start() - _NEAR) : speaker_match.end() + _NEAR]
        for topic in topics:
            if len(speaker) > 1 and topic in near and not set(topic.split()) & set(speaker):
                name = " ".join(speaker)
                return name, f"What did {name} say about {topic}?"
    return None


def _drop_office(name: str) -> list[str]:
    words = name.split()
    while words and words[0] in _OFFICES:
        words = words[1:]
    return words
