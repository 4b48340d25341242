"""Names, offices and pronouns are resolved within an article, or left unresolved."""

from __future__ import annotations

import pytest

from index.core.article import Article
from index.ingest.enrichment import read_attributions

pytestmark = pytest.mark.slow


def speakers(text: str) -> list[str]:
    return [one.speaker for one in read_attributions(Article("a", "", text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Ilse Graen opened the dam. Graen said it was safe.", "Ilse Graen"),
        ("Mayor Ilse Graen opened the dam. Mrs Graen said it was safe.", "Ilse Graen"),
        ("Mayor Ilse Graen opened the dam. “It is safe,” she said.", "Ilse Graen"),
        ("Ilse Graen, the mayor of Kel, opened the dam. The mayor said it was safe.", "Ilse Graen"),
        (
            "Palace spokesman Tor Haugen came late. The spokesman said it had snowed.",
            "Tor Haugen",
        ),
        (
            "Coach Emil Brandt resigned after four defeats. “I am tired,” he told reporters.",
            "Emil Brandt",
        ),
        ("The envoy, Lea Bakke, who said that the talks had failed, left at noon.", "Lea Bakke"),
    ],
)
def test_a_speaker_is_found_again(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        # Two people share the surname.
        "Karl Mohr met his sister Rita Mohr in Kel. Mohr said the talks had failed.",
        # Two men are named, and neither spoke before.
        "Karl Mohr met Tor Haugen in Kel. “The talks have failed,” he said.",
        # "He" is the leader, whose name is not known.
        "Karl Mohr spoke at noon. The other leader called that false. “It is false,” he said.",
        # Nobody is named.
        "“The talks have failed,” he said.",
        "Officials said the talks had failed.",
        "“The talks have failed,” they said.",
    ],
)
def test_an_uncertain_speaker_stays_unresolved(text: str) -> None:
    assert speakers(text)[-1] == ""


_LAST_SPEAKER = "Minister Karl Mohr spoke at noon. Mohr said the talks had failed.\n\n"


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("King Olav IV sent a letter. He said the talks were a shame.", "Olav IV"),
        ("Tor Haugen raised his voice. “You are wrong,” he told the guests.", "Tor Haugen"),
        # Two are named in the paragraph.
        ("Tor Haugen met Emil Brandt at the door. He said it had snowed.", ""),
    ],
)
def test_he_is_the_only_subject_of_his_paragraph(paragraph: str, speaker: str) -> None:
    assert speakers(_LAST_SPEAKER + paragraph)[-1] == speaker


def test_she_is_not_the_man_who_spoke_last() -> None:
    text = (
        "Mr Karl Mohr and Mrs Rita Sand met in Kel. Mohr said the talks had failed. "
        "“They have not,” she said."
    )
    assert speakers(text)[-1] == "Rita Sand"


def test_the_office_is_told_with_the_name() -> None:
    text = "Palace spokesman Tor Haugen came late. Haugen said the road was icy."
    (one,) = read_attributions(Article("a", "", text))
    assert (one.speaker, one.office) == ("Tor Haugen", "Palace spokesman")
