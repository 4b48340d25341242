"""Whose words a question or a filter asks for, and which sentences of the hits are theirs.

The attributions of the archive tell. A sentence that somebody else says is no answer, whatever it
says about the speaker; a sentence that nobody is known to say is a weaker one. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.core.article import Hit
from index.core.attribution import Attribution, Speaker
from index.language.en.asking.list_requests import ListKind, ListRequest
from index.language.en.names.country_aliases import find_countries
from index.language.en.speech.speaker_match import fold_words, match_speakers
from index.language.en.speech.speech_questions import (
    SpeechKind,
    SpeechQuestion,
    read_speech_question,
)

# Article id and offset of a sentence.
Place = tuple[str, int]
AttributionsById = Mapping[str, Sequence[Attribution]]

# "… about troops, and Holm?" asks for the words of two people.
_SECOND_NAME = re.compile(r",\s{0,3}(?:and|or) \w")
# Log-odds that a sentence gains if the speaker is known to say it, and loses if nobody is.
_SPOKEN, _UNATTRIBUTED = 0.7, -1.0
# A sentence is somebody's if at least so many of its characters are.
_LEAST_SHARED = 8


@dataclass(frozen=True, slots=True)
class Voice:
    """The speakers of the archive whose words a question asks for; `name` is as asked.

    `topic` is "" if any words will do; `wants_list` if all of them are wanted. Many speak for a
    country or a capital: then `speakers` are not all of them, and only the `others`, whom the
    question names too, are known to be somebody else.

    With `is_filter` a filter names the speakers, and nothing else may be quoted; `is_asked` says
    whether the question asks for somebody's words as well. With a `fault`, which says why, it
    cannot be asked.
    """

    name: str
    topic: str
    wants_list: bool
    speakers: tuple[Speaker, ...]
    others: tuple[Speaker, ...] = ()
    is_filter: bool = False
    is_asked: bool = True
    fault: str = ""

    @property
    def is_shared(self) -> bool:
        """Do others than the speakers speak for whom the question names?"""
        return bool(self.others)

    @property
    def is_open(self) -> bool:
        """Is it a request for statements, and not a question about a topic?"""
        return self.wants_list or not self.topic


def find_voice(
    question: str, request: ListRequest | None, speakers: Sequence[Speaker]
) -> Voice | None:
    """Whose words a question asks for; None if it asks for nobody's, or the archive's speakers
    are not known to include whom it names.

    Many speak for a country or a capital, so its words are asked for only beside somebody else's:
    "How did Moscow react to Holm's plan?"
    """
    asked = _read_question(question, request)
    if asked is None or _SECOND_NAME.search(asked.topic):
        return None
    name, is_list = asked.speaker, asked.kind is SpeechKind.LIST
    found = tuple(match_speakers(name, speakers))
    if not find_countries(name):
        return Voice(name, asked.topic, is_list, found) if found else None
    others = tuple(
        each for each in speakers if each not in found and _is_mentioned(each, asked.topic)
    )
    return Voice(name, asked.topic, is_list, found, others) if others and not is_list else None


def filter_voice(
    question: str, request: ListRequest | None, name: str, speakers: Sequence[Speaker]
) -> Voice:
    """The words of a filter's speakers on what a question asks. It has a fault if the question asks
    for the words of somebody else, unless that is a country, for which the speaker may speak."""
    asked = _read_question(question, request)
    if asked is None:
        topic = question if request is None else request.topic
        wants_list = request is not None
        return Voice(name, topic, wants_list, tuple(speakers), is_filter=True, is_asked=False)
    is_other = not (find_countries(asked.speaker) or match_speakers(asked.speaker, speakers))
    fault = (
        f"the question asks for the words of “{asked.speaker}”, the filter admits those of “{name}”"
        if speakers and asked.speaker and is_other
        else ""
    )
    wants_list = asked.kind is SpeechKind.LIST
    return Voice(name, asked.topic, wants_list, tuple(speakers), is_filter=True, fault=fault)


def _read_question(question: str, request: ListRequest | None) -> SpeechQuestion | None:
    """Whose words a question or its request for a list asks for; None if nobody's."""
    if request is None:
        return read_speech_question(question)
    if request.kind is not ListKind.STATEMENTS:
        return None
    return SpeechQuestion(SpeechKind.LIST, request.speaker, request.topic)


def _is_mentioned(speaker: Speaker, topic: str) -> bool:
    """Does the topic have the last name of a person, that is, of whom two names or an office are
    known?"""
    name = fold_words(speaker.name)
    is_person = len(name) > 1 or (bool(name) and bool(speaker.office))
    return is_person and name[-1] in fold_words(topic)


def choose_spoken_hits(
    hits: Sequence[Hit], by_article: AttributionsById, voice: Voice
) -> list[Hit]:
    """The hits in which the speaker says something, in their order."""
    return [hit for hit in hits if any(_find_spoken(hit, by_article, voice.speakers))]


def rate_speech(
    hits: Sequence[Hit], by_article: AttributionsById, voice: Voice
) -> dict[Place, float]:
    """Rate the sentences of the hits by who says them; those of others have no rate. Of a filter's
    speaker nothing else has one, and it is no sign of an answer that all of it is said."""
    rates: dict[Place, float] = {}
    for hit in hits:
        article_id = hit.passage.article_id
        attributions = by_article.get(article_id)
        own = set(_find_spoken(hit, by_article, voice.speakers))
        alien = set(_find_spoken(hit, by_article, voice.others))
        for sentence in hit.sentences:
            place = article_id, sentence.start
            if sentence.start in own:
                rates[place] = _SPOKEN if voice.is_asked else 0.0
            elif voice.is_filter:
                continue
            elif attributions is None:
                rates[place] = 0.0
            elif voice.is_shared:
                if sentence.start not in alien:
                    rates[place] = 0.0
            elif not any(
                each.speaker and _covers(each, sentence.start, sentence.end)
                for each in attributions
            ):
                rates[place] = _UNATTRIBUTED
    return rates


def _find_spoken(
    hit: Hit, by_article: AttributionsById, speakers: Sequence[Speaker]
) -> Iterator[int]:
    """The offsets of the sentences of a hit that the speakers say."""
    wanted = {(each.name, each.office) for each in speakers}
    own = [
        each
        for each in by_article.get(hit.passage.article_id, ())
        if (each.speaker, each.office) in wanted
    ]
    for sentence in hit.sentences:
        if any(_covers(each, sentence.start, sentence.end) for each in own):
            yield sentence.start


def _covers(one: Attribution, start: int, end: int) -> bool:
    """Does the sentence hold some of what is said?"""
    shared = sum(max(0, min(end, span.end) - max(start, span.start)) for span in one.content)
    return one.is_speech and shared >= min(_LEAST_SHARED, end - start)
