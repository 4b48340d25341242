"""`python -m eval.training.reader` as it is typed, and the small choices that it makes."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from eval.training.reader.__main__ import main, select_watched
from tests.eval.training.reader.build import question_on


def test_without_the_collections_it_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path / "nothing"), "--to", str(tmp_path / "run")]) == 1
    shown = capsys.readouterr()
    assert "qed.jsonl" in shown.err
    assert not shown.out


def test_a_run_is_watched_with_some_questions_of_each_collection() -> None:
    questions = [
        question_on("a", question=str(n), collection=name, group=str(n))
        for name, count in (("news", 400), ("qed", 20))
        for n in range(count)
    ]
    watched = select_watched(questions)
    assert Counter(each.collection for each in watched) == {"news": 150, "qed": 20}
    # The same, whatever their order.
    other = random.Random(1).sample(questions, len(questions))
    assert sorted(map(repr, select_watched(other))) == sorted(map(repr, watched))
