"""What the reader process says arrives as it was said, or not at all."""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.feeds.feed_items import FeedItem, FeedItems, PageArticle
from index.sources.metadata import Metadata
from index.sources.parsed_article import FinishedSource, ParsedArticle, Problem, UnchangedSource
from index.sources.sandbox import sandbox as sandbox_module
from index.sources.sandbox import transfer
from index.sources.sandbox.request import StartedMember
from index.sources.sandbox.sandbox import ReaderSandbox
from index.sources.sandbox.transfer import Message, decode, encode

# Lone surrogates too.
TEXTS = st.text(st.characters(codec=None), max_size=20)
NAMES = st.lists(TEXTS, max_size=3).map(tuple)
ARTICLES = st.builds(
    Article, TEXTS, TEXTS, TEXTS, TEXTS, st.none() | TEXTS, TEXTS, NAMES, st.none() | TEXTS
)
ITEMS = st.builds(
    FeedItem,
    origin=TEXTS,
    place=TEXTS,
    stamp=TEXTS,
    metadata=st.builds(Metadata, TEXTS, authors=NAMES),
    is_whole=st.booleans(),
    own=st.none() | st.builds(PageArticle, ARTICLES, TEXTS),
    fault=TEXTS,
)
MESSAGES: st.SearchStrategy[Message] = st.one_of(
    st.booleans(),
    st.builds(ParsedArticle, ARTICLES, TEXTS, TEXTS, TEXTS, st.integers()),
    st.builds(Problem, TEXTS, TEXTS, st.booleans(), st.integers()),
    st.builds(FinishedSource, TEXTS, TEXTS, st.integers()),
    st.builds(UnchangedSource, TEXTS, TEXTS, st.integers()),
    st.builds(StartedMember, st.integers(), TEXTS),
    st.builds(
        FeedItems,
        st.lists(ITEMS, max_size=3).map(tuple),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        TEXTS,
    ),
)
PROBLEM = {"place": "a", "reason": "b", "skipped": True, "size": 0}


@given(MESSAGES)
def test_it_arrives_as_it_was_said(message: Message) -> None:
    assert decode(encode(message)) == message


@pytest.mark.parametrize(
    "said",
    [
        None,
        1,
        "Problem",
        [],
        {},
        ["Problem"],
        ["Problem", PROBLEM, 1],
        ["Popen", {"args": "ls"}],
        ["__class__", PROBLEM],
        [["Problem"], PROBLEM],
        ["Problem", list(PROBLEM.values())],
        ["Problem", {**PROBLEM, "more": 1}],
        ["Problem", {"place": "a", "reason": "b"}],
        ["Problem", {**PROBLEM, "place": None}],
        ["Problem", {**PROBLEM, "skipped": 1}],
        ["Problem", {**PROBLEM, "size": True}],
        ["Problem", {**PROBLEM, "reason": ["b"]}],
        ["FeedItems", {"items": "abc", "ttl": None, "note": ""}],
        ["FeedItems", {"items": [PROBLEM], "ttl": None, "note": ""}],
        ["FeedItems", {"items": [None], "ttl": None, "note": ""}],
    ],
)
def test_nothing_else_can_be_said(said: object) -> None:
    with pytest.raises(ValueError, match=r"no |type"):
        decode(json.dumps(said).encode())


@pytest.mark.parametrize(
    "raw", [b"", b"\xff", b"{", b"[" * 100_000, pickle.dumps(Problem("a", "b")), b"tru"]
)
def test_bytes_that_are_no_json_say_nothing(raw: bytes) -> None:
    with pytest.raises(ValueError):
        decode(raw)


def test_a_message_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "MAX_BYTES", 1_000)
    assert encode(Problem("a", "b" * 900))
    with pytest.raises(DatelineError, match="in one piece"):
        encode(Problem("a", "b" * 1_000))


@pytest.mark.parametrize(
    "answer",
    [
        "pickle.dumps(Evil())",
        "b'[\"Problem\", {}]'",
        "b'[' * 100_000",
        "b'\"' + b'x' * 300_000_000 + b'\"'",
    ],
)
def test_a_reader_that_says_something_else_is_as_good_as_crashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """As one would that a document has taken over."""
    program = (
        "import os, pickle, sys\n"
        "from multiprocessing.connection import Connection\n"
        "class Evil:\n"
        f"    def __reduce__(self): return os.mkdir, ({str(tmp_path / 'evil')!r},)\n"
        "line = Connection(int(sys.argv[1]))\n"
        "line.send_bytes(b'true')\n"
        "line.recv_bytes()\n"
        f"line.send_bytes({answer})\n"
        "line.recv_bytes()\n"
    )

    def command(module: str, *arguments: str) -> list[str]:
        return [sys.executable, "-c", program, *arguments]

    path = tmp_path / "a.txt"
    path.write_text("Text.")
    with monkeypatch.context() as patched, ReaderSandbox() as sandbox:
        patched.setattr(sandbox_module, "build_command", command)
        assert list(sandbox.read(path)) == [Problem(str(path), "its reader crashed")]
    assert not (tmp_path / "evil").exists()
