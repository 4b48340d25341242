"""A comparison on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.assistant.conftest import Run

QUESTION = "How do Peskov and Quillfeather differ on foreign troops?"


def test_the_answer_stands_under_the_names(run: Run, samples_home: Path) -> None:
    ran = run("--home", samples_home, "ask", QUESTION)
    assert ran.code == 0
    assert ran.out.startswith("\nPeskov\n▏ ")
    assert "\n\nQuillfeather\n▏ Nothing found for Quillfeather.\n\n[1] " in ran.out


def test_json_names_the_side_of_each_sentence(run: Run, samples_home: Path) -> None:
    answer = json.loads(run("--home", samples_home, "ask", QUESTION, "--json").out)
    assert answer["sides"] == ["Peskov", "Quillfeather"]
    assert {sentence["side"] for sentence in answer["sentences"]} == {"Peskov"}
