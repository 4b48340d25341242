"""The whole way on a folder of made-up collections: asked, taught, written, proved and told."""

from __future__ import annotations

import functools
import hashlib
import re
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from eval.training.marked_articles import HELD_OUT_FILE, TRAINING_FILES, Part
from eval.training.reranker import __main__ as command
from eval.training.reranker import held_out_report
from eval.training.reranker.examples import near_misses, read
from eval.training.reranker.judging import collect_pairs
from eval.training.reranker.log import LOG, read_judgements
from eval.training.reranker.prior import fit_mix
from eval.training.reranker.trainer import Plan
from eval.training.training_questions import QuestionKind, SampleSizes
from index.embedding.cross_encoders import load_pair_engine
from index.embedding.engine import Precision
from index.embedding.model_files import locate_model
from index.embedding.torch_engine import TorchPairEngine
from tests.eval.training.reranker.build import PLACES, marked, record, write

# A minute of computing, and more where others compute.
pytestmark = pytest.mark.timeout(600)

COLLECTIONS = {"qed", "fairytaleqa", "covidqa", "trecqa"}
# Of texts of these numbers every part has some of each collection that is parted here.
TEXTS, FIRST = 24, 800
# Of fewer, every word is held to be common.
ARTICLES = 230
PLAN = functools.partial(Plan, questions=8, rate=3e-3, average=0.9, judged_every=4)
# In eight bits it would take half a minute more to prepare.
PLAIN = functools.partial(load_pair_engine, precision=Precision.F32)
COUNTS = dict.fromkeys(Part, SampleSizes(gold=12, own=6, swapped=4, foreign=1))


def write_data(folder: Path) -> None:
    """All collections: of each text one sentence answers; and a newswire."""
    for place, name in enumerate((*TRAINING_FILES, HELD_OUT_FILE)):
        numbers = range(FIRST + 1_000 * place, FIRST + 1_000 * place + TEXTS)
        texts = [marked(n, [n % 4], length=4) for n in numbers]
        lines = [record(t.sentences, t.answers, t.question, t.title) for t in texts]
        # The parts of one collection that its makers have parted are small.
        write(folder / "answer_sentences", name, lines[:6] if "trecqa" in name else lines)
    write(folder / "reuters", "corpus", map(wire, range(ARTICLES)))


def wire(number: int) -> dict[str, str]:
    who = PLACES[number % len(PLACES)]
    quay = "".join("abcdefghij"[int(digit)] for digit in f"{number:05}")
    text = f"Rain fell on hour {number}. Tilda {who} said the {quay} was flooded. It is cold."
    return {"_id": f"wire-{number}", "title": f"HOUR {number}", "text": text}


class Run:
    """A run of the command on a folder of data, and what it said."""

    def __init__(self, folder: Path, pupil: Path) -> None:
        self.work, self._data, self._model = folder / "work", folder / "data", str(pupil)

    def __call__(self, capture: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
        arguments = ["--data", str(self._data), "--work", str(self.work), "--epochs=2"]
        with pytest.MonkeyPatch.context() as patch:
            # What it starts from costs next to nothing.
            patch.setattr(command, "DEFAULT_MODEL", self._model)
            patch.setattr(command, "Plan", PLAN)
            patch.setattr(command, "_COUNTS", COUNTS)
            patch.setattr(command, "load_pair_engine", PLAIN)
            patch.setattr(sys, "argv", ["eval.training.reranker", *arguments])
            code = command.main()
        return code, *capture.readouterr()


@pytest.fixture
def run(tmp_path: Path, pupil: Path) -> Run:
    return Run(tmp_path, pupil)


def test_from_marked_sentences_and_newswire_to_a_model_that_was_proved(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_data(tmp_path / "data")
    code, out, err = run(capsys)
    assert code == 0
    assert_asked(run.work)
    start, *losses = [line.judgement.loss for line in read_judgements(run.work)]
    # Mixed as fits what it is judged by, one that is taught nothing has three quarters of it.
    assert min(losses) < 0.6 * start
    assert f"by signals alone: loss {start:.4f}" in err
    assert_written(run.work / "model", out, err)
    assert_judged(run.work, out, err)
    # A second time nothing is asked, and nothing is taught.
    log = (run.work / LOG).read_bytes()
    (run.work / "train" / "qed.jsonl").unlink()
    code, again, err = run(capsys)
    assert (code, again) == (0, out)
    assert "going on from step" in err
    assert (run.work / LOG).read_bytes() == log


def assert_asked(work: Path) -> None:
    """The parts are asked all collections, in all kinds, and have no sentence in common."""
    questions = {part: list(read(work / part.name.lower() / "examples.jsonl")) for part in Part}
    assert {e.kind for e in questions[Part.TRAIN]} >= {
        QuestionKind.OWN,
        QuestionKind.REMOVED,
        QuestionKind.FOREIGN,
    }
    assert {e.collection for e in questions[Part.TRAIN]} == {*COLLECTIONS, "newswire"}
    assert {e.collection for e in questions[Part.HELD_OUT]} >= COLLECTIONS
    texts = [{text for e in questions[part] for text in e.candidates} for part in Part]
    assert all(texts)
    assert not any(one & other for one, other in combinations(texts, 2))


def assert_written(model: Path, out: str, err: str) -> None:
    """What lies there is what was said, and its card tells what was printed."""
    sha256 = hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest()
    assert sha256 in err
    assert np.isfinite(TorchPairEngine(model).score([("Who?", "He did.")])).all()
    for name in COLLECTIONS:
        assert len(re.findall(rf"^{name} +(?:signals|both) +\d\.\d{{3}} ", out, re.MULTILINE)) == 2
    card = (model / "README.md").read_text("utf-8")
    assert "--epochs 2 --seed 1`" in card
    assert out.strip() in card
    assert (model.parent / "log.html").is_file()


def assert_judged(work: Path, out: str, err: str) -> None:
    """What it was stopped by had its near misses; with the signals it is mixed as fits those, and
    so proved by what is held out."""
    held_out = list(read(work / "held_out" / "examples.jsonl"))
    judged = list(read(work / "validation" / "examples.jsonl"))
    near = near_misses(judged)
    assert f"{len(judged) + len(near)} to judge by" in err
    assert near
    score = command._scores(PLAIN(locate_model(str(work / "model"))))
    mix = fit_mix([*judged, *near], score(collect_pairs([*judged, *near])))
    assert "\n".join(held_out_report.lines(held_out, score, mix)) == out.strip()


@pytest.mark.parametrize("name", TRAINING_FILES)
def test_a_collection_that_is_missing_is_an_error_that_names_it(
    run: Run, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_data(tmp_path / "data")
    (missing,) = tmp_path.rglob(f"{name}.jsonl")
    missing.unlink()
    code, out, err = run(capsys)
    assert (code, out) == (1, "")
    assert f"{name}.jsonl" in err
    assert not run.work.exists()
