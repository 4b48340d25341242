"""A raised or lowered figure never becomes a part of the number or word before it."""

from __future__ import annotations

import pytest

from index.sources.raised import drop_marks, find_notes, write_lowered, write_raised


@pytest.mark.parametrize(
    ("before", "raised", "text"),
    [
        ("10", "6", "10⁶"),
        ("10", "-6", "10⁻⁶"),
        ("5 km", "2", "5 km²"),
        ("crowns", "12", "crowns¹²"),
        ("crowns", "1, 2", "crowns¹, ²"),
        ("crowns", "[3]", "crowns[³]"),
        ("crowns", "3)", "crowns³⁾"),
        ("x", "n+1", "xⁿ⁺¹"),
        ("x", "a", "x^a"),
        ("x", "a+b", "x^(a+b)"),
        ("2", "nd", "2nd"),
        ("21", "st", "21st"),
        ("the 4", "th ", "the 4th "),
        ("2", "a", "2ª"),
        ("Gadget", "TM", "Gadget™"),
        ("crowns", "*", "crowns*"),
        ("crowns", "see below", "crowns see below"),
        ("", "6", "⁶"),
        ("", "Above", "Above"),
        ("10", " 6", "10 ⁶"),
    ],
)
def test_raised(before: str, raised: str, text: str) -> None:
    assert before + write_raised(raised, before) == text


@pytest.mark.parametrize(
    ("before", "lowered", "text"),
    [("CO", "2", "CO₂"), ("log", "10", "log₁₀"), ("x", "max", "x_max"), ("", "1", "₁")],
)
def test_lowered(before: str, lowered: str, text: str) -> None:
    assert before + write_lowered(lowered, before) == text


def test_only_marks_of_notes_are_dropped() -> None:
    notes = find_notes(
        ["The mayor resigned.² It was 10³.", "² Without taxes.", "³In a speech.", "⁴ 5"]
    )
    assert notes == {"²", "³"}
    text = "The mayor²'s line,³ of 5 km² and 10³ tonnes,¹ costs 310² million crowns²,³ (taxes²)."
    expected = "The mayor's line, of 5 km² and 10³ tonnes,¹ costs 310² million crowns (taxes)."
    assert drop_marks(text, notes) == expected
    assert drop_marks("² Without taxes.", notes) == "² Without taxes."
    assert drop_marks(text, frozenset()) == text
