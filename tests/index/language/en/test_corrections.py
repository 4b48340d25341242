"""A note of correction is found where it stands, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from index.language.en.publishing.corrections import find_correction, find_correction_date

BODY = "The mayor of Ostrell spoke on Monday.\n\nShe said that the bridge was safe.\n\n"

NOTES = [
    "Correction: An earlier version gave the wrong height of the bridge.",
    "CORRECTION — The bridge is 40 metres long.",
    "Correction (4 March 2025): The mayor is Ana Lind.",
    "Corrections & clarifications: The bridge is shorter.",
    "Clarification: The company did not comment.",
    "Correction appended: the year was wrong.",
    "(This story corrects the spelling of Lind.)",
    "(This March 3 story corrects paragraph 4 to say Tuesday.)",
    "(Corrects paragraph 3 to say million, not billion)",
    "[Corrects headline]",
    "This article was amended on 5 March 2025. The bridge is 40 metres long.",
    "• This article was amended on 12 March 2024 to remove a name.",
    "This story has been corrected to show that the bridge is older.",
    "This story was updated on 5 March 2025 to correct the name.",
    "This version corrects the spelling of Marchetti.",
    "An earlier version of this article misstated the date.",
    "In an earlier version of this story, the name was wrong.",
    "Because of an editing error, an earlier version of this article misstated the year.",
    "Editor's note: This story has been corrected to show the date.",
    "Editor’s Note: An earlier version of this report was wrong.",
    "[Editor's note: the figure was amended on 2025-03-05]",
    "EDS: CORRECTS spelling of name in graf 3",
    "We have corrected this article: the bridge is 40 metres long.",
]
OTHERS = [
    "Correction officers walked out on Monday.",
    "Corrections officials said no.",
    "“Correction: I never said that,” she added.",
    "Editor's note: This essay is the first of three.",
    "Editor's note: subscribe to our newsletter.",
    "This story was updated on 5 March with reaction.",
    "A market correction: that is what analysts expect.",
    "The earlier version of the bill failed.",
    "An earlier version of the bill had passed.",
    "She corrected the record.",
    "This article was written by Ana Lind.",
    "This page was produced in Ostrell.",
    "Clarifying the law took years.",
]


@pytest.mark.parametrize("note", NOTES)
def test_notes_are_found_at_the_end_and_at_the_beginning(note: str) -> None:
    for text in (BODY + note, note + "\n\n" + BODY, BODY.replace("\n\n", "\n") + note + "\n"):
        found = find_correction("The bridge", text)
        assert found is not None
        assert found.text.strip("()[]• ") in note


@pytest.mark.parametrize("paragraph", OTHERS)
def test_other_words_are_no_notes(paragraph: str) -> None:
    assert find_correction("The bridge", BODY + paragraph) is None


def test_a_note_in_the_middle_is_part_of_the_story() -> None:
    middle = "\n\n".join(["She spoke."] * 9)
    assert find_correction("T", f"{middle}\n\nCorrection: it rained.\n\n{middle}") is None


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("CORRECTED-Acme shares fall", "CORRECTED"),
        ("UPDATE 1-CORRECTED-Acme shares fall", "CORRECTED"),
        ("CORRECTED UPDATE 2-Acme shares fall", "CORRECTED"),
        ("REFILE-CORRECTED-Acme shares fall", "CORRECTED"),
        ("CORRECTION: Acme shares fall", "CORRECTION"),
        ("CLARIFICATION-Acme shares fall", "CLARIFICATION"),
        ("Acme shares fall (corrected)", "corrected"),
        ("Correction officers strike", None),
        ("Correction: a memoir", None),
        ("Corrected exams are late", None),
    ],
)
def test_a_mark_in_the_headline(title: str, mark: str | None) -> None:
    found = find_correction(title, BODY)
    assert (found and found.text) == mark


@pytest.mark.parametrize(
    "title", ["Corrections and clarifications", "Corrections", "Corrections: March 4"]
)
def test_a_column_of_corrections_is_about_other_articles(title: str) -> None:
    assert find_correction(title, NOTES[0]) is None


@pytest.mark.parametrize(
    ("note", "date"),
    [
        ("This article was amended on 5 March 2025. It rained.", "2025-03-05"),
        ("Correction (March 4, 2025): it rained.", "2025-03-04"),
        ("Correction, Tuesday, 4 March 2025: it rained.", "2025-03-04"),
        ("Clarification (2025-03-04): it rained.", "2025-03-04"),
        ("Correction: the flood was on 5 March 2025.", ""),
        ("(This March 3 story corrects the day.)", ""),
        ("Correction: it rained.", ""),
        ("Corrected on 31 February 2025: it rained.", ""),
    ],
)
def test_the_date_of_a_note(note: str, date: str) -> None:
    assert find_correction_date(note) == date
