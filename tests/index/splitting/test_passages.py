"""Passages are verbatim, leave nothing out, and are never more than the model reads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from index.core.article import Article, Passage, Span
from index.core.text import is_layout, normalise, one_line
from index.embedding.embedder import Embedder
from index.splitting.passages import (
    DEFAULT_SPLITTING,
    MAX_PASSAGE_CHARACTERS,
    MAX_TITLE_PIECES,
    SPLITTER_VERSION,
    Splitting,
    cut_title,
    embedding_text,
    split,
)
from tests.index.strategies import FRAGMENT, LONG_TEXT, NORMALISED_TEXT

PROSE = " ".join(
    f"In town number {n} the mayor said on Monday that the bridge over the river would be closed."
    for n in range(120)
)


class Counting:
    """The model's tokenizer, counting the characters that it is given."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.characters = 0

    @property
    def room(self) -> int:
        return self._embedder.room

    def sizes(self, texts: Sequence[str]) -> list[int]:
        self.characters += sum(map(len, texts))
        return self._embedder.sizes(texts)

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        self.characters += sum(map(len, texts))
        return self._embedder.spans(texts)


def check(
    text: str, title: str, embedder: Embedder, splitting: Splitting = DEFAULT_SPLITTING
) -> list[Passage]:
    """The passages of a text, after everything that must hold of any has been asserted."""
    article = Article("id", title, text)
    passages = split(article, embedder, splitting)
    covered = [False] * len(text)
    for p in passages:
        assert article.text[p.start : p.end] == p.text
        assert 0 < p.end - p.start <= MAX_PASSAGE_CHARACTERS
        covered[p.start : p.end] = [True] * len(p.text)
        assert p.sentences
        assert p.sentences[0].start == p.start
        assert p.sentences[-1].end == p.end
        assert all(before.end <= after.start for before, after in pairwise(p.sentences))
        assert all(start < end for start, end in p.sentences)
    missing = "".join(c for c, is_covered in zip(text, covered, strict=True) if not is_covered)
    assert is_layout(missing)
    assert all(a.start < b.start and a.end < b.end for a, b in pairwise(passages))
    texts = [embedding_text(cut_title(title, embedder), p.text) for p in passages]
    texts += [text[start:end] for p in passages for start, end in p.sentences]
    assert max(map(len, embedder.spans(texts)), default=0) <= embedder.room
    assert len({p.id for p in passages}) == len(passages)
    return passages


@given(NORMALISED_TEXT, FRAGMENT.map(one_line))
# A Korean syllable is three pieces; 4,000 characters end inside a word that is one piece.
@example("漢한" * 2_000, "")
@example(("word " * 200 + ("z" * 150 + "-") * 200), "")
@example("ab " * 230 + "q\x1c" * 101 + "-" + "q\x1c" * 101, "")
@example("漢한" * 2_000, "漢한" * 2_000)
# The overlapping sentence and the next lie too far apart for one passage.
@example("One. Two." + "\n" * 4_000 + "Three.", "")
@example("> One.\n>\n> Two.\n> > ", "")
def test_any_text_is_split_without_loss(embedder: Embedder, text: str, title: str) -> None:
    assume(not is_layout(text))
    assert check(text, title, embedder)


@settings(max_examples=50)
@given(NORMALISED_TEXT, st.integers(1, 300), st.integers(0, 4))
def test_any_splitting_leaves_nothing_out(
    embedder: Embedder, text: str, pieces: int, overlap: int
) -> None:
    assume(not is_layout(text))
    assert check(text, "Title", embedder, Splitting(pieces, overlap))


@pytest.mark.parametrize(("pieces", "overlap"), [(64, 0), (64, 1), (64, 2), (128, 3)])
def test_passages_are_as_long_and_overlap_as_far_as_is_set(
    embedder: Embedder, pieces: int, overlap: int
) -> None:
    passages = check(PROSE, "Bridges", embedder, Splitting(pieces, overlap))
    sizes = [len(spans) for spans in embedder.spans([p.text for p in passages])]
    longest = max(len(s) for s in embedder.spans([PROSE[slice(*s)] for s in passages[0].sentences]))
    assert all(pieces - longest < size <= pieces for size in sizes[:-1])
    for one, other in pairwise(passages):
        assert len(set(one.sentences) & set(other.sentences)) == overlap


