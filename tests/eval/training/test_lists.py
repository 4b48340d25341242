"""Lists of sentences that others rank too are ranked whole, by weights that have not seen them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.config.settings import Settings
from eval.datasets import registry
from eval.training.corpora import Collection
from eval.training.folds import FOLDS, fold_of
from eval.training.sentence_choice import FEATURE_NAMES, LabelledSentences
from eval.training.trecqa_lists import format_lists, read_lists


def question(group: str, similarities: list[float], right: list[int]) -> LabelledSentences:
    features = np.zeros((len(similarities), len(FEATURE_NAMES)))
    features[:, FEATURE_NAMES.index("similarity")] = similarities
    gold = np.array([n in right for n in range(len(similarities))])
    return LabelledSentences("trecqa", group, features, gold)


def test_figures_by_hand() -> None:
    asked = [
        # In the order 1, 0, 2: the second and third are right.
        question("a", [0.5, 0.9, 0.1], [0, 2]),
        question("b", [0.9, 0.5, 0.1], [0]),
        # Nothing is to be ranked where all are right, or none.
        question("c", [0.9, 0.5], [0, 1]),
        question("d", [0.9, 0.5], []),
    ]
    _, line = format_lists(asked, [{"similarity": 1.0}] * FOLDS)
    precision = ((1 / 2 + 2 / 3) / 2 + 1) / 2
    assert f" {precision:.3f} [" in line
    assert f" {(1 / 2 + 1) / 2:.3f} [" in line
    assert line.endswith("of 2")


def test_each_is_ranked_by_the_weights_of_its_own_fold() -> None:
    asked = question("a", [0.9, 0.1], [0])
    folds = [{"similarity": -1.0}] * FOLDS
    folds[fold_of("a")] = {"similarity": 1.0}
    _, line = format_lists([asked], folds)
    assert line.count("1.000 [") == 3


@pytest.mark.slow
def test_of_an_archive_only_the_questions_own_articles_are_ranked(
    invented: Path, settings: Settings
) -> None:
    known = Collection("trecqa", registry.read(invented), frozenset())
    # One of the questions has gold sentences, and two sentences in its article.
    (only,) = read_lists(known, settings)
    assert only.group == "trecqa choir"
    assert only.gold.tolist().count(True) == 1
    assert len(only.gold) == 2
