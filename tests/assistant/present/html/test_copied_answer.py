"""What the copy buttons of an answer copy."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.answer import AnswerSentence
from assistant.core.surroundings import Surroundings
from assistant.present.html.copied_answer import (
    Reference,
    format_copied_answer,
    list_references,
    make_copied_quote,
)
from tests.assistant.chat.turns import REFUSED, citation_of, turn_of_quotes

RAIN = citation_of("It rained.")
FLOOD = replace(citation_of("The mill stood in water.", 3), start=40, end=64)
OTHER = citation_of("“Stay away,” he said.", 2, article_id="x y", title="", source="", url="")


def test_sentences_are_quoted_with_their_numbers() -> None:
    turn = turn_of_quotes("What fell?", RAIN, OTHER)
    gap = AnswerSentence(FLOOD.quote, (3,), has_gap=True)
    turn = replace(turn, sentences=(*turn.sentences, gap), note="No day is given.")
    assert format_copied_answer(turn) == (
        "“It rained.” [1]\n\n““Stay away,” he said.” [2]\n\n"
        "[…] “The mill stood in water.” [3]\n\nNo day is given."
    )
    assert format_copied_answer(REFUSED) == "The archive does not say."


def test_references_are_grouped_by_article() -> None:
    assert list_references([RAIN, OTHER, FLOOD]) == [
        Reference("[1] [3] Marlow Post, 17 Mar 2025: Rain in Marlow, ", "https://example.org/rain"),
        # An article that is nowhere on the web has an address here.
        Reference("[2] unknown outlet, 17 Mar 2025: untitled, ", "/article/x%20y"),
    ]
    assert list_references([]) == []


def test_an_address_that_is_none_is_not_copied() -> None:
    (one,) = list_references([replace(RAIN, url="javascript:alert(1)")])
    assert one.address == "/article/rain"


def test_one_quotation_with_its_source() -> None:
    assert make_copied_quote(FLOOD, Surroundings(speakers=("Ada Holm",))) == Reference(
        "“The mill stood in water.” (Ada Holm, Marlow Post, 17 Mar 2025, ", "/article/rain#40-64"
    )
    assert make_copied_quote(RAIN, Surroundings()).text == (
        "“It rained.” (Marlow Post, 17 Mar 2025, "
    )


def test_marks_of_direction_are_left_out() -> None:
    copied = make_copied_quote(
        replace(RAIN, source="Kel\u202e Wire"), Surroundings(speakers=("A\u202eB",))
    )
    assert "\u202e" not in copied.text
