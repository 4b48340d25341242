"""All collections of the training, in invented files of their layouts: the days of a few towns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

PLACES = ("Aldmoor", "Brask", "Corvane", "Dunmere", "Elling", "Farrow", "Gannet", "Holm")
DEEDS = ("opened the market", "closed the harbour", "painted the bridge", "sold the old mill")
# The number of the sentence that says what the mayor does.
ANSWER = 2
# The first number of each collection's texts, and how many it has.
NUMBERS: Mapping[str, range] = {
    "qed": range(100, 105),
    "fairytaleqa": range(200, 224),
    "trecqa_train": range(300, 304),
    "trecqa_dev": range(400, 402),
    "clapnq": range(500, 506),
    "cranfield": range(600, 603),
    "medline": range(700, 703),
    "reuters": range(800, 864),
}
# Three windows of one paper.
WINDOWS = (0, 2, 4)
PAPER = tuple(f"The {n}th sample of Professor Oran Teel had {n + 20} grams." for n in range(9))


def ask_about(number: int) -> str:
    """The question for a day."""
    return f"What did Mayor {_place(number)} do on day {number}?"


def tell_day(number: int) -> list[str]:
    """The text of a day, in sentences."""
    letters = "".join("abcdefghij"[int(digit)] for digit in str(number))
    sentences = [f"On day {number} hour {n} the wind of {_place(number)} blew." for n in range(5)]
    # Else what was done on one day would be much like what was done on another.
    guests = f"Al{letters}, Bo{letters} and Cy{letters}"
    sentences[ANSWER] = (
        f"On day {number} Mayor {_place(number)} {DEEDS[number % len(DEEDS)]} with {guests}."
    )
    return sentences


def _place(number: int) -> str:
    return PLACES[number % len(PLACES)]


@pytest.fixture(scope="session")
def collections_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `--data` names."""
    folder = tmp_path_factory.mktemp("data")
    marked = folder / "answer_sentences"
    for name in ("qed", "fairytaleqa", "trecqa_train", "trecqa_dev"):
        _write(marked / f"{name}.jsonl", map(_mark_day, NUMBERS[name]))
    _write(marked / "covidqa.jsonl", map(_mark_window, WINDOWS))
    for name in ("clapnq", "cranfield", "medline"):
        _write_searches(folder / name, NUMBERS[name], has_gold=name == "clapnq")
    _write(folder / "reuters" / "corpus.jsonl", map(_make_article, NUMBERS["reuters"]))
    return folder


def _mark_day(number: int) -> dict[str, Any]:
    # As in TREC QA, what answers stands first.
    sentences = tell_day(number)
    first = [sentences.pop(ANSWER)]
    return {"question": ask_about(number), "sentences": first + sentences, "answers": [0]}


def _mark_window(start: int) -> dict[str, Any]:
    question = f"How heavy was the {start + 1}th sample of Oran Teel?"
    return {"question": question, "sentences": PAPER[start : start + 5], "answers": [1]}


def _make_article(number: int) -> dict[str, Any]:
    title = f"MAYOR OF {_place(number).upper()} ACTS ON DAY {number}"
    return {"_id": f"d{number}", "title": title, "text": " ".join(tell_day(number))}


def _write_searches(folder: Path, numbers: range, *, has_gold: bool) -> None:
    """A folder in the BEIR layout. With gold sentences the last two questions have no answer."""
    _write(folder / "corpus.jsonl", map(_make_article, numbers))
    queries, rows = [], ["query-id\tcorpus-id\tscore"]
    for number in numbers:
        labels: dict[str, Any] = {"evidence": [tell_day(number)[ANSWER]]} if has_gold else {}
        text = ask_about(number)
        if has_gold and number in numbers[-2:]:
            text, labels = f"Why did the wind of day {number} turn?", {"answerable": False}
        else:
            rows.append(f"q{number}\td{number}\t1")
        queries.append({"_id": f"q{number}", "text": text, "metadata": labels})
    _write(folder / "queries.jsonl", queries)
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text("\n".join(rows) + "\n")


def _write(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
