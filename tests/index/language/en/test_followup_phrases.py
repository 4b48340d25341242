"""The forms of follow-ups are recognised, and complete questions are not."""

from __future__ import annotations

import pytest

from index.language.en.asking.followup_phrases import (
    NewSubject,
    find_more_subject,
    find_new_subject,
    is_request_for_more,
    is_start_over,
    is_whole,
    strip_conjunction,
)


def test_a_message_that_starts_over_has_nothing_else() -> None:
    assert is_start_over("new chat")
    assert not is_start_over("new chat about nato")


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("tell me more about rutte", "rutte"),
        ("anything from britain", "britain"),
        ("tell me more", ""),
        ("is there more about rutte", ""),
    ],
)
def test_a_request_for_more_may_have_a_subject(message: str, subject: str) -> None:
    assert find_more_subject(message) == subject
    assert is_request_for_more(message) == (message == "tell me more")


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("and what about britain", NewSubject("britain", is_asked=True)),
        ("waht abuot britain", NewSubject("britain", is_asked=True)),
        ("and germany in march", NewSubject("germany in march", is_asked=False)),
        ("no, i meant poland", NewSubject("poland", is_asked=False)),
        ("nato instead", NewSubject("nato", is_asked=False)),
        ("no news from lisbon", None),
        ("when did sweden join nato", None),
    ],
)
def test_a_new_subject_is_asked_for_or_added(message: str, subject: NewSubject | None) -> None:
    assert find_new_subject(message) == subject


def test_a_conjunction_is_stripped_once() -> None:
    assert strip_conjunction("and, when") == "when"
    assert strip_conjunction("and so when") == "so when"
    assert strip_conjunction("andorra") == "andorra"


def test_a_whole_message_begins_like_a_question_or_statement() -> None:
    assert is_whole("did sweden join")
    assert not is_whole("diderot")
