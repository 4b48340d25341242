"""A broken word is put together where it is clear how it is written, and nowhere else."""

from __future__ import annotations

import pytest

from index.sources.layout.hyphens import join_broken, read_vocabulary


def join(text: str) -> str:
    """Lines with their breaks."""
    lines = text.split("\n")
    vocabulary = read_vocabulary(lines)
    joined = ""
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        content, separator = (line, "") if below is None else join_broken(line, below, vocabulary)
        joined += content + separator
    return joined


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        # The document has the word elsewhere, in one way.
        ("A re-\nform came. The Reform failed.", "A reform came. The Reform failed."),
        ("A well-\nknown man, well-known.", "A well-known man, well-known."),
        ("A well-\nknown man, well\u2010known.", "A well-known man, well\u2010known."),
        ("A mother-in-\nlaw, a mother-in-law.", "A mother-in-law, a mother-in-law."),
        ("In Nor-\nland. Norland is far.", "In Norland. Norland is far."),
        # In both ways, or in none.
        ("A re-\nform: reform or re-form?", "A re-\nform: reform or re-form?"),
        ("Of 1990-\n1995 and so.", "Of 1990-\n1995 and so."),
        ("The Baden-\nSee line.", "The Baden-\nSee line."),
        # Both parts are words, so both ways are.
        ("She re-\nsigned on Monday.", "She re-\nsigned on Monday."),
        ("A well-\nknown arbiter.", "A well-\nknown arbiter."),
        ("An anti-\nbody and an on-\nline text.", "An anti-\nbody and an on-\nline text."),
        ("An e-\nmail and an x-\nray.", "An e-\nmail and an x-\nray."),
        (
            "A per-\nmission, a non-\nprofit co-\noperation.",
            "A per-\nmission, a non-\nprofit co-\noperation.",
        ),
        # The parts are no words, but the whole is one.
        ("The transporta-\ntion plan.", "The transportation plan."),
        ("The gov-\nernment said.", "The government said."),
        ("In-\nformation was scarce.", "Information was scarce."),
        ("Their ad-\nministration and educa-\ntion.", "Their administration and education."),
        ("The anti-govern-\nment vote.", "The anti-government vote."),
        # A name begins the rest.
        ("The Trans-\nOrnian line.", "The Trans-\nOrnian line."),
        # A browser's hyphens, unless the text has such hyphens of its own.
        ("Die Verkehrs\u2010\nbetriebe.", "Die Verkehrsbetriebe."),
        (
            "The north\u2010south-Nor\u2010\nland line.",
            "The north\u2010south-Nor\u2010\nland line.",
        ),
        # Hyphens that only show where a word may be broken, and hyphens where it may not.
        ("Die Verkehrs\u00ad\nbetriebe.", "Die Verkehrsbetriebe."),
        ("A co\u2011\nop of farmers.", "A co\u2011op of farmers."),
        # No word is broken here.
        ("It ended -\nand began.", "It ended -\nand began."),
        ("It ended--\nand began.", "It ended--\nand began."),
        ("From A-\nto Z.", "From A-\nto Z."),
    ],
)
def test_broken_words(text: str, joined: str) -> None:
    assert join(text) == joined


def test_the_parts_of_broken_words_are_no_words() -> None:
    vocabulary = read_vocabulary(["The mayor of trans-", "porta and re-", "form."])
    assert vocabulary.words == {"the", "mayor", "of", "and"}


def test_a_long_line_without_words_is_read_once() -> None:
    line = "a-" * 500_000
    assert join_broken(line, line, read_vocabulary([])) == (line, "\n")
