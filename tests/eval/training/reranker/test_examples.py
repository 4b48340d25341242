"""What a scorer is taught by: what the signals like best of what an archive has for a question."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.sentence_choice import rank_sentences
from eval.training.reranker.examples import FOUND, RIGHT, Example, example
from eval.training.training_questions import QuestionKind, TrainingQuestion
from index.core.article import Hit
from tests.assistant.build import article_of, hit_of, question_of, reading_of, word, words

COUNT = 20
SENTENCES = tuple(f"Person{n} painted bridge{n} with colour{n}." for n in range(COUNT))
# No two as likely as each other; in this order an article does not have them.
ORDER = tuple((7 * n) % COUNT for n in range(COUNT))
WHOLE = hit_of(article_of(*SENTENCES), {place: 0.9 - n / 30 for n, place in enumerate(ORDER)})
QUESTION = question_of("Which bridge?")


def asked(
    hits: Sequence[Hit] = (WHOLE,),
    gold: Sequence[int] = (),
    kind: QuestionKind = QuestionKind.OWN,
) -> TrainingQuestion:
    """A question that the sentences answer which are the so-manieth best."""
    evidence = tuple(SENTENCES[ORDER[rank]] for rank in gold)
    return TrainingQuestion("qed", "qed", kind, "a group", QUESTION, tuple(hits), evidence)


def ranks(found: Example | None) -> list[int]:
    """The places of the candidates, were they put in order by similarity."""
    assert found is not None
    return [ORDER.index(SENTENCES.index(text)) for text in found.candidates]


def right(found: Example | None) -> list[int]:
    """Those of them that answer."""
    assert found is not None
    return [rank for rank, gold in zip(ranks(found), found.gold, strict=True) if gold]


def test_the_best_by_their_signals_are_the_candidates_best_first() -> None:
    found = example(asked(gold=[3]), words)
    assert ranks(found) == list(range(FOUND))
    assert right(found) == [3]


def test_it_says_what_was_asked_and_what_the_product_thinks_of_each() -> None:
    told = ("Corvane closed the harbour.", "Brask painted the bridge.", "Haldane sold the mill.")
    hit = hit_of(article_of(*told), {0: 0.9, 1: 0.3, 2: 0.6})
    question = question_of("Was the mill sold?", word("mill"), word("sold"))
    found = example(
        TrainingQuestion("qed", "qed", QuestionKind.OWN, "g", question, (hit,), (told[0],)), words
    )
    assert found is not None
    assert (found.collection, found.kind) == ("qed", QuestionKind.OWN)
    assert found.question == "Was the mill sold?"
    # All that speaks for a sentence counts, not likeness alone.
    assert found.candidates == (told[2], told[1], told[0])
    assert found.gold == (False, False, True)
    known = {each.text: each.score for each in rank_sentences(reading_of(question, [hit]))}
    assert found.signals == pytest.approx([known[text] for text in found.candidates], abs=1e-4)
    assert found.signals[0] > found.signals[1] > found.signals[2]


@pytest.mark.parametrize(
    ("gold", "kept", "marked"),
    [
        ([18], [*range(FOUND), 18], [18]),
        ([19, 16], [*range(FOUND), 16, 19], [16, 19]),
        # So many are looked at as answers, and no more.
        ([17, 18, 19], [*range(FOUND), 17, 18], [17, 18]),
        ([2, 19], [*range(FOUND), 19], [2, 19]),
        ([2, 5, 19], [*range(FOUND)], [2, 5]),
        # Whatever is among the best is marked.
        ([1, 2, 3, 4], [*range(FOUND)], [1, 2, 3, 4]),
    ],
)
def test_what_answers_is_kept_though_it_looks_bad(
    gold: list[int], kept: list[int], marked: list[int]
) -> None:
    assert RIGHT == 2
    found = example(asked(gold=gold), words)
    assert ranks(found) == kept
    assert right(found) == marked


def test_what_answers_is_known_however_it_is_written() -> None:
    each = asked()
    tokenised = f"{SENTENCES[4].removesuffix('.').upper()} ."
    found = example(
        TrainingQuestion("c", "c", QuestionKind.OWN, "g", each.question, each.hits, (tokenised,)),
        words,
    )
    assert found is not None
    assert [t for t, g in zip(found.candidates, found.gold, strict=True) if g] == [SENTENCES[4]]


@pytest.mark.parametrize(
    "each",
    [
        asked(hits=()),
        asked(hits=(), kind=QuestionKind.REMOVED),
        # No sentence answers, where one should.
        asked(),
        # The only one is not among what was found.
        asked([hit_of(article_of(*SENTENCES), dict.fromkeys(range(3), 0.5))], [ORDER.index(9)]),
        # One does, where none should.
        asked(gold=[3], kind=QuestionKind.NEAR),
        asked(gold=[19], kind=QuestionKind.REMOVED),
        # Nothing that could be quoted.
        asked(
            [hit_of(article_of("A HEADING", "----"), {0: 0.9, 1: 0.8})], kind=QuestionKind.FOREIGN
        ),
    ],
)
def test_where_nothing_can_be_learned_there_is_no_example(each: TrainingQuestion) -> None:
    assert example(each, words) is None


@pytest.mark.parametrize("kind", [kind for kind in QuestionKind if kind is not QuestionKind.OWN])
def test_of_a_question_without_an_answer_no_sentence_is_right(kind: QuestionKind) -> None:
    found = example(asked(kind=kind), words)
    assert found is not None
    assert found.kind is kind
    assert found.gold == (False,) * FOUND


def test_copies_of_a_sentence_are_one_candidate_and_take_nobodys_place() -> None:
    copies = [
        hit_of(article_of(*SENTENCES[:2], article_id=name), {0: 0.8, 1: 0.7}) for name in "bcd"
    ]
    rest = hit_of(article_of(*SENTENCES[2:], article_id="e"), {n: 0.6 - n / 99 for n in range(18)})
    each = TrainingQuestion(
        "qed", "qed", QuestionKind.OWN, "g", QUESTION, (*copies, rest), (SENTENCES[0],)
    )
    found = example(each, words)
    assert found is not None
    assert set(found.candidates) == set(SENTENCES[:FOUND])
    assert len(found.candidates) == FOUND
    assert found.gold == tuple(text == SENTENCES[0] for text in found.candidates)


def test_a_candidate_is_written_as_the_product_gives_it_to_a_model() -> None:
    article = article_of("Brask spoke.", "He left by train.", "Rain fell.", title="An evening")
    hit = hit_of(article, {0: 0.3, 1: 0.9, 2: 0.6})
    each = TrainingQuestion(
        "qed", "qed", QuestionKind.OWN, "g", QUESTION, (hit,), ("He left by train.",)
    )
    found = example(each, words)
    assert found is not None
    assert set(found.candidates) == {
        "He left by train. | Brask spoke. | An evening",
        "Rain fell. | An evening",
        "Brask spoke. | An evening",
    }
    assert [text.startswith("He left") for text in found.candidates] == list(found.gold)
