"""Which sentences of the hits tell who said given words: those with a named speaker. Pure.

The attributions of the archive tell. Direct speech comes before reported speech, and a sentence
that nobody is known to say is a weaker answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.core.article import Hit, Span
from index.core.attribution import Attribution
from index.language.en.speech.author_questions import AuthorQuestion

Place = tuple[str, int]
# Log-odds that a sentence gains or loses by who says it.
_DIRECT, _REPORTED, _UNKNOWN = 0.5, 0.4, -0.5
_LEAST_SHARED = 8
# A phrase of so many words is not said by chance.
_TELLING_WORDS = 2
_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class AuthorRates:
    """The rates of the sentences, and the places of those that hold the quoted words of the
    question in the words of a named speaker."""

    rates: Mapping[Place, float]
    exact: frozenset[Place]


def rate_authors(
    hits: Sequence[Hit], by_article: Mapping[str, Sequence[Attribution]], asked: AuthorQuestion
) -> AuthorRates:
    """Rate the sentences of the hits; those of articles without attributions have a rate of 0. None
    has a sentence without the quoted words of the question."""
    rates: dict[Place, float] = {}
    exact: set[Place] = set()
    for hit in hits:
        article_id = hit.passage.article_id
        attributions = by_article.get(article_id)
        for sentence in hit.sentences:
            place = article_id, sentence.start
            span = Span(sentence.start, sentence.end)
            if not _holds_phrases(_get_text(hit, span), asked.phrases):
                continue
            if attributions is None:
                rates[place] = 0.0
                continue
            own = [each for each in attributions if _touches(each, span)]
            named = [each for each in own if each.speaker]
            rates[place] = _rate(named)
            if named and asked.phrases and _is_telling(asked.phrases):
                exact.add(place)
    return AuthorRates(rates, frozenset(exact))


def find_author(attributions: Sequence[Attribution], sentence: Span) -> str:
    """The name of the speaker whose words the sentence holds, "" if it is not known."""
    own = (each.speaker for each in attributions if _touches(each, sentence))
    return next((speaker for speaker in own if speaker), "")


def _holds_phrases(text: str, phrases: Sequence[str]) -> bool:
    """Does a text hold the words of all phrases, each in one run?"""
    words = f" {' '.join(_fold(text))} "
    return all(f" {' '.join(_fold(_ARTICLE.sub('', phrase)))} " in words for phrase in phrases)


def _is_telling(phrases: Sequence[str]) -> bool:
    return max(len(_fold(phrase)) for phrase in phrases) >= _TELLING_WORDS


def _rate(named: Sequence[Attribution]) -> float:
    if not named:
        return _UNKNOWN
    return _DIRECT if any(each.direct for each in named) else _REPORTED


def _touches(one: Attribution, sentence: Span) -> bool:
    """Does the sentence hold some of what is said?"""
    shared = sum(
        max(0, min(sentence.end, span.end) - max(sentence.start, span.start))
        for span in one.content
    )
    return one.is_speech and shared >= min(_LEAST_SHARED, sentence.end - sentence.start)


def _fold(text: str) -> list[str]:
    return [word.casefold() for word in _LETTERS.findall(text)]


def _get_text(hit: Hit, sentence: Span) -> str:
    start = hit.passage.start
    return hit.passage.text[sentence.start - start : sentence.end - start]
