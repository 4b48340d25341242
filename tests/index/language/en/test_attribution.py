"""Who is asked for, and who speaks."""

from __future__ import annotations

import pytest

from index.language.en.attribution import (
    asks_for_speech,
    find_requested_speaker,
    find_speakers,
    has_unnamed_speaker,
    is_bare_attribution,
    is_reported_speech,
    score_attribution,
)
from index.language.en.names.country_aliases import Stemmer, expand_aliases


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What did the Kremlin say about EU troops?", True),
        ("How did Putin RESPOND?", True),
        ("Who warned of war?", True),
        ("According to Macron, how many?", True),
        ("Who won the World Cup?", False),
        ("When did Finland join NATO?", False),
        ("Which essays won?", False),
    ],
)
def test_a_question_asks_for_speech_or_for_what_happened(question: str, asks: bool) -> None:
    assert asks_for_speech(question) is asks


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Putin say about troops?", "Putin"),
        ("What did Jens Stoltenberg reply?", "Jens Stoltenberg"),
        ("How many troops, according to Macron?", "Macron"),
        ("What did the Kremlin say about troops?", ""),
        ("Who won the World Cup?", ""),
        ("What did Finland join?", ""),
    ],
)
def test_a_person_who_is_asked_for_is_known_and_an_institution_is_left_out(
    question: str, speaker: str
) -> None:
    assert find_requested_speaker(question) == speaker


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        ("“No.”", True),
        ('"No."', True),
        ("Peskov said no.", True),
        ("PESKOV SAID NO.", True),
        ("Peskov left.", False),
        ("It was said.", True),
        ("An unsaid word.", False),
    ],
)
def test_a_sentence_reports_speech(sentence: str, spoken: bool) -> None:
    assert is_reported_speech(sentence) is spoken


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("Peskov said this.", True),
        ("Spokesman Dmitry Peskov said this on Monday in Moscow.", True),
        ("he added.", True),
        ("Peskov left.", False),
        ("Peskov said “no”.", False),
        ("Peskov said that the talks would go on.", False),
        ("Peskov said this", False),
        ("Peskov said this. He left.", False),
        (f"Peskov said {'very ' * 20}little.", False),
    ],
)
def test_a_bare_attribution_says_who_spoke_and_nothing_else(sentence: str, bare: bool) -> None:
    assert is_bare_attribution(sentence) is bare


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("“No,” Peskov said.", ["Peskov"]),
        ("“No,” said Peskov.", ["Peskov"]),
        ("Peskov said that Trump, as Macron told him, was right.", ["Peskov", "Macron"]),
        ("“No,” said the spokesman Dmitry Peskov.", ["Peskov"]),
        ("Rutte, who took over from Stoltenberg, said no.", ["Rutte"]),
        # Whom somebody tells, or of whom he speaks, does not speak.
        ("He told Izvestia that it was over.", []),
        ("He said Trump was wrong.", []),
        ("He said no.", []),
        ("Peskov left.", []),
    ],
)
def test_speakers_are_those_who_say_something(sentence: str, names: list[str]) -> None:
    assert find_speakers(sentence) == names


@pytest.mark.parametrize(
    ("sentence", "unnamed"),
    [
        ("“Millions face hunger,” he said in New York.", True),
        ("It is over, she also warned.", True),
        ("“Is it over?” they asked.", True),
        ("Putin was not ready, he told reporters.", True),
        ("“It is over,” Peskov said, and: “It was,” he added.", False),
        # It begins with whom it means, and points back already.
        ("He said that it was over.", False),
        ("The man who he said was there left.", False),
        ("It is over, the president said.", False),
        ("It is over.", False),
    ],
)
def test_words_of_which_it_is_not_said_whose_they_are(sentence: str, unnamed: bool) -> None:
    assert has_unnamed_speaker(sentence) is unnamed


@pytest.mark.parametrize(
    ("wanted", "sentence", "heard"),
    [
        ("Peskov", "“It is a threat to all of us,” Peskov said.", 1.0),
        ("Peskov", "“It is a threat to Peskov himself,” Trump said.", -1.0),
        ("Moscow", "The Kremlin said that it was no threat to anybody.", 1.0),
        ("Washington", "The Kremlin said that it was no threat to anybody.", -1.0),
        ("Peskov", "The Kremlin commented before.", -1.0),
        ("Peskov", "“It is a threat to all of us,” he said.", 0.5),
        ("Peskov", "It rained for the whole day in all of the city.", 0.0),
        ("", "It was said that nobody had been hurt by it.", 0.5),
    ],
)
def test_who_is_wanted_speaks_or_somebody_else_does(
    wanted: str, sentence: str, heard: float, stems: Stemmer
) -> None:
    told = expand_aliases(sentence, stems)
    assert score_attribution(sentence, frozenset(stems(wanted)), told, stems) == heard
