"""Questions for somebody's words name a speaker, and a topic or none."""

from __future__ import annotations

import pytest

from index.language.en.speech.speech_questions import SpeechKind, read_speech_question

SAID, LIST = SpeechKind.SAID, SpeechKind.LIST


@pytest.mark.parametrize(
    ("question", "kind", "speaker", "topic"),
    [
        ("What did Graen say about the dam?", SAID, "Graen", "the dam"),
        (
            "What did the finance minister of Norland say?",
            SAID,
            "the finance minister of Norland",
            "",
        ),
        ("What has Tor Haugen said?", SAID, "Tor Haugen", ""),
        ("How did the Palace react to the strike?", SAID, "the Palace", "the strike"),
        ("What does Graen think of Holm?", SAID, "Graen", "Holm"),
        ("What is Graen's position on tolls?", SAID, "Graen", "tolls"),
        ("What was the reaction of the Palace to the strike?", SAID, "the Palace", "the strike"),
        ("According to Graen, how high is the dam?", SAID, "Graen", "how high is the dam"),
        (
            "How high is the dam according to the Kel Wire?",
            SAID,
            "the Kel Wire",
            "How high is the dam",
        ),
        ("Did Graen say that the dam was safe?", SAID, "Graen", "the dam was safe"),
        ("what Graen said about the dam", SAID, "Graen", "the dam"),
        ("List all statements by Graen", LIST, "Graen", ""),
        ("list all statements by Graen on tolls", LIST, "Graen", "tolls"),
        ("All quotes from Ilse Graen about Holm", LIST, "Ilse Graen", "Holm"),
        ("Everything Graen said about the dam", LIST, "Graen", "the dam"),
        ("Show me what Graen has said on tolls", LIST, "Graen", "tolls"),
        ("Graen's statements on the dam", LIST, "Graen", "the dam"),
    ],
)
def test_speech_questions(question: str, kind: SpeechKind, speaker: str, topic: str) -> None:
    found = read_speech_question(question)
    assert found is not None
    assert (found.kind, found.speaker, found.topic) == (kind, speaker, topic)


@pytest.mark.parametrize(
    "question",
    [
        "What did he say?",
        "What did people say about it?",
        "Who said that the dam was safe?",
        "Which countries said no?",
        "What happened in Kel?",
        "Why did Graen tell Holm to go?",
        "",
        "?" * 500,
        "what did " * 200,
    ],
)
def test_other_questions(question: str) -> None:
    assert read_speech_question(question) is None
