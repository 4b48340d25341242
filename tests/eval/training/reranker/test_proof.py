"""What is said of the finished model: of each collection, by signals and together with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.training.reranker.examples import FOUND, Example
from eval.training.reranker.held_out_report import as_found, lines
from eval.training.reranker.prior import Mix, Prior
from eval.training.training_questions import QuestionKind

MIX = Mix(Prior(2.0, -1.0), 0.5)
FIGURE = re.compile(r"(\d\.\d{3}) \[(\d\.\d{3}), (\d\.\d{3})\]")

# A question, and what half of the model says of its candidates.
Scored = tuple[Example, Sequence[float]]


def scored(
    signals: Sequence[float],
    outputs: Sequence[float],
    right: Sequence[int] = (),
    kind: QuestionKind = QuestionKind.OWN,
    collection: str = "qed",
) -> Scored:
    gold = tuple(n in right for n in range(len(signals)))
    texts = tuple(f"{collection} {kind} {signals} {n}" for n in range(len(signals)))
    return Example(collection, kind, "Which?", texts, tuple(signals), gold), outputs


QED = [
    # By signals the second is right. With the model: 0, 3 and 1, so that the first is.
    scored([3.0, 2.0, 1.0], [-5.0, 0.0, 0.0], [1]),
    # By signals all three are in order. With the model 3, 4, 5: the second and the third.
    scored([2.0, 1.5, 1.0], [0.0, 2.0, 4.0], [0, 1]),
    # Best by signals 4 and 2, between those above and below; with the model -5 and 2.5.
    scored([2.5, 0.0], [-9.0, -9.0], kind=QuestionKind.REMOVED),
    scored([1.5, 0.0], [0.5, 0.0], kind=QuestionKind.REMOVED),
]
# What is not asked about: it would change every figure.
OTHERS = [
    scored([99.0], [99.0], kind=QuestionKind.NEAR),
    scored([99.0], [99.0], kind=QuestionKind.SWAPPED),
    scored([99.0], [99.0], kind=QuestionKind.FOREIGN),
]
NEWSWIRE = [
    scored([2.0, 1.0], [0.0, 3.0], [0], collection="newswire"),
    scored([1.0], [9.0], kind=QuestionKind.REMOVED, collection="newswire"),
]


def told(*all_scored: Scored) -> dict[tuple[str, str], str]:
    """The lines behind the heading, by collection and way."""
    outputs = {text: o for e, own in all_scored for text, o in zip(e.candidates, own, strict=True)}

    def score(asked: Sequence[tuple[str, Sequence[str]]]) -> list[NDArray[np.float32]]:
        return [2 * np.array([outputs[text] for text in texts], np.float32) for _, texts in asked]

    _, _, _, _, *found = lines([example for example, _ in all_scored], score, MIX)
    return {(line.split()[0], line.split()[1]): line for line in found}


def figures(line: str) -> list[float]:
    return [float(value) for value, _, _ in FIGURE.findall(line)]


# First is right, mean average precision, mean reciprocal rank; AUROC against the archive without
# the article, and against what is left when the answers go: of qed by signals 5 and 1.
BY_HAND = {
    ("qed", "signals"): [1 / 2, (1 / 2 + 1) / 2, (1 / 2 + 1) / 2, 3 / 4, 5 / 8],
    ("qed", "both"): [1 / 2, (1 + (1 / 2 + 2 / 3) / 2) / 2, (1 + 1 / 2) / 2, 1.0, 5 / 8],
    ("newswire", "signals"): [1.0, 1.0, 1.0, 1.0, 1.0],
    ("newswire", "both"): [0.0, 1 / 2, 1 / 2, 0.0, 1 / 2],
}
# Of one question no area can differ for sure.
CHANGES = {
    ("qed", "change"): [0.0, 1 / 24, 0.0, 1 / 4, 0.0],
    ("newswire", "change"): [-1.0, -1 / 2, -1 / 2],
}
CHANGE = re.compile(r"([+-]\d\.\d{3}) p (\S+)")


def test_figures_by_hand() -> None:
    found = told(*QED, *NEWSWIRE, *OTHERS)
    assert found.keys() == BY_HAND.keys() | CHANGES.keys()
    for name, expected in BY_HAND.items():
        assert figures(found[name]) == pytest.approx(expected, abs=6e-4), name
    assert found["qed", "both"].endswith("of 2")
    assert found["newswire", "both"].endswith("of 1")
    for name, expected in CHANGES.items():
        changes = [float(value) for value, _ in CHANGE.findall(found[name])]
        assert changes == pytest.approx(expected, abs=6e-4), name


def changed(times: int) -> list[tuple[float, float]]:
    """By how much both are better, and p, where the model turns every question right."""
    wrong = [scored([2.0, 1.0], [0.0, 3.0], [1]), scored([3.0], [-1.0], kind=QuestionKind.REMOVED)]
    line = told(*wrong * times)["qed", "change"]
    return [(float(value), float(p)) for value, p in CHANGE.findall(line)]


def test_what_hangs_on_few_questions_may_be_chance_and_on_many_is_not() -> None:
    few, many = changed(3), changed(30)
    assert [value for value, _ in few] == [value for value, _ in many]
    assert few[0][0] == 1.0
    assert all(p > 0.05 for _, p in few[:3])
    assert all(p < 0.01 for _, p in many[:3])


def test_the_p_values_of_all_measures_are_corrected_together() -> None:
    # The two areas are surer; McNemar's is 2 / 2 ** 7 where all seven turned right.
    (_, p), *_ = changed(7)
    assert p == pytest.approx(3 * 2 / 2**7, rel=0.05)


def test_what_the_product_would_not_have_read_is_no_candidate() -> None:
    signals = [9.0 - n / 10 for n in range(FOUND + 1)]
    beyond = scored(signals, [0.0] * FOUND + [99.0], [FOUND])
    also = scored([*signals[1:], 0.0], [0.0] * FOUND + [99.0], [0, FOUND])
    found = told(*QED, beyond, also)
    # One has no answer left, of the other the second of its answers is not seen.
    assert found["qed", "both"].endswith("of 3")
    kept = as_found(also[0])
    assert kept is not None
    assert kept.gold == (True, *[False] * (FOUND - 1))
    assert as_found(beyond[0]) is None


def test_collections_are_judged_each_for_itself_wherever_they_stand() -> None:
    mixed = [NEWSWIRE[1], QED[0], OTHERS[0], NEWSWIRE[0], *QED[1:], *OTHERS[1:]]
    assert told(*mixed) == told(*QED, *NEWSWIRE, *OTHERS)
    assert told(*QED).items() <= told(*mixed).items()


def test_every_figure_stands_with_its_interval_which_more_questions_make_narrower() -> None:
    few, many = (told(*QED * times)["qed", "signals"] for times in (2, 40))
    widths = []
    for line in (few, many):
        found = [tuple(map(float, each)) for each in FIGURE.findall(line)]
        assert len(found) == 5
        assert all(0 <= low <= value <= high <= 1 for value, low, high in found)
        widths.append(sum(high - low for _, low, high in found))
    assert all(later < earlier / 2 for earlier, later in pairwise(widths))
    assert (few[-5:], many[-5:]) == (" of 4", "of 80")
