"""A comparison is shown under the names of its sides, wherever answers are shown."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from markdown_it import MarkdownIt
from rich.console import Console

from assistant.chat.chat_json import Exchange
from assistant.chat.turn import Turn
from assistant.chat.turn_json import dump_turn, load_turn
from assistant.core.agreement import Independence, SharedSource
from assistant.core.answer import Answer, AnswerSentence, Status
from assistant.present.citation_text import (
    GAP,
    format_answer,
    format_change,
    format_ending,
    format_sentence,
)
from assistant.present.export.chat_markdown import render_chat_markdown
from assistant.present.export.chat_page import render_chat_page
from assistant.present.html.chat_view import Pending, render_chat
from assistant.present.sides import group_by_side
from assistant.present.terminal.answer_text import show_answer
from assistant.wire.json_output import make_answer_json
from tests.assistant.chat.turns import citation_of, turn_of_quotes
from tests.assistant.parsed_page import Page

SERVER = "http://127.0.0.1:7860/"
SALT, SCHOOLS = citation_of("Salt must go."), citation_of("Salt pays for schools.", 2)
SENTENCES = (
    AnswerSentence(SALT.quote, (1,), "the mayor"),
    AnswerSentence(SCHOOLS.quote, (2,), "Torp"),
)
SIDES = ("the mayor", "Torp", "Quill <b>")
ANSWER = Answer("Compare them", Status.ANSWERED, 0.8, SENTENCES, (SALT, SCHOOLS), (), sides=SIDES)
TURN = replace(turn_of_quotes("Compare them", SALT, SCHOOLS), sentences=SENTENCES, sides=SIDES)


def test_each_side_has_its_sentences_in_the_order_of_the_question() -> None:
    groups = group_by_side(SIDES, SENTENCES)
    assert [each.name for each in groups] == list(SIDES)
    assert [len(each.sentences) for each in groups] == [1, 1, 0]
    assert [each.absence for each in groups] == ["", "", "Nothing found for Quill <b>."]
    assert groups[0].heading == "The mayor"


def test_another_answer_is_one_group_without_a_name() -> None:
    plain = tuple(replace(one, side="") for one in SENTENCES)
    (group,) = group_by_side((), plain)
    assert (group.heading, group.absence, group.sentences) == ("", "", plain)
    assert group_by_side((), ()) == []


def test_the_terminal_shows_the_sides() -> None:
    file = StringIO()
    show_answer(Console(file=file, width=200), ANSWER)
    assert file.getvalue().startswith(
        "\nThe mayor\n▏ Salt must go. [1]\n\n"
        "Torp\n▏ Salt pays for schools. [2]\n\n"
        "Quill <b>\n▏ Nothing found for Quill <b>.\n"
    )


def test_text_shows_the_sides_and_its_marks_hold() -> None:
    text = format_answer(ANSWER)
    assert text.text.startswith(
        "The mayor:\n\nSalt must go. [1]\n\nTorp:\n\nSalt pays for schools. [2]\n\n"
        "Nothing found for Quill <b>.\n\nReferences:\n"
    )
    quotes = {one.number: one.quote for one in ANSWER.citations}
    assert all(text.text[mark.start : mark.end] == quotes[mark.number] for mark in text.marks)


def test_a_stream_of_text_joins_to_the_text() -> None:
    parts, side = [], ""
    for sentence in SENTENCES:
        parts.append(format_change(sentence, side) + format_sentence(sentence))
        side = sentence.side
    assert GAP.join(parts) + format_ending(ANSWER) == format_answer(ANSWER).text


def test_json_has_the_sides() -> None:
    value = make_answer_json(ANSWER)
    assert value["sides"] == list(SIDES)
    assert [one["side"] for one in value["sentences"]] == ["the mayor", "Torp"]


def test_the_screen_shows_the_sides() -> None:
    page = Page(render_chat([Exchange(TURN)]))
    text = " ".join(page.text.split())
    assert text.index("The mayor") < text.index("Salt must go.") < text.index("Torp")
    assert "Nothing found for Quill <b>." in text
    pending = Pending(TURN.asked, sentences=SENTENCES[:1], citations=(SALT,))
    shown = Page(render_chat([], pending)).text
    assert "The mayor" in shown
    assert "Nothing found" not in shown


def test_exports_show_the_sides() -> None:
    markdown = render_chat_markdown([TURN], SERVER)
    assert markdown.index("### The mayor") < markdown.index("> Salt must go")
    assert markdown.index("### Torp") < markdown.index("> Salt pays")
    rendered = Page(MarkdownIt("commonmark").render(markdown)).text
    assert "Nothing found for Quill <b>." in rendered
    page = Page(render_chat_page([TURN], SERVER)).text
    assert page.index("The mayor") < page.index("Salt must go.") < page.index("Torp")
    assert "Nothing found for Quill <b>." in page


def test_a_shared_source_is_one_line_on_terminal_and_screen() -> None:
    shared = Independence(2, 1, (SharedSource("RIA <i>", (1, 2)),))
    line = "2 outlets, 1 source (shared: RIA <i>)"
    file = StringIO()
    show_answer(Console(file=file, width=200), replace(ANSWER, independence=shared))
    assert f"\n{line}\nConfidence 80%" in file.getvalue()
    turn = replace(TURN, independence=shared)
    assert line in Page(render_chat([Exchange(turn)])).text
    assert load_turn(dump_turn(turn)) == turn
    value = make_answer_json(replace(ANSWER, independence=shared))
    assert value["independence"] == {
        "outlets": 2,
        "sources": 1,
        "shared": [{"name": "RIA <i>", "citations": [1, 2]}],
    }


def test_a_stored_turn_keeps_the_sides() -> None:
    made = Turn.from_answer(TURN.asked, ANSWER)
    assert made.sides == SIDES
    assert load_turn(dump_turn(made)) == made
    old = dump_turn(made)
    del old["sides"]
    for sentence in old["sentences"]:
        del sentence["side"]
    assert load_turn(old).sides == ()
