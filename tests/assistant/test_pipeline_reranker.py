"""Questions to the sample articles with a scorer: what it prefers, and what it cannot change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.cross_encoder import CrossEncoder
from assistant.answering.reranker import Basis, NoReranker, Scores
from assistant.core.answer import Status
from assistant.core.answer_options import Strictness
from assistant.pipeline import Assistant
from assistant.wire.json_output import make_answer_json
from index.language.en.sentence_form import needs_previous
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
# Log-odds of a scorer that has no doubt.
SURE = 50.0


@dataclass
class Prefers:
    """A scorer that is sure of one candidate, by its number from the end, and against the others;
    of none where the number is 0."""

    number: int
    basis: Basis = Basis.MODEL
    preferred: list[str] = field(default_factory=list)

    def score(self, question: str, candidates: Sequence[SentenceCandidate]) -> Scores:
        """Certainty."""
        scores = np.full(len(candidates), -SURE, dtype=np.float32)
        # One that needs its neighbour would come after it.
        alone = [i for i, each in enumerate(candidates) if not needs_previous(each.text)]
        if self.number:
            best = alone[-self.number]
            scores[best] = SURE
            self.preferred.append(candidates[best].text)
        return scores

    def warm_up(self) -> None:
        """Nothing."""


@pytest.mark.parametrize("number", [1, 2, 5, 9, 20])
def test_what_a_scorer_prefers_comes_first_and_is_quoted_word_for_word(
    number: int, samples: Library
) -> None:
    scorer = Prefers(number)
    answer = Assistant(samples, Strictness.LENIENT, scorer).ask(KREMLIN)
    assert answer.status is Status.ANSWERED
    assert [answer.sentences[0].text] == scorer.preferred
    assert_verbatim(answer, samples)


def test_where_a_scorer_is_sure_of_nothing_there_is_no_answer(
    samples: Library, assistant: Assistant
) -> None:
    assert assistant.ask(KREMLIN).status is Status.ANSWERED
    answer = Assistant(samples, reranker=Prefers(0)).ask(KREMLIN)
    assert (answer.status, answer.sentences) == (Status.NO_EVIDENCE, ())
    assert len(answer.hits) == 10


def test_without_a_scorer_it_goes_by_signals(samples: Library, assistant: Assistant) -> None:
    answer = Assistant(samples, reranker=NoReranker()).ask(KREMLIN)
    assert make_answer_json(answer) | {"timings_ms": {}} == make_answer_json(
        assistant.ask(KREMLIN)
    ) | {"timings_ms": {}}


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_the_model_says_quotes_are_verbatim_and_the_same_each_time(
    question: str, samples: Library, scorer: CrossEncoder
) -> None:
    assistant = Assistant(samples, Strictness.LENIENT, scorer)
    answer = assistant.ask(question)
    assert_verbatim(answer, samples)
    assert (answer.status is Status.ANSWERED) == bool(answer.sentences)
    assert make_answer_json(assistant.ask(question)) | {"timings_ms": {}} == make_answer_json(
        answer
    ) | {"timings_ms": {}}


def test_a_model_that_is_loaded_anew_gives_the_same_answer(
    samples: Library, samples_home: Path, scorer: CrossEncoder
) -> None:
    first = make_answer_json(Assistant(samples, Strictness.LENIENT, scorer).ask(KREMLIN))
    with Library.open(samples_home) as library:
        anew = Assistant(library, Strictness.LENIENT, CrossEncoder(scorer.name))
        again = make_answer_json(anew.ask(KREMLIN))
    assert again | {"timings_ms": {}} == first | {"timings_ms": {}}