def test_a_splitting_is_known_by_its_version() -> None:
    assert Splitting().version == SPLITTER_VERSION
    for splitting in (DEFAULT_SPLITTING, Splitting(64, 0), Splitting(0, 2), Splitting(0, 1, "1")):
        assert Splitting.of_version(splitting.version) == splitting
        assert splitting.is_current is (splitting.splitter == SPLITTER_VERSION)
    # As the homes have it that were made before it could be set, and one of 64 pieces.
    assert Splitting.of_version("1") == Splitting(splitter="1")
    assert Splitting.of_version("1/64/0") == Splitting(64, 0, "1")
    assert Splitting.of_version("") == DEFAULT_SPLITTING
    assert len({Splitting(64, 0).version, Splitting(6, 40).version, DEFAULT_SPLITTING.version}) == 3


@settings(max_examples=30)
@given(LONG_TEXT.map(normalise))
def test_splitting_again_gives_the_same(embedder: Embedder, text: str) -> None:
    article = Article("id", "Title", text)
    assert split(article, embedder) == split(article, embedder)


def test_prose_overlaps_by_one_sentence(embedder: Embedder) -> None:
    passages = check(PROSE, "Bridges", embedder)
    assert len(passages) > 5
    for before, after in pairwise(passages):
        assert after.sentences[0] == before.sentences[-1]
        assert after.sentences[1].start > before.end


def test_a_passage_takes_as_many_sentences_as_fit(embedder: Embedder) -> None:
    passages = check(PROSE, "", embedder)
    for before, after in pairwise(passages):
        one_more = PROSE[before.start : after.sentences[1].end]
        assert len(embedder.spans([one_more])[0]) > embedder.room


def test_a_short_article_is_one_passage(embedder: Embedder) -> None:
    text = "  Rain.\n\nSun.\n"
    (passage,) = check(text, "Weather", embedder)
    assert passage.text == "Rain.\n\nSun."
    assert [text[start:end] for start, end in passage.sentences] == ["Rain.", "Sun."]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000,
        "Yes, " * 10_000,
        "x" * 20_000,
        "!" * 20_000,
        "…—" * 4_000,
        "😀" * 5_000,
        "漢字" * 5_000,
        "。" * 5_000,
        "\u200b" * 10_000,
        "\x07" * 10_000,
    ],
)
def test_one_endless_sentence_is_parted(embedder: Embedder, text: str) -> None:
    passages = check(text, "Title", embedder)
    assert len(passages) > 1
    # Nothing overlaps where no sentence would fit beside the next.
    assert sum(len(p.text) for p in passages) <= len(text)


def test_an_over_long_sentence_is_parted_after_a_clause(embedder: Embedder) -> None:
    passages = check("one two three four five six seven, " * 200, "", embedder)
    assert len(passages) > 1
    assert all(p.text.endswith("seven,") for p in passages)


def test_splitting_takes_time_in_step_with_length(embedder: Embedder) -> None:
    tokenizer = Counting(embedder)
    text = "word " * 40_000
    split(Article("id", "", text), tokenizer)
    # Once as a whole, then each stretch of 4,000 characters a few times.
    assert tokenizer.characters < 20 * len(text)


def test_a_title_of_500_words_leaves_room_for_the_text(embedder: Embedder) -> None:
    title = "headline " * 500
    assert len(embedder.spans([cut_title(title, embedder)])[0]) == MAX_TITLE_PIECES
    with_title, without = (len(check(PROSE, t, embedder)) for t in (title, ""))
    assert without < with_title < 2 * without


def test_a_title_is_cut_only_where_it_is_too_long(embedder: Embedder) -> None:
    title = "Minister resigns over “missing” report"
    assert cut_title(title, embedder) == title
    assert embedding_text(title, "He left.") == f"{title}\nHe left."
    assert embedding_text("", "He left.") == "He left."


def test_ids_differ_between_articles_and_between_versions(embedder: Embedder) -> None:
    articles = [
        Article("a", "", "Rain fell."),
        Article("b", "", "Rain fell."),
        Article("a", "", "Rain fell.", published="2025"),
        Article("a", "", "Snow fell."),
    ]
    assert len({split(article, embedder)[0].id for article in articles}) == 4
