"""The templates of the screen: each compiles, none lets text through as HTML, words agree."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from jinja2 import UndefinedError
from jinja2.nodes import Filter, ScopedEvalContextModifier

from assistant.chat.chat_json import Exchange
from assistant.chat.resolution.resolve_followup import accept_as_typed
from assistant.chat.turn import NearArticle, Turn
from assistant.core.answer import AskedPeriod, EventTime, PeriodUse, Status
from assistant.present.html.chat_view import Pending, render_chat, render_welcome
from assistant.present.html.environment import load_environment, render
from assistant.present.html.template_filters import (
    Stretch,
    format_count,
    format_percent,
    mark_spans,
    shorten,
)
from index.core.article import Filters, Span
from tests.assistant.chat.turns import ASKED, citation_of, turn_of_quotes
from tests.assistant.parsed_page import Page

EVIL = "</p><script>x</script>\"'><img src=x onerror=x> &amp; {{ 7 * 7 }}"
TEMPLATES = load_environment().list_templates()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_marks_nothing_as_safe(name: str) -> None:
    env = load_environment()
    assert env.loader
    tree = env.parse(env.loader.get_source(env, name)[0])
    env.get_template(name)
    filters = {one.name for one in tree.find_all(Filter)}
    assert not filters & {"safe", "forceescape", "xmlattr", "urlize"}
    assert not list(tree.find_all(ScopedEvalContextModifier))


def test_a_value_that_a_template_lacks_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("masthead.html")


def make_chat(text: str) -> Page:
    """A chat in which every text is this one: an answer, a refusal, and a failure."""
    cited = citation_of(text, title=text, source=text, url=text)
    closest = NearArticle("a", text, text, None, text)
    refused = Turn(
        accept_as_typed(text, Filters(None, None, (text,))), Status.NO_EVIDENCE, 0.1, (), (), text,
        (closest,),
    )  # fmt: skip
    turns = (turn_of_quotes(text, cited), refused)
    exchanges = [Exchange(turn, scope=text, note=text) for turn in turns]
    return Page(render_chat(exchanges, Pending(accept_as_typed(text), failure=text)))


def test_hostile_text_makes_no_element_and_no_attribute() -> None:
    hostile, harmless = make_chat(EVIL), make_chat("Rain fell.")
    assert hostile.tags == harmless.tags
    assert [sorted(one) for _, one in hostile.elements] == [
        sorted(one) for _, one in harmless.elements
    ]
    # Question, quotation, its card and copy, refusal, closest, notes, failure: text as it stands.
    assert hostile.text.count(EVIL) == harmless.text.count("Rain fell.") > 10


def test_an_example_is_sent_as_it_stands() -> None:
    page = Page(render_welcome([EVIL]))
    assert [one["data-question"] for tag, one in page.elements if tag == "button"] == [EVIL]
    assert "For example" not in render_welcome([])


def test_the_evidence_button_stands_at_the_last_exchange_if_nothing_follows_it() -> None:
    exchanges = [Exchange(ASKED), Exchange(ASKED)]
    page = render_chat(exchanges)
    assert page.count("show-evidence") == 1
    assert page.index("show-evidence") > page.index('id="turn-1"')
    assert "show-evidence" not in render_chat(exchanges, Pending(ASKED.asked, waiting="Searching"))
    assert "show-evidence" not in render_chat(exchanges, notice="Too long")


def test_a_pending_question_is_busy_until_it_has_failed() -> None:
    busy = re.compile(r'aria-busy="(\w+)"')
    assert busy.findall(render_chat([], Pending(ASKED.asked, waiting="Searching"))) == ["true"]
    quoted = Pending(ASKED.asked, sentences=ASKED.sentences, citations=ASKED.citations)
    page = render_chat([Exchange(ASKED)], quoted)
    assert busy.findall(page) == ["false", "true"]
    # The ids of a page are its own: the second answer is that of turn 1.
    assert re.findall(r'id="(card-[\d-]+)"', page) == ["card-0-1", "card-1-1"]
    assert busy.findall(render_chat([], Pending(ASKED.asked, failure="No"))) == ["false"]


def test_no_space_parts_a_sentence_from_its_mark() -> None:
    assert '</q>\u2060<span class="cite">' in render_chat([Exchange(ASKED)]).replace(
        "&#8288;", "\u2060"
    )


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 articles"), (1, "1 article"), (12345, "12,345 articles")]
)
def test_a_number_of_things(number: int, words: str) -> None:
    assert format_count(number, "article") == words


@pytest.mark.parametrize(("part", "width"), [(-0.2, "0"), (0.256, "26"), (1, "100"), (1.7, "100")])
def test_a_bar_is_never_longer_than_the_whole(part: float, width: str) -> None:
    assert format_percent(part) == width


def test_a_text_that_is_cut_says_so() -> None:
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdef", 5) == "abcde…"


def test_marked_stretches_are_the_whole_text() -> None:
    found = list(mark_spans("abcdefgh", [Span(3, 6), Span(1, 4), Span(2, 3), Span(7, 99)]))
    assert found == [
        Stretch("a"),
        Stretch("bcd", Span(1, 4)),
        Stretch("ef", Span(3, 6)),
        Stretch("g"),
        Stretch("h", Span(7, 99)),
    ]
    assert list(mark_spans("", [Span(0, 1)])) == []


def test_a_period_is_a_chip_that_can_be_undone() -> None:
    period = AskedPeriod("2025-03", None, "since <March>", PeriodUse.PREFERENCE)
    turn = replace(ASKED, period=period, note="That was <then>.")
    page = Page(render_chat([Exchange(turn)]))
    assert "Searching: from Mar 2025 Undo: ask just what I typed" in " ".join(page.text.split())
    assert "That was <then>." in page.text
    pending = Page(render_chat([], Pending(ASKED.asked, waiting="…", period=period)))
    assert "Searching: from Mar 2025" in " ".join(pending.text.split())
    only = replace(period, how=PeriodUse.FILTER)
    assert "from Mar 2025 only" in Page(render_chat([Exchange(replace(turn, period=only))])).text
    assert "Searching" not in Page(render_chat([Exchange(ASKED)])).text


def test_of_what_time_a_quotation_speaks_stands_beside_it() -> None:
    when = EventTime("2025-03-14", "2025-03-14", "on Friday", 5, 14)
    cited = replace(citation_of("Rain <fell> on Friday."), when=when)
    text = " ".join(Page(render_chat([Exchange(turn_of_quotes("When?", cited))])).text.split())
    assert "on Friday: 14 Mar 2025" in text
    dated = replace(cited, when=replace(when, phrase="on 14 March 2025"))
    again = Page(render_chat([Exchange(turn_of_quotes("When?", dated))])).text
    assert "on 14 March 2025:" not in again
