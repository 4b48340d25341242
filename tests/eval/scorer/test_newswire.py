"""Questions for what somebody said: the one who is named said the sentence that answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from eval.scorer.marked import Marked
from eval.scorer.newswire import questions
from eval.training.corpora import NEWSWIRE, is_drawn

SURNAMES = ("Aldmoor", "Brask", "Corvane", "Dunmere", "Elling", "Farrow")
SAID = re.compile(r"\b(said|added|told|announced|warned|noted)\b")


def word(number: int) -> str:
    """A word of an article's own."""
    letters = "abcdefghij"
    return "zu" + "".join(letters[int(digit)] for digit in f"{number:03}") + "ment"


def article(number: int) -> dict[str, object]:
    """Two people speak, and much is told that nobody says."""
    one, other = SURNAMES[number % 6], SURNAMES[(number + 1) % 6]
    text = (
        f"The {word(number)} council met in June.\n"
        f"    Mayor Tilda {one} said the {word(number + 300)} would be\nclosed.\n"
        f"    He said nothing of the rest. The {word(number + 600)} was sold.\n"
        f"    Per {other}, told reporters that {word(number + 900)} prices rose."
    )
    return {"_id": f"wire-{number}", "title": f"{word(number)} TO CLOSE".upper(), "text": text}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("newswire")
    lines = "".join(f"{json.dumps(article(n))}\n" for n in range(280))
    (place / "corpus.jsonl").write_text(lines, "utf-8")
    return place


@pytest.fixture(scope="module")
def found(folder: Path) -> list[Marked]:
    return questions(folder)


def test_the_one_who_is_named_said_what_answers(found: list[Marked]) -> None:
    assert len(found) > 40
    for each in found:
        (number,) = each.answers
        sentence = each.sentences[number]
        (name,) = [name for name in SURNAMES if name in each.question]
        assert re.search(rf"\b{name},? (said|told)\b", sentence)
        assert SAID.search(sentence)
        # And it is of what the question asks about, which only this sentence has.
        (topic,) = re.findall(r"\bzu\w+ment\b", each.question)
        assert [n for n, text in enumerate(each.sentences) if topic in text] == [number]


def test_all_speakers_are_asked_for_but_not_those_without_a_name(found: list[Marked]) -> None:
    assert {name for e in found for name in SURNAMES if name in e.question} == set(SURNAMES)
    assert not [e.question for e in found if re.search(r"\b(He|The)\b", e.question)]
    assert len({re.sub(r"zu\w+|[A-Z]\w+ ", "", each.question) for each in found}) == 4


def test_of_an_article_at_most_one_and_of_those_only_that_nothing_else_learns_from(
    found: list[Marked],
) -> None:
    groups = [each.group for each in found]
    assert len(set(groups)) == len(groups)
    assert not [group for group in groups if is_drawn(group, NEWSWIRE)]
    assert len(groups) == pytest.approx(280 * 1 / 4 * 15 / 16, abs=28)


def test_lines_are_joined_and_titles_do_not_shout(found: list[Marked]) -> None:
    for each in found:
        assert all(sentence == " ".join(sentence.split()) for sentence in each.sentences)
        assert each.title.istitle()
        assert each.collection == "newswire"


def test_it_is_the_same_each_time(folder: Path, found: list[Marked]) -> None:
    assert questions(folder) == found


def test_where_nobody_speaks_nothing_is_asked(tmp_path: Path) -> None:
    texts = ("It rained. He said so.", "Prices rose by 3 pct. They had fallen.", "The mayor came.")
    lines = "".join(
        f"{json.dumps({'_id': f'w{n}', 'title': 'T', 'text': texts[n % 3]})}\n" for n in range(60)
    )
    (tmp_path / "corpus.jsonl").write_text(lines, "utf-8")
    assert questions(tmp_path) == []
