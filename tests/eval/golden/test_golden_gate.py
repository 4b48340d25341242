"""The gate itself: what the program does with its questions today, against the recorded floors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.config.settings import Settings
from assistant.core.answer_options import Strictness
from eval.datasets.registry import limit_queries, read
from eval.golden import floors
from eval.golden.__main__ import check_floors, main, measure_set, record_floors
from eval.golden.floors import Bounds
from eval.golden.gates import (
    derive_bounds,
    explain_regressions,
    find_regressions,
    has_same_questions,
)
from eval.golden.sets import SETS, GateSet
from eval.metrics.measures import LOWER_IS_BETTER
from eval.metrics.result import Report
from eval.run import Configuration, evaluate
from index.core.errors import DatelineError

# Questions of the golden set with which the gate itself is tested.
_SOME = 24

# A large set on a busy machine.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_200)]


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty cache: the embedding is measured, too."""
    return tmp_path_factory.mktemp("archives")


@pytest.mark.parametrize("name", SETS)
def test_no_figure_has_fallen(name: str, archives: Path) -> None:
    if not SETS[name].is_available:
        pytest.skip(f"{name} is not measured: there is no {SETS[name].needs}")
    recorded = floors.read_floors().sets[name]
    report = measure_set(SETS[name], archives)
    assert has_same_questions(report, recorded), (
        "other questions or articles: record the floors again"
    )
    fallen = find_regressions(report, recorded)
    assert not fallen, explain_regressions(report, recorded, fallen)


def test_floors_are_of_the_sets_and_figures_that_are_measured() -> None:
    recorded = floors.read_floors().sets
    assert set(recorded) == set(SETS)
    for name, gated in SETS.items():
        assert {*recorded[name].floors, *recorded[name].ceilings} == set(gated.figures)
        assert set(recorded[name].ceilings) <= LOWER_IS_BETTER
    assert recorded["golden"].floors["quotes_verbatim"] == 1.0


@pytest.fixture
def invented_set(invented: Path) -> dict[str, GateSet]:
    """Three invented articles and as many questions."""
    return {"invented": GateSet(lambda: read(invented), ("nDCG@10", "false_answer_rate"), invented)}


def test_what_is_recorded_is_checked_and_a_raised_floor_fails(
    invented_set: dict[str, GateSet], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.json"
    record_floors(invented_set, tmp_path, path)
    recorded = floors.read_floors(path)
    assert recorded.sets["invented"].floors == {"nDCG@10": 0.99}
    assert recorded.sets["invented"].ceilings == {"false_answer_rate": 0.0}
    assert recorded.fingerprint["settings"]["dense_weight"] == Settings(home=tmp_path).dense_weight
    assert check_floors(invented_set, tmp_path, path)
    assert "invented: all figures hold" in capsys.readouterr().out

    path.write_text(path.read_text().replace("0.99", "1.01"))
    assert not check_floors(invented_set, tmp_path, path)
    assert "invented: nDCG@10 is 1.0000, below its floor 1.01" in capsys.readouterr().out

    path.write_text(path.read_text().replace(recorded.sets["invented"].questions, "c0ffee"))
    assert not check_floors(invented_set, tmp_path, path)
    assert "other questions or articles" in capsys.readouterr().out


def test_a_set_that_is_not_here_is_passed_over_but_no_floors_are_set_without_it(
    invented_set: dict[str, GateSet], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    path = tmp_path / "floors.json"
    record_floors(invented_set, tmp_path, path)
    before = path.read_bytes()
    absent = {"invented": GateSet(lambda: read(gone), ("nDCG@10",), gone)}
    assert check_floors(absent, tmp_path, path)
    assert f"invented: not measured, there is no {gone}" in capsys.readouterr().out
    with pytest.raises(DatelineError, match="Floors need every set"):
        record_floors(absent, tmp_path, path)
    with pytest.raises(DatelineError, match="There are no floors of other"):
        check_floors({"other": absent["invented"]}, tmp_path, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("arguments", [["nowhere"], ["--record", "golden"]])
def test_the_command_refuses_what_it_does_not_know(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)


AskSome = Callable[..., Report]


@pytest.fixture(scope="module")
def ask_some(archives: Path) -> AskSome:
    """Some of the golden questions, under changed settings, which need not be allowed ones."""
    some = limit_queries(read("golden"), _SOME)

    def asked(**changes: Any) -> Report:
        settings = Settings(home=archives).model_copy(update=changes)
        return evaluate(some, Configuration("", settings), archives)

    return asked


@pytest.fixture(scope="module")
def held(ask_some: AskSome) -> Bounds:
    """Floors recorded from a run on some of the golden questions."""
    return derive_bounds(ask_some(), SETS["golden"].figures)


def test_floors_recorded_from_a_run_hold_for_the_next(ask_some: AskSome, held: Bounds) -> None:
    again = ask_some()
    assert has_same_questions(again, held)
    assert find_regressions(again, held) == []


def test_a_ranking_by_noise_falls_through_the_floors(ask_some: AskSome, held: Bounds) -> None:
    # What is left of one similarity when another is taken from it.
    worse = ask_some(dense_weight=1.0, lexical_weight=0.0, sentence_weight=-0.99)
    fallen = find_regressions(worse, held)
    assert {"nDCG@10", "Success@1", "answer_in_cited"} <= {fall.figure for fall in fallen}
    told = explain_regressions(worse, held, fallen)
    assert f"golden: nDCG@10 is {worse.retrieval['nDCG@10'].value:.4f}, below its floor" in told


def test_answers_that_come_too_easily_break_through_the_ceiling(ask_some: AskSome) -> None:
    strict = derive_bounds(ask_some(strictness=Strictness.STRICT), SETS["golden"].figures)
    # Features alone: with the reader few of these questions have a false answer, however lenient.
    lenient = ask_some(strictness=Strictness.LENIENT, reader="none")
    fallen = {fall.figure for fall in find_regressions(lenient, strict)}
    assert "false_answer_rate" in fallen
    assert not {"false_refusal_rate", "nDCG@10"} & fallen
