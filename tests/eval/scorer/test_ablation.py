"""Short runs, each without one choice: what is left out is left out, and nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import pytest
import torch

from eval.scorer import ablation, examples
from eval.scorer.ablation import CHOICES, Choice, main, outcome
from eval.scorer.checkpoint import learned, mean
from eval.scorer.examples import Example, epoch
from eval.scorer.marked import Part
from eval.scorer.network import Network
from eval.training.material import Kind
from tests.eval.scorer.build import examples_of, marked

BY_NAME = {choice.name: choice for choice in CHOICES}
TAUGHT = [each for n in range(24) for each in examples_of(marked(n, [n % 5]))]
PARTS = {
    Part.TRAIN: TAUGHT,
    Part.VALIDATION: [e for n in range(500, 506) for e in examples_of(marked(n, [n % 5]))],
    Part.HELD_OUT: [e for n in range(700, 708) for e in examples_of(marked(n, [n % 5]))],
}


def example(kind: Kind = Kind.OWN, collection: str = "qed") -> Example:
    return Example(
        collection, kind, "Who?", ("a | t", "b", "c | d | t"), (3.0, 2.0, 1.0), (False, True, False)
    )


def taught(name: str, *given: Example) -> list[Example]:
    return list(BY_NAME[name].taught(given))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, pupil: Path) -> None:
    monkeypatch.setattr(ablation, "Network", lambda folder, seed: Network(pupil, seed))


def test_the_first_run_leaves_nothing_out() -> None:
    assert CHOICES[0] == Choice(CHOICES[0].name)
    assert taught(CHOICES[0].name, example(), example(Kind.NEAR)) == [
        example(),
        example(Kind.NEAR),
    ]


def test_the_plans_differ_in_one_thing() -> None:
    whole = asdict(CHOICES[0].plan)
    others = [(choice.name, asdict(choice.plan).items() - whole.items()) for choice in CHOICES]
    assert {name: dict(other) for name, other in others if other} == {
        "nothing, another order": {"seed": 2},
        "a loss without the signals": {"residual": True},
        "questions without an answer": {"taken_out": 0.0},
        "answers taken out": {"taken_out": 0.0},
        "one rate for all layers": {"layer_decay": 0.9},
        "the average of weights": {"average": 0.0},
    }


def test_candidates_in_any_order_keep_what_is_known_of_them() -> None:
    whole = [
        Example("qed", Kind.OWN, f"Who {n}?", tuple("abcdef"), (6, 5, 4, 3, 2, 1), (True,) * 6)
        for n in range(20)
    ]
    found = taught("harder candidates more often", *whole)
    assert {e.candidates for e in found} != {tuple("abcdef")}
    known = dict(zip("abcdef", (6, 5, 4, 3, 2, 1), strict=True))
    assert all(tuple(map(known.get, each.candidates)) == each.signals for each in found)
    assert taught("harder candidates more often", *whole) == found


def test_kinds_and_collections_are_left_out() -> None:
    every = [example(kind) for kind in Kind] + [example(collection="newswire")]
    assert kinds(taught("questions without an answer", *every)) == {Kind.OWN}
    assert kinds(taught("names exchanged", *every)) == set(Kind) - {Kind.SWAPPED}
    assert taught("questions from Reuters", *every) == every[:-1]


def test_without_questions_that_have_no_answer_none_is_drawn_either() -> None:
    without = BY_NAME["questions without an answer"]
    every = [example(kind) for kind in Kind] * 20
    passed = epoch(without.taught(every), random.Random(1), without.plan.taken_out)
    assert kinds(passed) == {Kind.OWN}
    assert kinds(epoch(every, random.Random(1))) == set(Kind)


def kinds(found: Iterable[Example]) -> set[Kind]:
    return {each.kind for each in found}


def test_without_context_a_candidate_is_its_sentence() -> None:
    (found,) = ablation._read(BY_NAME["title and sentence before"], [example()])
    assert found.candidates == ("a", "b", "c")
    assert ablation._read(CHOICES[0], [example()]) == [example()]


def test_the_mean_of_two_runs_is_of_their_weights_and_needs_both(tmp_path: Path) -> None:
    single = BY_NAME["a single order"]
    assert set(single.mean_of) <= set(BY_NAME)
    with pytest.raises(OSError, match="checkpoint"):
        outcome(single, PARTS, tmp_path, print)
    runs = [outcome(BY_NAME[name], PARTS, tmp_path, print) for name in single.mean_of]
    found = outcome(single, PARTS, tmp_path, print)
    assert found not in runs
    weights = [learned(tmp_path / name.replace(" ", "-")) for name in single.mean_of]
    for name, value in mean(weights).items():
        assert torch.allclose(value, (weights[0][name] + weights[1][name]) / 2)
    # Nothing was taught for it.
    assert len([*tmp_path.iterdir()]) == 2


def test_what_is_held_out_is_judged_whole_whatever_is_left_out(tmp_path: Path) -> None:
    found = [outcome(BY_NAME[name], PARTS, tmp_path, print) for name in list(BY_NAME)[:4]]
    # What belongs to one question counts together.
    questions = {each.question for each in PARTS[Part.HELD_OUT]}
    assert {len(each.losses) for each in found} == {len(questions)}
    assert len(questions) < len(PARTS[Part.HELD_OUT])
    for each in found:
        assert sum(each.losses) / len(each.losses) == pytest.approx(each.judgement.loss, rel=1e-5)
    # Another seed is another run, and the same one the same.
    assert found[0] != found[1]
    assert found[0] != found[3]
    assert outcome(CHOICES[0], PARTS, tmp_path / "again", print) == found[0]


def test_the_command_tells_of_every_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for part, found in PARTS.items():
        examples.write(found, tmp_path / part.name.lower() / "examples.jsonl")
    monkeypatch.setattr("sys.argv", ["ablation", "--work", str(tmp_path), "--share", "2"])
    monkeypatch.setattr(ablation, "CHOICES", [CHOICES[0], BY_NAME["the average of weights"]])
    assert main() == 0
    _, first, second = capsys.readouterr().out.splitlines()
    figures = re.compile(r"(\d\.\d{4}) \| ([+-]\d\.\d{4}) \[([+-]\d\.\d{4}), ([+-]\d\.\d{4})\]")
    assert (whole := figures.search(first)) is not None
    assert whole.groups()[1:] == ("+0.0000",) * 3
    assert (less := figures.search(second)) is not None
    assert float(less[1]) - float(whole[1]) == pytest.approx(float(less[2]), abs=2e-4)


def test_a_run_of_another_share_is_another_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for part, found in PARTS.items():
        examples.write(found, tmp_path / part.name.lower() / "examples.jsonl")
    monkeypatch.setattr(ablation, "CHOICES", CHOICES[:1])
    told = []
    for share in ("1", "3", "1"):
        monkeypatch.setattr("sys.argv", ["ablation", "--work", str(tmp_path), "--share", share])
        assert main() == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[2] != told[1]
    assert len([*tmp_path.glob("ablation-*/*/checkpoint.pt")]) == 2


def test_what_is_judged_by_has_its_near_misses_and_what_is_taught_none_of_its_own(
    tmp_path: Path,
) -> None:
    for part, found in PARTS.items():
        examples.write(found, tmp_path / part.name.lower() / "examples.jsonl")
    assert len(ablation._kept(tmp_path, Part.TRAIN, 1)) == len(TAUGHT)
    held_out = PARTS[Part.HELD_OUT]
    near = ablation._kept(tmp_path, Part.HELD_OUT, 1)[len(held_out) :]
    assert set(near) == set(examples.near_misses(held_out))
    assert len(near) > 0


def test_a_folder_without_examples_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["ablation", "--work", str(tmp_path)])
    assert main() == 1
    assert "no examples" in capsys.readouterr().err


def test_a_share_of_nothing_and_a_folder_of_other_runs_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ablation, "CHOICES", CHOICES[:1])
    for part, found in PARTS.items():
        examples.write(found, tmp_path / part.name.lower() / "examples.jsonl")
    monkeypatch.setattr("sys.argv", ["ablation", "--work", str(tmp_path), "--share", "0"])
    with pytest.raises(SystemExit):
        main()
    monkeypatch.setattr("sys.argv", ["ablation", "--work", str(tmp_path), "--share", "1"])
    assert main() == 0
    examples.write(TAUGHT[2:], tmp_path / "train" / "examples.jsonl")
    assert main() == 1
    assert "other examples" in capsys.readouterr().err
