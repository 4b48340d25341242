"""Questions for what somebody said, and for who said it: it is the sentence that answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from eval.training.corpora import NEWSWIRE, is_sampled
from eval.training.marked_articles import MarkedQuestion
from eval.training.reranker.newswire import questions

SURNAMES = ("Aldmoor", "Brask", "Corvane", "Dunmere", "Elling", "Farrow")
SAID = re.compile(r"\b(said|added|told|announced|warned|noted)\b")
COUNT = 480


def own(number: int, *places: int) -> list[str]:
    """Words of an article's own, in so many places."""
    letters = "abcdefghij"
    stem = "".join(letters[int(digit)] for digit in f"{number:03}")
    return [f"zu{stem}{letters[place]}ment" for place in places]


def article(number: int) -> dict[str, object]:
    """Two people speak, and much is told that nobody says."""
    one, other = SURNAMES[number % 6], SURNAMES[(number + 1) % 6]
    met, sold = own(number, 0, 1)
    said, told = own(number, 2, 3, 4, 5), own(number, 6, 7, 8, 9)
    text = (
        f"The {met} council met in June.\n"
        f"    Mayor Tilda {one} said that the {said[0]}, the {said[1]} and\n"
        f"the {said[2]} of the {said[3]} is to be shut for all of us by June.\n"
        f"    He said nothing of the rest. The {sold} was sold.\n"
        f'    "The {told[0]}, the {told[1]}, a {told[2]}\n'
        f'and {told[3]} are gone," Per {other}, told reporters.'
    )
    return {"_id": f"wire-{number}", "title": f"{met} TO CLOSE".upper(), "text": text}


def wire(folder: Path, articles: Iterable[dict[str, object]]) -> Path:
    (folder / "corpus.jsonl").write_text("".join(f"{json.dumps(a)}\n" for a in articles), "utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wire(tmp_path_factory.mktemp("newswire"), map(article, range(COUNT)))


@pytest.fixture(scope="module")
def found(folder: Path) -> list[MarkedQuestion]:
    return questions(folder)


def is_for_the_speaker(each: MarkedQuestion) -> bool:
    return each.question.lower().startswith("who said ")


@pytest.fixture(scope="module")
def who(found: list[MarkedQuestion]) -> list[MarkedQuestion]:
    """The questions for the one who speaks."""
    return [each for each in found if is_for_the_speaker(each)]


@pytest.fixture(scope="module")
def what(found: list[MarkedQuestion]) -> list[MarkedQuestion]:
    """The questions for what somebody says."""
    return [each for each in found if not is_for_the_speaker(each)]


def answer(each: MarkedQuestion) -> str:
    (number,) = each.answers
    return each.sentences[number]


def topics(text: str) -> list[str]:
    return re.findall(r"\bzu\w+ment\b", text)


def test_the_one_who_is_named_said_what_answers(what: list[MarkedQuestion]) -> None:
    assert len(what) > 40
    for each in what:
        (name,) = [name for name in SURNAMES if name in each.question]
        assert re.search(rf"\b{name},? (said|told)\b", answer(each))


def test_it_is_of_what_the_question_asks_about_which_only_the_answer_has(
    found: list[MarkedQuestion],
) -> None:
    for each in found:
        assert SAID.search(answer(each))
        assert topics(each.question)
        for topic in topics(each.question):
            assert [s for s in each.sentences if topic in s] == [answer(each)]


def test_some_ask_for_the_speaker_whom_they_do_not_name(found: list[MarkedQuestion]) -> None:
    asking = [each for each in found if is_for_the_speaker(each)]
    # 35 in 100, less those with too few words left. The seed is the article's id: counts are exact.
    assert (len(asking), len(found)) == (23, 95)
    assert not [e.question for e in asking if any(name in e.question for name in SURNAMES)]
    assert {next(n for n in SURNAMES if n in answer(e)) for e in asking} == set(SURNAMES)
    forms = {re.match(r"(who said (?:that )?)", e.question, re.IGNORECASE) for e in asking}
    assert {form.group() for form in forms if form} == {"Who said ", "Who said that ", "who said "}


def test_who_said_is_asked_with_most_of_what_was_said_in_its_order(
    who: list[MarkedQuestion],
) -> None:
    kept = total = 0
    for each in who:
        claim = re.sub(r"^who said (that )?", "", each.question.rstrip("?"), flags=re.IGNORECASE)
        asked = re.findall(r"\w+", claim)
        said = re.sub(r"Mayor .* said that|Per .* told reporters", "", answer(each))
        words = re.findall(r"\w+", said)[:14]
        left = iter(words)
        assert all(word in left for word in asked), (asked, words)
        assert len(topics(claim)) >= 3
        assert "that that" not in each.question
        kept, total = kept + len(asked), total + len(words)
    # Seven of ten, and rather more: of fewer some are not asked.
    assert 0.65 < kept / total < 0.9
    # Both what stands before the speaker and what stands behind are taken for what was said.
    assert {answer(each)[0] for each in who} == {"M", '"'}


def test_where_too_little_was_said_nobody_asks_who_said_it(tmp_path: Path) -> None:
    def short(number: int) -> dict[str, object]:
        (topic,) = own(number, 0)
        text = f"Mayor Tilda {SURNAMES[number % 6]} said the {topic} was hot."
        return {"_id": f"wire-{number}", "title": "T", "text": text}

    found = questions(wire(tmp_path, map(short, range(COUNT))))
    assert len(found) > 40
    assert not [each.question for each in found if is_for_the_speaker(each)]


def test_all_speakers_are_asked_for_but_not_those_without_a_name(
    what: list[MarkedQuestion],
) -> None:
    assert {name for e in what for name in SURNAMES if name in e.question} == set(SURNAMES)
    assert not [e.question for e in what if re.search(r"\b(He|The)\b", e.question)]
    forms = {re.sub(r"zu\w+( and zu\w+)?|[A-Z]\w+ ", "", each.question) for each in what}
    assert len(forms) == 4


def test_of_an_article_at_most_one_and_of_those_only_that_nothing_else_learns_from(
    found: list[MarkedQuestion],
) -> None:
    groups = [each.group for each in found]
    assert len(set(groups)) == len(groups)
    assert not [group for group in groups if is_sampled(group, NEWSWIRE)]
    # One in four, but for those; fewer, where too little is left to ask with.
    assert COUNT / 4 * 15 / 16 - 50 < len(groups) < COUNT / 4 * 15 / 16 + 38


def test_lines_are_joined_and_titles_do_not_shout(found: list[MarkedQuestion]) -> None:
    for each in found:
        assert all(sentence == " ".join(sentence.split()) for sentence in each.sentences)
        assert each.title.istitle()
        assert each.collection == "newswire"


def test_it_is_the_same_each_time(folder: Path, found: list[MarkedQuestion]) -> None:
    assert questions(folder) == found


def test_where_nobody_speaks_nothing_is_asked(tmp_path: Path) -> None:
    texts = ("It rained. He said so.", "Prices rose by 3 pct. They had fallen.", "The mayor came.")

    def article(number: int) -> dict[str, object]:
        return {"_id": f"w{number}", "title": "T", "text": texts[number % 3]}

    assert questions(wire(tmp_path, map(article, range(60)))) == []
