"""The addresses of the screen: what is made is parsed again, and nonsense says what is wrong."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.resolution.resolve_followup import accept_as_typed
from assistant.chat.resolved_question import ResolvedQuestion
from assistant.present.html.screen_address import (
    MAX_ADDRESS,
    ScreenAddress,
    make_question_address,
    make_search_address,
    parse_address,
)
from index.core.article import Filters
from index.core.errors import PublicError

NARROW = Filters("2024-02", "2025", ("Kel Wire", "Lund & Co"), "2025-03-20", speaker="Ada Holm")


def test_a_question_and_its_filters() -> None:
    address = make_question_address(accept_as_typed("Who won?", NARROW))
    assert address == (
        "/?q=Who+won%3F&after=2024-02&before=2025&source=Kel+Wire&source=Lund+%26+Co"
        "&as_of=2025-03-20&speaker=Ada+Holm"
    )
    assert parse_address(address[1:]) == ScreenAddress("Who won?", NARROW)


def test_dates_that_are_mere_words_stay_so() -> None:
    address = make_question_address(accept_as_typed("In May", reads_dates=False))
    assert address == "/?q=In+May&typed=1"
    assert parse_address(address[1:]) == ScreenAddress("In May", reads_dates=False)


def test_a_follow_up_has_the_address_of_what_it_means() -> None:
    asked = ResolvedQuestion("and in Kel?", "Who paid in Kel?", carried=True)
    assert make_question_address(asked) == "/?q=Who+paid+in+Kel%3F"


def test_a_period_that_the_words_name_is_no_filter() -> None:
    asked = ResolvedQuestion(
        "What was in May 2024?", "x", Filters("2024-05", "2024-05"), phrase="May"
    )
    assert make_question_address(asked) == "/?q=What+was+in+May+2024%3F"


def test_a_search_and_its_order() -> None:
    address = make_search_address("tide", Filters(after="2024"), "newest")
    assert address == "/?q=tide&after=2024&order=newest#search"
    assert make_search_address("", Filters(), "") == "/#search"


def test_a_search_and_the_one_it_is_compared_with() -> None:
    address = make_search_address("tide", Filters(), "", '"sea level" & more')
    assert address == "/?q=tide&compare=%22sea+level%22+%26+more#search"
    parsed = parse_address(address.removeprefix("/?").removesuffix("#search"))
    assert (parsed.words, parsed.compared) == ("tide", '"sea level" & more')


@given(st.text(min_size=1), st.lists(st.text(min_size=1, max_size=200), max_size=5))
def test_any_words_are_parsed_on_one_line(words: str, outlets: list[str]) -> None:
    asked = accept_as_typed(words, Filters(sources=tuple(outlets)))
    parsed = parse_address(make_question_address(asked)[1:])
    assert parsed.words == " ".join(parsed.words.split())
    assert parsed.words == asked.typed
    assert len(parsed.filters.sources) <= len(outlets)


@given(st.text())
def test_any_address_is_parsed_or_refused(query: str) -> None:
    with suppress(PublicError):
        filters = parse_address(query).filters
        # Dates that are none do not come through.
        assert (filters.first_second is None) == (filters.after is None)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("after=2025-02-30", "'2025-02-30' is not a date"),
        ("before=soon", "'soon' is not a date"),
        ("as_of=<b>", "'<b>' is not a date"),
        ("speaker=" + "a" * 201, "at most 200"),
        ("source=" + "a" * 201, "at most 50 outlets"),
        ("&".join(f"source={n}" for n in range(51)), "at most 50 outlets"),
        ("a=1&" * 101, "more than 100 fields"),
        ("q=" + "a" * MAX_ADDRESS, "more than 40,000"),
        ("long=1", "more than 40,000"),
    ],
)
def test_nonsense_is_refused_with_the_reason(query: str, said: str) -> None:
    with pytest.raises(PublicError, match=said):
        parse_address(query)
