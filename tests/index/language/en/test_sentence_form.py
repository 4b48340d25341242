"""What may be quoted, and which sentences need the one before."""

from __future__ import annotations

import pytest

from index.core.article import Hit, Passage, ScoredSentence, Signals, Span
from index.language.en.sentence_form import (
    can_be_quoted,
    get_sentence,
    is_cut_off,
    needs_previous,
)


@pytest.mark.parametrize(
    "text",
    [
        "The council voted on Tuesday.",
        "THE COUNCIL VOTED TO CLOSE THE HARBOUR ON TUESDAY.",
        'THE PRINCE SAID, "WE SHALL BE MARRIED IN MAY."',
        "DR. KING WAS JAILED IN APRIL 1963.",
        "Über Nacht fiel Schnee.",
    ],
)
def test_prose_can_be_quoted_in_capitals_too(text: str) -> None:
    assert can_be_quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Harbour closes",
        "### NEWS.",
        "**What we know**",
        "HARBOUR TO CLOSE",
        "LONDON, APRIL 3",
        "* * *",
        "1963.",
        "| Port | Ships |",
        "Port      Ships    People",
    ],
)
def test_headings_datelines_rules_and_heads_of_tables_cannot(text: str) -> None:
    assert not can_be_quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "He named three conditions.",
        "But he warned of delays.",
        "Yet they never met.",
        "However, she declined.",
        "“They will come back,” Marin said.",
        "Peskov said this on Monday.",
    ],
)
def test_a_sentence_that_points_back_needs_the_one_before(text: str) -> None:
    assert needs_previous(text)


@pytest.mark.parametrize(
    "text",
    ["But the minister warned of delays.", "Hershey closed its plant.", "So far nobody has come."],
)
def test_others_stand_alone(text: str) -> None:
    assert not needs_previous(text)


def make_hit(text: str, *sentences: str, start: int = 1000) -> Hit:
    """A hit on a passage that begins at `start`, of these sentences."""
    spans, end = [], 0
    for sentence in sentences:
        begin = text.index(sentence, end)
        end = begin + len(sentence)
        spans.append(Span(start + begin, start + end))
    passage = Passage("p", "a", start, start + len(text), text, tuple(spans))
    scored = tuple(ScoredSentence(*span, 0.0) for span in spans)
    return Hit(1, 0.0, passage, "", "Wire", None, "", Signals(0.0, 0.0, 0.0), scored)


def list_whole(hit: Hit) -> list[str]:
    return [get_sentence(hit, n) for n in range(len(hit.sentences)) if not is_cut_off(hit, n)]


@pytest.mark.parametrize(
    "parts",
    [
        # Without an end: a function word, a comma, a dash.
        ("The Board met in", "\n\n", "Orme left."),
        ("The Board met, as it had,", "\n", "Orme left."),
        ("The Board met -", "\n", "Orme left."),
        # A part of a sentence that was too long.
        ("The Board met; it had to;", " ", "Orme left."),
        ("The Board met", " ", "Orme left."),
    ],
)
def test_a_sentence_without_its_end_is_cut_off(parts: tuple[str, str, str]) -> None:
    first, _, last = parts
    whole = list_whole(make_hit("".join(parts), first, last))
    assert first not in whole
    assert (last in whole) is ("\n" in parts[1])


def test_a_sentence_without_its_beginning_is_cut_off() -> None:
    rest = "and left Tarn for good."
    for text in (rest, f"The Board met\n{rest}", f"Storm shuts docks\n{rest}"):
        assert rest not in list_whole(make_hit(text, *text.split("\n")))
    # It is whole where the article begins with it, where all is small, and after a colon.
    assert list_whole(make_hit(rest, rest, start=0)) == [rest]
    small = ("the docks are shut.", "and nobody knows why.")
    assert list_whole(make_hit("\n".join(small), *small)) == list(small)
    assert list_whole(make_hit(f"They want:\n{rest}", "They want:", rest))[1] == rest


CUT = ("Talks on the price of grain at the International", "Grain Office ended late on Friday.")


def test_of_two_lines_that_may_be_one_sentence_neither_is_whole() -> None:
    assert list_whole(make_hit("\n".join(CUT), *CUT)) == []
    # With a blank line between them, or as a list, they are two.
    assert list_whole(make_hit("\n\n".join(CUT), *CUT)) == list(CUT)
    items = tuple(f"- {line}" for line in CUT)
    assert list_whole(make_hit("\n".join(items), *items)) == list(items)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The second one begins anew.
        (CUT[0], "The Office ended them late on Friday."),
        (CUT[0], "“Nobody has won,” said Orme."),
        # The first is a headline or a row.
        ("Storm shuts docks", "Officials shut the docks of Tarn on Monday."),
        ("STORM ON THE COAST OF THE ISLES", "Officials shut the docks of Tarn on Monday."),
        ("Net loss 646,000 vs loss 96,000", "Revs 82.0 mln vs 54.5 mln."),
        ("# Talks on the price of the grain", "Officials ended them on Friday."),
        ("| Talks on the price of the grain | 12 |", "Officials ended them on Friday."),
        # One is too long to be a line of wrapped copy.
        (CUT[0], "Grain Office talks " + "and talks " * 20 + "ended late on Friday."),
        # Both are headlines.
        (CUT[0], "Grain Office to shut on Friday"),
    ],
)
def test_where_words_or_layout_decide_both_are_whole(first: str, second: str) -> None:
    assert list_whole(make_hit(f"{first}\n{second}", first, second)) == [first, second]
