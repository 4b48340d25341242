"""An answer in a script or a notebook: its text with `str`, one line with `repr`."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from assistant.core.answer import Answer, AnswerSentence, Citation, Status
from tests.assistant.build import article_of, hit_of

HITS = (hit_of(article_of("Rain fell.", *["Hail fell."] * 500), {0: 0.5, 500: 0.5}),)


def cite(number: int, source: str, published: str | None, title: str) -> Citation:
    return Citation(number, f"a{number}", title, source, published, "", "p", 0, 10, "Rain fell.")


def test_an_answer_is_its_text() -> None:
    cited = (cite(1, "Kel Wire", "2025-03-17", "Rain\nin Kel"), cite(2, "", None, "A wet day"))
    sentences = (AnswerSentence("Rain fell.", (1, 2)), AnswerSentence("Hail fell.", (2,)))
    answer = Answer("Was it wet?", Status.ANSWERED, 0.9, sentences, cited, HITS)
    assert str(answer).split("\n") == [
        "Rain fell. [1][2]",
        "Hail fell. [2]",
        "",
        "[1] Kel Wire, 2025-03-17, Rain in Kel",
        "[2] A wet day",
    ]
    assert repr(answer) == "<Answer to 'Was it wet?': answered, 2 sentences, 1 hits>"


def test_a_refusal_is_its_reason() -> None:
    answer = Answer("Who won?\n", Status.NO_EVIDENCE, 0.1, (), (), HITS, missing=("Kel",))
    assert str(answer) == answer.refusal
    assert "“Kel”" in str(answer)
    assert repr(answer) == r"<Answer to 'Who won?\n': no_evidence, 0 sentences, 1 hits>"


def render(answer: Answer) -> str:
    return str(MarkdownIt().render(answer._repr_markdown_()))


def test_a_notebook_shows_quotations_and_links() -> None:
    cited = replace(cite(1, "Kel Wire", "2025-03-17", "Rain"), url="https://kel.example/a?b=c d>")
    sentences = (AnswerSentence("Rain fell.", (1,)), AnswerSentence("Hail fell.", (1,)))
    html = render(Answer("Was it wet?", Status.ANSWERED, 0.9, sentences, (cited,), HITS))
    assert html.count("<blockquote>") == 2
    assert "Rain fell. [1]" in html
    assert '<a href="https://kel.example/a?b=c%20d%3E">[1] Kel Wire, 2025-03-17, Rain</a>' in html


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "[x](javascript:a)", "# *Big*"])
def test_a_notebook_shows_hostile_text_as_it_is(text: str) -> None:
    cited = replace(cite(1, text, None, text), url="javascript:alert(1)")
    sentences = (AnswerSentence(text, (1,)),)
    html = render(Answer(text, Status.ANSWERED, 0.9, sentences, (cited,), HITS))
    assert not re.search(r"<(?:img|a|h1|em)\b", html)
    refusal = Answer(text, Status.NO_EVIDENCE, 0.1, (), (), HITS, reason=text)
    assert not re.search(r"<(?:img|a|h1|em)\b", render(refusal))
