"""Which texts are learned from, and which are not, hangs on the texts alone."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from eval.training.marked_articles import (
    TRAINING_FILES,
    MarkedQuestion,
    Part,
    exclude_shared,
    normalise_letters,
    read,
    read_taught_questions,
)
from eval.training.reranker.newswire import questions
from index.core.errors import DatelineError
from tests import CHECKOUT
from tests.eval.datasets.test_registry import DATA
from tests.eval.training.reranker.build import marked, record, write


def text_of(number: int, *shared: str) -> list[str]:
    """A text of its own but for what it shares."""
    own = f"Whatever happened in the town number {number} happened only there."
    return [own, *shared, f"So ends report {number}."]


LONG = [f"A sentence of more than forty letters that stands in texts of kind {n}." for n in "xyz"]
SHORT = "Nobody was hurt."


def read_all(tmp_path: Path, texts: list[list[str]], name: str = "qed") -> list[MarkedQuestion]:
    return read(write(tmp_path, name, map(record, texts)), (name,))


def test_the_part_hangs_on_the_text_alone(tmp_path: Path) -> None:
    texts = [text_of(n) for n in range(60)]
    alone = {each.sentences: each.part for each in read_all(tmp_path, texts)}
    shuffled = random.Random(1).sample(texts, 40)
    lines = [
        record(text, [1], question=f"What of {n}?", title="Another")
        for n, text in enumerate(shuffled)
    ]
    again = read(write(tmp_path / "again", "qed", lines), ("qed",))
    assert all(each.part is alone[each.sentences] for each in again)
    assert len(set(alone.values())) == len(Part)


def test_a_fifth_is_held_out_and_a_twentieth_decides_when_to_stop(tmp_path: Path) -> None:
    found = Counter(e.part for e in read_all(tmp_path, [text_of(n) for n in range(2_000)]))
    # Four standard errors of a share of 2,000.
    assert found[Part.HELD_OUT] / 2_000 == pytest.approx(0.20, abs=0.036)
    assert found[Part.VALIDATION] / 2_000 == pytest.approx(0.05, abs=0.020)


def test_texts_that_share_a_sentence_are_of_one_part(tmp_path: Path) -> None:
    # The last joins two that until then had nothing in common.
    shared = [(LONG[0],), (LONG[1],), (LONG[0],), (LONG[2],), (LONG[1], LONG[2]), LONG[:2]]
    texts = [text_of(n, *sentences) for n, sentences in enumerate(shared)]
    strangers = [text_of(n, SHORT) for n in range(10, 40)]
    found = read_all(tmp_path, [*strangers[:15], *texts, *strangers[15:]])
    assert len({each.group for each in found[15:21]}) == 1
    # A short sentence tells nothing.
    assert len({each.group for each in found}) == 31


def test_questions_of_one_text_are_of_one_part_whatever_they_ask(tmp_path: Path) -> None:
    lines = [record(text_of(1), [n], question=f"What is {n}?") for n in range(2)]
    one, other = read(write(tmp_path, "qed", lines), ("qed",))
    assert one.group == other.group
    assert [set(one.answers), set(other.answers)] == [{0}, {1}]


def test_what_its_makers_have_parted_is_learned_from_whole(tmp_path: Path) -> None:
    found = read_all(tmp_path, [text_of(n) for n in range(60)], "trecqa_train")
    assert {each.part for each in found} == {Part.TRAIN}
    assert {each.collection for each in found} == {"trecqa"}


def test_half_of_the_texts_are_written_as_is_usual_and_their_marks_stay(tmp_path: Path) -> None:
    taken = ["No , he did n't say ( at 5 % ) .", "It 's -LRB- so -RRB- , ``isn't it''?"]
    usual = ["No, he didn't say (at 5%).", "It's (so), \"isn't it\"?"]
    texts = [[f"Text {n}.", *taken] for n in range(40)]
    found = read_all(tmp_path, texts)
    written = Counter(each.sentences[1:] for each in found)
    assert set(written) == {tuple(taken), tuple(usual)}
    assert min(written.values()) >= 10
    assert all(each.answers == {0} for each in found)


def test_texts_that_hang_together_are_written_alike(tmp_path: Path) -> None:
    # Windows of one text are one article in an archive, which has no sentence in two ways.
    windows = [
        [
            f"Window {n} of text {text} .",
            f"It was , they said , the long, long text of number {text} .",
        ]
        for text in range(20)
        for n in range(3)
    ]
    found = read_all(tmp_path, windows)
    ways: dict[str, set[str]] = {}
    for each in found:
        assert each.sentences[0].endswith(" .") == each.sentences[1].endswith(" .")
        ways.setdefault(each.group, set()).add(each.sentences[1])
    assert len(ways) == 20
    assert all(len(ways_of_one) == 1 for ways_of_one in ways.values())
    written = Counter(way.endswith(" .") for ways_of_one in ways.values() for way in ways_of_one)
    assert min(written[True], written[False]) >= 4


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (record(["One.", "Two."], [2]), "not indices of its 2 sentences"),
        (record(["One."], [-1]), "not indices"),
        (record(["One."], [True]), "not indices"),
        (record(["One."], ["0"]), "not indices"),
        (record(["One."], [[0]]), "not indices"),
        (record([], [0]), "not indices of its 0 sentences"),
        (record(["One."]) | {"answers": 0}, "'answers' is not a list"),
        (record(["One."]) | {"question": None}, "no 'question'"),
        ({"question": "Who?", "sentences": [{"s": 1}]}, "is no text"),
        ([], "not a JSON object"),
    ],
)
def test_a_bad_line_is_an_error_that_names_it(line: object, told: str, tmp_path: Path) -> None:
    write(tmp_path, "qed", [record(["One."]), line])
    with pytest.raises(DatelineError, match=told) as raised:
        read(tmp_path, ("qed",))
    assert "qed.jsonl, line 2" in raised.value.message


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"qed\.jsonl"):
        read(tmp_path)


def test_taught_questions_are_known_however_they_are_written(tmp_path: Path) -> None:
    for name in TRAINING_FILES:
        lines = [record(text_of(n), question=f"Who is {name} NUMBER {n} ?") for n in range(40)]
        write(tmp_path, name, lines)
    held_out = {e.question for e in read(tmp_path) if e.part is Part.HELD_OUT}
    taught = read_taught_questions(tmp_path)
    everything = {
        normalise_letters(f"who is {name} number {n}?")
        for name in TRAINING_FILES
        for n in range(40)
    }
    assert held_out
    assert taught == everything - {normalise_letters(question) for question in held_out}


PROGRAM = """
import sys
from pathlib import Path
from eval.training.marked_articles import read
for each in read(Path(sys.argv[1]), ("qed",)):
    print(each.group, each.part)
