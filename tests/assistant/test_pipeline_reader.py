"""Questions to the sample articles with a reader: what it prefers, and what it cannot change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.answering.basis import Basis
from assistant.answering.reader.reader import NoReader, PassageReader, Place, Reading
from assistant.core.answer import Status
from assistant.core.answer_options import Strictness
from assistant.pipeline import Assistant
from assistant.wire.json_output import make_answer_json
from index.core.article import Hit
from index.language.en.attribution import has_unnamed_speaker
from index.language.en.sentence_form import can_be_quoted, get_sentence, needs_previous
from index.library import Library
from tests.assistant.test_pipeline import KREMLIN, assert_verbatim

QUESTIONS = [
    KREMLIN,
    "Who won the Women's World Cup?",
    "When did Finland join NATO?",
    "How do I bake sourdough bread?",
    "?",
    "🙂",
]
# Log-odds of a reader that has no doubt.
SURE = 50.0


@dataclass
class Prefers:
    """Reads so many hits. Sure of one sentence, by its number from the end, and against the others;
    of none where the number is 0."""

    number: int
    most: int = 10
    basis: Basis = Basis.READER
    notice: str = ""
    preferred: list[str] = field(default_factory=list)
    read_places: set[Place] = field(default_factory=set)

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Certainty."""
        texts = {
            (hit.passage.article_id, sentence.start): get_sentence(hit, number)
            for hit in hits[: self.most]
            for number, sentence in enumerate(hit.sentences)
        }
        log_odds = dict.fromkeys(texts, -SURE)
        # One that needs its neighbour would come after it.
        alone = [place for place, text in texts.items() if _stands_alone(text)]
        if self.number:
            best = alone[-self.number]
            log_odds[best] = SURE
            self.preferred.append(texts[best])
        self.read_places.update(texts)
        return Reading(log_odds)

    def warm_up(self) -> None:
        """Nothing."""


def _stands_alone(text: str) -> bool:
    return can_be_quoted(text) and not needs_previous(text) and not has_unnamed_speaker(text)


@pytest.mark.parametrize("number", [1, 2, 5, 9, 20])
def test_what_a_reader_prefers_comes_first_and_is_quoted_word_for_word(
    number: int, samples: Library
) -> None:
    reader = Prefers(number)
    answer = Assistant(samples, Strictness.LENIENT, reader).ask(KREMLIN)
    assert answer.status is Status.ANSWERED
    assert [answer.sentences[0].text] == reader.preferred
    assert_verbatim(answer, samples)


def test_where_a_reader_is_sure_of_nothing_there_is_no_answer(
    samples: Library, assistant: Assistant
) -> None:
    assert assistant.ask(KREMLIN).status is Status.ANSWERED
    answer = Assistant(samples, reader=Prefers(0)).ask(KREMLIN)
    assert (answer.status, answer.sentences) == (Status.NO_EVIDENCE, ())
    assert len(answer.hits) == 10


@pytest.mark.parametrize("most", [1, 3])
def test_what_a_reader_has_not_read_is_not_quoted(most: int, samples: Library) -> None:
    reader = Prefers(1, most)
    answer = Assistant(samples, Strictness.LENIENT, reader).ask(KREMLIN)
    places = {(citation.article_id, citation.start) for citation in answer.citations}
    assert places
    assert places <= reader.read_places
    assert len(answer.hits) == 10


def test_a_reader_that_reads_nothing_refuses(samples: Library) -> None:
    answer = Assistant(samples, Strictness.LENIENT, Prefers(0, most=0)).ask(KREMLIN)
    assert (answer.status, answer.confidence) == (Status.NO_EVIDENCE, 0.0)


def test_without_a_reader_it_goes_by_features(samples: Library, assistant: Assistant) -> None:
    answer = Assistant(samples, reader=NoReader()).ask(KREMLIN)
    assert make_answer_json(answer) | {"timings_ms": {}} == make_answer_json(
        assistant.ask(KREMLIN)
    ) | {"timings_ms": {}}


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_the_model_says_quotes_are_verbatim_and_the_same_each_time(
    question: str, samples: Library, reader: PassageReader
) -> None:
    assistant = Assistant(samples, Strictness.LENIENT, reader)
    answer = assistant.ask(question)
    assert_verbatim(answer, samples)
    assert (answer.status is Status.ANSWERED) == bool(answer.sentences)
    assert make_answer_json(assistant.ask(question)) | {"timings_ms": {}} == make_answer_json(
        answer
    ) | {"timings_ms": {}}


def test_a_model_that_is_loaded_anew_gives_the_same_answer(
    samples: Library, samples_home: Path, reader: PassageReader
) -> None:
    first = make_answer_json(Assistant(samples, Strictness.LENIENT, reader).ask(KREMLIN))
    with Library.open(samples_home) as library:
        anew = Assistant(library, Strictness.LENIENT, PassageReader(reader.name))
        again = make_answer_json(anew.ask(KREMLIN))
    assert again | {"timings_ms": {}} == first | {"timings_ms": {}}
