"""Whose words a question asks for. Of a country, only what a named other says is left out."""

from __future__ import annotations

import pytest

from assistant.news.speech.voice import find_voice, rate_speech
from index.core.article import Hit, Passage, ScoredSentence, Signals, Span
from index.core.attribution import Attribution, Speaker

HAUGEN = Speaker("Tor Haugen", "Palace spokesman", 4)
GRAEN = Speaker("Ilse Graen", "Mayor", 2)
RUSSIA = Speaker("Russia", "", 3)
BO = Speaker("Bo", "", 1)
SPEAKERS = (HAUGEN, GRAEN, RUSSIA, BO)
TEXT = "Russia said no. Graen said yes. Haugen said so. It rained."
STARTS = (0, 16, 32, 48)
SENTENCES = tuple(
    Span(start, end) for start, end in zip(STARTS, (15, 31, 47, len(TEXT)), strict=True)
)


def attribute(speaker: Speaker, sentence: int) -> Attribution:
    span = SENTENCES[sentence]
    return Attribution((), (), (span,), direct=False, speaker=speaker.name, office=speaker.office)


def make_hit() -> Hit:
    passage = Passage("a:0", "a", 0, len(TEXT), TEXT, SENTENCES)
    scored = tuple(ScoredSentence(span.start, span.end, 0.5) for span in SENTENCES)
    return Hit(1, 1.0, passage, "", "", None, "", Signals(0.5, 0.5, 0.5), scored)


def rate(question: str) -> list[float | None]:
    """The rate of each sentence, None for those that are left out."""
    voice = find_voice(question, None, SPEAKERS)
    assert voice is not None
    hit = make_hit()
    by_article = {"a": [attribute(who, n) for n, who in enumerate((RUSSIA, GRAEN, HAUGEN))]}
    rates = rate_speech([hit], by_article, voice)
    return [rates.get(("a", start)) for start in STARTS]


@pytest.mark.parametrize(
    "question",
    [
        "How did Russia react to Graen's plan?",
        "How did Moscow react to Mayor Graen's plan?",
        "What did Russia say about Ilse Graen?",
        "What did the Kremlin say about Graen?",
    ],
)
def test_of_a_country_what_a_named_other_says_is_left_out(question: str) -> None:
    rates = rate(question)
    assert rates[1] is None
    assert rates[2:] == [0.0, 0.0]
    assert rates[0] is not None


def test_of_a_person_only_that_person_says_it() -> None:
    assert rate("What did Haugen say about Graen's plan?") == [None, None, 0.7, -1.0]


@pytest.mark.parametrize(
    "question",
    [
        "How did Russia react to the plan?",
        "What did Russia say?",
        "List all statements by Russia on Graen",
        # A single word without an office is no known person.
        "What did Russia say about Bo?",
        "What did nobody of this archive say about Graen?",
    ],
)
def test_of_a_country_alone_and_of_unknown_people_everything_counts(question: str) -> None:
    voice = find_voice(question, None, SPEAKERS)
    assert voice is None or not voice.others