"""


def test_parts_are_the_same_in_every_process(tmp_path: Path) -> None:
    dice = random.Random(5)
    texts = [text_of(n, *dice.sample(LONG, dice.choice((0, 0, 1, 2, 3)))) for n in range(40)]
    write(tmp_path, "qed", map(record, texts))
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
            cwd=CHECKOUT,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    expected = "".join(f"{e.group} {e.part}\n" for e in read(tmp_path, ("qed",)))
    assert told == {expected}


def test_what_shares_a_telling_sentence_with_what_is_taught_is_not_judged_on() -> None:
    story = "The harbour of Aldmoor was closed for a week."
    taught = [replace(marked(1), sentences=("He spoke.", story))]
    again = replace(marked(2), sentences=(story.upper(), "It is new."))
    # A short sentence says nothing.
    short = replace(marked(3), sentences=("He spoke.", "It is other news of the town of Brask."))
    assert exclude_shared([again, short], taught) == [short]
    assert exclude_shared([again, short], []) == [again, short]


@pytest.mark.skipif(not (DATA / "reuters").is_dir(), reason=f"there is no {DATA}/reuters")
def test_of_the_real_newswire_some_articles_share_sentences_and_are_left_out() -> None:
    found = questions(DATA / "reuters")
    held_out = [each for each in found if each.part is Part.HELD_OUT]
    rest = [each for each in found if each.part is not Part.HELD_OUT]
    kept = exclude_shared(held_out, rest)
    assert 0.9 * len(held_out) < len(kept) < len(held_out)
    known = {s for each in rest for s in each.sentences if len(normalise_letters(s)) >= 32}
    assert not [s for each in kept for s in each.sentences if s in known]


@pytest.mark.skipif(
    not (DATA / "answer_sentences").is_dir(), reason=f"there is no {DATA}/answer_sentences"
)
def test_of_the_real_collections_no_telling_sentence_is_in_two_parts() -> None:
    parts: dict[str, set[tuple[str, Part]]] = {}
    for each in read(DATA / "answer_sentences"):
        for sentence in each.sentences:
            if len(sentence) >= 40:
                parts.setdefault(f"{each.collection} {sentence}", set()).add(
                    (each.collection, each.part)
                )
    assert parts
    assert not [sentence for sentence, found in parts.items() if len(found) > 1]
