"""Who says what: sources, cues and contents in the forms of news copy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article import Article, Span
from index.core.attribution import Attribution
from index.ingest.enrichment import read_attributions

pytestmark = pytest.mark.slow


def find(text: str) -> list[Attribution]:
    return read_attributions(Article("a", "", text))


def cut(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def tell(text: str) -> list[tuple[str, str, bool]]:
    """Speaker (else source), content and directness of all attributions."""
    return [
        (one.speaker or cut(text, one.source), cut(text, one.content), one.direct)
        for one in find(text)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "is_direct"),
    [
        ('"We stay," Ole Brekke said.', "Ole Brekke", '"We stay,"', True),
        ("“We stay,” said Ole Brekke.", "Ole Brekke", "“We stay,”", True),
        ("«We stay in Kel», Ole Brekke said.", "Ole Brekke", "«We stay in Kel»", True),
        ("''We stay in Kel,'' Ole Brekke said.", "Ole Brekke", "''We stay in Kel,''", True),
        ("‘We all stay in Kel,’ Ole Brekke said.", "Ole Brekke", "‘We all stay in Kel,’", True),
        ("“Will we stay?” Ole Brekke asked.", "Ole Brekke", "“Will we stay?”", True),
        ("Ole Brekke told reporters: “We stay here.”", "Ole Brekke", "“We stay here.”", True),
        (
            "Ole Brekke scolded him: “You never came back.”",
            "Ole Brekke",
            "“You never came back.”",
            True,
        ),
        ("“The road is lost.” — Ilse Graen", "Ilse Graen", "“The road is lost.”", True),
        (
            "Ole Brekke said that the dam had broken.",
            "Ole Brekke",
            "that the dam had broken",
            False,
        ),
        ("Ole Brekke also said the dam had broken.", "Ole Brekke", "the dam had broken", False),
        (
            "Ole Brekke had earlier said the dam had broken.",
            "Ole Brekke",
            "the dam had broken",
            False,
        ),
        (
            "Ole Brekke later told the council that the dam had broken.",
            "Ole Brekke",
            "that the dam had broken",
            False,
        ),
        (
            "Envoy Ole Brekke of Norland said the dam had broken.",
            "Ole Brekke",
            "the dam had broken",
            False,
        ),
        (
            "The dam had broken, Ole Brekke said on Monday.",
            "Ole Brekke",
            "The dam had broken",
            False,
        ),
        (
            "According to Ole Brekke, the dam had broken.",
            "Ole Brekke",
            "the dam had broken",
            False,
        ),
        ("Ole Brekke believes the dam is safe.", "Ole Brekke", "the dam is safe", False),
        ("Ole Brekke called for a new dam.", "Ole Brekke", "a new dam", False),
        ("Ole Brekke criticised the new dam.", "Ole Brekke", "the new dam", False),
    ],
)
def test_forms_of_speech(text: str, speaker: str, content: str, is_direct: bool) -> None:
    assert (speaker, content, is_direct) in tell(text)


def test_a_quotation_goes_on_behind_its_speaker() -> None:
    text = "“We stay,” Ole Brekke said. “Nobody will move us. We were born here.”"
    (one,) = find(text)
    assert cut(text, one.content) == "“We stay,” … “Nobody will move us. We were born here.”"


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "Ole Brekke said: “We stay.\n\n“Nobody will move us.”"
    (one,) = find(text)
    assert cut(text, one.content) == "“We stay. … “Nobody will move us.”"


def test_a_colon_announces_the_next_paragraph() -> None:
    text = "The mayor, Ilse Graen, wrote in her column:\n\n“Nobody will move us from here.”"
    assert ("Ilse Graen", "“Nobody will move us from here.”", True) in tell(text)


def test_the_turns_of_a_transcript() -> None:
    text = "GRAEN: We stay.\n\nHOLT: Why is that?\n\nGRAEN: We were born here."
    assert [(name, content) for name, content, _ in tell(text)] == [
        ("GRAEN", "We stay."),
        ("HOLT", "Why is that?"),
        ("GRAEN", "We were born here."),
    ]


def test_who_is_spoken_to_does_not_speak() -> None:
    text = "Ole Brekke told Emma Torp that she had broken the treaty."
    (one,) = find(text)
    assert one.speaker == "Ole Brekke"
    assert cut(text, one.addressee) == "Emma Torp"


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke on Monday. Water filled the valley.",
        "The “old dam” broke on Monday.",
        "Tickets cost £5. Doors open at 6 p.m.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "“ “ “ ” ”",
        '"""""',
        "he said " * 300,
        "A" * 30_000,
        "“We stay",
        "” she said “",
        "''",
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    check_spans(text)


@given(st.text(alphabet='“”"‘’«» .,:\n—AbHeshesaidMr Graen', max_size=120))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    check_spans(text)


def check_spans(text: str) -> None:
    for one in find(text):
        assert one.content
        for spans in (one.source, one.cue, one.content, one.addressee):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert list(spans) == sorted(spans)
