"""Each message of a mailbox is an article, however large the mailbox is."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.sources.parsed_article import FinishedSource, ParsedArticle
from index.sources.sandbox.files import find_files, read_files
from tests.index.sources.sample_files import LEAD, articles, make_zip, problems, read

FROM = "From ann@kel.example Mon May  5 10:00:00 2031\n"


def message(number: int, text: str = LEAD, head: str = "", line: str = FROM) -> str:
    return (
        f"{line}From: Kel Wire <news@kel.example>\nMessage-ID: <{number}@kel.example>\n"
        f"Subject: Report {number}\nDate: Mon, 05 May 2031 10:00:00 +0300\n{head}\n{text}\n\n"
    )


def test_each_message_is_an_article(tmp_path: Path) -> None:
    reads = read(tmp_path, "box.mbox", message(1) + message(2, "It rained in Kel."))
    one, two = (item for item in reads if isinstance(item, ParsedArticle))
    assert (one.article.id, one.article.title) == ("1@kel.example", "Report 1")
    assert (one.article.source, one.article.published) == ("Kel Wire", "2031-05-05T10:00:00+03:00")
    assert [one.article.text, two.article.text] == [LEAD, "It rained in Kel."]
    path = str((tmp_path / "box.mbox").resolve())
    assert (one.origin, one.container) == (f"{path}#1@kel.example", path)


@pytest.mark.parametrize(
    "line",
    [
        "From - Tue May 06 10:00:00 2031\n",
        "From 1790000000000000001@xxx Mon May 05 10:00:00 +0000 2031\n",
        "From ann at kel.example  Mon May  5 10:00:00 2031\n",
        '"From "Ann Bo" <ann@kel.example> Mon May  5 10:00:00 2031\n'[1:],
        "From ann@kel.example Mon May  5 10:00:00 EST 2031\n",
        "From ann@kel.example Mon, 5 May 2031 10:00:00 +0300\n",
        "From ann@kel.example Mon May  5 10:00:00 2031\r\n",
    ],
)
def test_the_lines_that_part_messages_have_many_forms(tmp_path: Path, line: str) -> None:
    reads = read(tmp_path, "a.mbox", message(1) + message(2, line=line) + message(3))
    assert [article.id[0] for article in articles(reads)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "From Monday on it rains.",
        "It began.\n\nFrom here it went on.",
        "It began.\n\nFrom 2031 the price was 3 crowns.",
        "It began.\nFrom ann@kel.example Mon May  5 10:00:00 2031\nIt went on.",
    ],
)
def test_a_sentence_with_from_parts_nothing(tmp_path: Path, text: str) -> None:
    assert [one.text for one in articles(read(tmp_path, "a.mbox", message(1, text)))] == [text]


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        (">From the start.", "From the start."),
        (">>From the start.", ">From the start."),
        ("> From the start.", "> From the start."),
        (">Fromage is cheese.", ">Fromage is cheese."),
    ],
)
def test_escapes_are_undone(tmp_path: Path, escaped: str, plain: str) -> None:
    (article,) = articles(read(tmp_path, "a.mbox", message(1, f"It rained.\n{escaped}")))
    assert article.text == f"It rained.\n{plain}"


def test_the_same_message_comes_once_and_another_of_its_id_is_a_problem(tmp_path: Path) -> None:
    copy = message(1, head="Status: RO\n")
    reads = read(tmp_path, "a.mbox", message(1) + copy + message(1, "Another text."))
    assert [article.text for article in articles(reads)] == [LEAD]
    assert problems(reads) == [
        "a.mbox, message 3: an earlier message with another text has its id '1@kel.example'"
    ]


def test_a_message_without_an_id_keeps_its_own_wherever_it_stands(tmp_path: Path) -> None:
    bare = f"{FROM}From: Ann <ann@kel.example>\nSubject: A\n\n{LEAD}\n\n"
    (alone,) = articles(read(tmp_path, "a.mbox", bare))
    (behind,) = articles(read(tmp_path, "b.mbox", message(1) + bare))[1:]
    assert alone.id == behind.id
    assert len(alone.id) == 32


@pytest.mark.parametrize("long", ["x" * 300, "a/b/../c", "."])
def test_an_odd_id_is_an_id(tmp_path: Path, long: str) -> None:
    reads = read(tmp_path, "a.mbox", message(1).replace("1@kel.example", long))
    (article,) = articles(reads)
    assert 0 < len(article.id) <= 200
    assert "/" not in article.id


def test_a_bad_message_keeps_no_other_out(tmp_path: Path) -> None:
    empty = f"{FROM}From: Ann <ann@kel.example>\nMessage-ID: <e@kel>\n\n\n\n"
    reads = read(tmp_path, "a.mbox", message(1) + empty + message(2))
    assert [article.id[0] for article in articles(reads)] == ["1", "2"]
    assert problems(reads) == ["a.mbox, message 2: it has no text"]


def test_a_message_that_is_too_long_keeps_no_other_out(tmp_path: Path) -> None:
    huge = message(2, "x" * 26_000_000)
    reads = read(tmp_path, "a.mbox", message(1) + huge + message(3))
    assert [article.id[0] for article in articles(reads)] == ["1", "3"]
    assert problems(reads) == ["a.mbox, message 2: it has more than 25 MB"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "it is empty"),
        ("\n\n", "it is empty"),
        (LEAD, "it is not a mailbox"),
        ("\x00" * 100, "it is not a mailbox"),
    ],
)
def test_what_is_no_mailbox_says_so(tmp_path: Path, content: str, reason: str) -> None:
    (problem,) = problems(read(tmp_path, "a.mbox", content))
    assert reason in problem


def test_of_a_cut_mailbox_the_messages_before_the_cut_come(tmp_path: Path) -> None:
    whole = gzip.compress("".join(message(n, f"{LEAD} {n * 7919}") for n in range(900)).encode())
    reads = read(tmp_path, "a.mbox.gz", whole[: len(whole) // 2])
    ids = [article.id for article in articles(reads)]
    assert ids == [f"{number}@kel.example" for number in range(len(ids))]
    assert len(ids) > 100
    assert problems(reads) == ["a.mbox.gz: it is damaged: it cannot be unpacked to its end"]


def test_in_an_archive_it_is_read_like_beside_it(tmp_path: Path) -> None:
    reads = read(tmp_path, "a.zip", make_zip({"a.mbox": message(1) + message(2)}))
    assert len(articles(reads)) == 2


@pytest.mark.slow
def test_a_mailbox_of_any_size_takes_the_memory_of_a_message(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    with path.open("w") as file:
        for number in range(100):
            file.write(message(number, f"{LEAD} {number}\n" + "It rained in Kel. " * 1_000))
    assert path.stat().st_size > 1_800_000

    def count() -> Iterator[int]:
        for item in read_files(find_files([path])):
            yield isinstance(item, ParsedArticle)
            assert not isinstance(item, FinishedSource) or item.size >= 0

    assert len(articles(read(tmp_path, "b.mbox", message(1)))) == 1  # imports take memory, too
    tracemalloc.start()
    assert sum(count()) == 100
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_500_000  # all at once take 2.5 MB, one by one 0.9
