"""A constant is chosen over several collections, and judged on one that it was chosen without."""

from __future__ import annotations

import pytest

from assistant.settings import Settings
from eval.sweeps.__main__ import table, verdict
from eval.sweeps.grid import AXES, Trial, chosen, losses, transfer

# One setting for everybody, and two that suit a single collection.
TRIALS = [
    Trial({"depth": 10}, {"news": 0.9, "law": 0.3, "art": 0.5}),
    Trial({"depth": 20}, {"news": 0.8, "law": 0.5, "art": 0.6}),
    Trial({"depth": 30}, {"news": 0.4, "law": 0.6, "art": 0.6}),
]


def test_a_loss_is_against_the_best_of_each_collection() -> None:
    assert losses(TRIALS, ["news", "law"]) == pytest.approx([0.15, 0.1, 0.25])
    assert chosen(TRIALS, ["news", "law", "art"]) is TRIALS[1]


def test_a_choice_is_judged_where_it_was_not_made() -> None:
    choice, lost = transfer(TRIALS, "news")
    assert choice is TRIALS[2]
    assert lost == pytest.approx(0.5)


def test_the_table_has_a_line_a_trial() -> None:
    lines = table(TRIALS)
    assert lines[0] == "| depth | news | law | art | mean loss |"
    assert lines[3] == "| 20 | 0.8000 | 0.5000 | 0.6000 | 0.0667 |"
    assert verdict(TRIALS)[0] == "Least mean loss: depth 20"


@pytest.mark.parametrize("axis", AXES)
def test_every_setting_that_is_tried_can_be_set(axis: str, settings: Settings) -> None:
    tried = AXES[axis]()
    kinds = {settings.model_validate(settings.model_dump() | one).tuning for one in tried}
    assert len(kinds) == len(tried)
    assert all(set(one) <= set(Settings.model_fields) for one in tried)
