""" "[…]" stands where words of an article are left out, wherever answers are shown."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from markdown_it import MarkdownIt
from rich.console import Console

from assistant.chat.chat_json import Exchange
from assistant.chat.turn_json import dump_turn, load_turn
from assistant.core.answer import Answer, AnswerSentence, Status
from assistant.core.surroundings import Surroundings
from assistant.present.citation_text import GAP, format_answer, format_ending, format_sentence
from assistant.present.export.chat_markdown import render_chat_markdown
from assistant.present.export.chat_page import render_chat_page
from assistant.present.html.chat_view import Pending, render_chat
from assistant.present.terminal.answer_text import show_answer
from assistant.server.openai.chat_shapes import make_annotations
from assistant.wire.json_output import make_answer_json
from tests.assistant.chat.turns import citation_of, turn_of_quotes
from tests.assistant.parsed_page import Page

SERVER = "http://127.0.0.1:7860/"
TERMS, PAID, OPEN = (
    citation_of("Brandt gave the terms."),
    citation_of("The crews are paid.", 2),
    citation_of("The quay stays open.", 3),
)
SNOW = citation_of("Snow fell in Torp.", 4, article_id="snow")
CITATIONS = (TERMS, PAID, OPEN, SNOW)
SENTENCES = (
    AnswerSentence(TERMS.quote, (1,)),
    AnswerSentence(PAID.quote, (2,)),
    AnswerSentence(OPEN.quote, (3,), has_gap=True, is_best=True),
    AnswerSentence(SNOW.quote, (4,)),
)
ANSWER = Answer("What were the terms?", Status.ANSWERED, 0.8, SENTENCES, CITATIONS, ())
TURN = replace(turn_of_quotes("What were the terms?", *CITATIONS), sentences=SENTENCES)
SHOWN = (
    "Brandt gave the terms. [1]\n\nThe crews are paid. [2]\n\n"
    "[…] The quay stays open. [3]\n\nSnow fell in Torp. [4]"
)


def test_text_shows_it_and_its_marks_hold() -> None:
    text = format_answer(ANSWER)
    assert text.text.startswith(f"{SHOWN}\n\nReferences:")
    quotes = [text.text[mark.start : mark.end] for mark in text.marks]
    assert quotes == [one.quote for one in CITATIONS]
    assert GAP.join(map(format_sentence, SENTENCES)) + format_ending(ANSWER) == text.text


def test_annotations_of_openais_interface_hold() -> None:
    text = format_answer(ANSWER)
    found = [note.url_citation for note in make_annotations(ANSWER, text)]
    quotes = [text.text[one.start_index : one.end_index] for one in found]
    assert quotes == [one.quote for one in CITATIONS]


def test_the_terminal_shows_it_and_keeps_articles_apart() -> None:
    file = StringIO()
    show_answer(Console(file=file, width=200), ANSWER)
    assert file.getvalue().startswith(
        "\n▏ Brandt gave the terms. [1]\n▏ The crews are paid. [2]\n"
        "▏ […] The quay stays open. [3]\n\n▏ Snow fell in Torp. [4]\n\n[1] "
    )


def test_json_has_it() -> None:
    sentences = make_answer_json(ANSWER)["sentences"]
    assert [one["has_gap"] for one in sentences] == [False, False, True, False]
    assert [one["is_best"] for one in sentences] == [False, False, True, False]


def test_the_screen_shows_it_outside_the_quotation() -> None:
    for html in (
        render_chat([Exchange(TURN)]),
        render_chat([], Pending(TURN.asked, sentences=SENTENCES, citations=CITATIONS)),
    ):
        assert html.count("[…] <q>The quay stays open.</q>") == 1
        assert html.count("[…] <q>") == 1


def test_exports_show_it() -> None:
    markdown = render_chat_markdown([TURN], SERVER)
    assert "> \\[…\\] The quay stays open. [" in markdown
    assert markdown.count("…") == 1
    page = " ".join(Page(render_chat_page([TURN], SERVER)).text.split())
    assert "[…] The quay stays open." in page
    assert page.count("[…]") == 1
    rendered = " ".join(Page(MarkdownIt("commonmark").render(markdown)).text.split())
    assert "[…] The quay stays open." in rendered


def test_a_stored_turn_keeps_it_and_an_old_one_has_none() -> None:
    stored = dump_turn(TURN)
    assert load_turn(stored) == TURN
    for sentence in stored["sentences"]:
        del sentence["has_gap"], sentence["is_best"]
    assert not any(one.has_gap for one in load_turn(stored).sentences)


def test_quotations_have_the_direction_of_their_script() -> None:
    said = citation_of("قال العمدة إن الميناء مفتوح.", title="الميناء")
    turn = turn_of_quotes("What did the mayor say?", said)
    page = Page(render_chat([Exchange(turn)]))
    directed = [tag for tag, attributes in page.elements if attributes.get("dir") == "auto"]
    assert directed.count("p") == 1
    assert '<p dir="auto"><q>قال العمدة' in render_chat([Exchange(turn)])
    beside = Exchange(turn, surroundings={1: Surroundings("كان البحر هادئا.")})
    assert 'class="said" dir="auto">كان' in render_chat([beside])
    assert '<blockquote dir="auto">' in render_chat_page([turn], SERVER)


def test_a_reply_to_thanks_is_no_missing_answer_in_exports() -> None:
    reply = "You are welcome."
    for asked, marked in (("Thanks!", False), ("Who built the lock?", True)):
        turn = replace(turn_of_quotes(asked), refusal=reply)
        assert ("**No answer.**" in render_chat_markdown([turn], SERVER)) is marked
        assert ("No answer." in Page(render_chat_page([turn], SERVER)).text) is marked
