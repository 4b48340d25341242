"""Forms in which the marks, the layout or a phrase say who speaks, and where the content ends."""

from __future__ import annotations

import pytest

from index.core.article import Article, Span
from index.core.attribution import Attribution
from index.ingest.enrichment import read_attributions

pytestmark = pytest.mark.slow


def find(text: str) -> list[Attribution]:
    return read_attributions(Article("a", "", text))


def cut(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def tell(text: str) -> list[tuple[str, str]]:
    """Speaker (else source) and content of all attributions."""
    return [(one.speaker or cut(text, one.source), cut(text, one.content)) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "‘My son said, “Mother, sell the boat,”’ Ilse Graen recalled.",
            "‘My son said, “Mother, sell the boat,”’",
        ),
        (
            "'They shouted \"Out with you\" all night,' Ilse Graen said.",
            "'They shouted \"Out with you\" all night,'",
        ),
        (
            "“I asked him, ‘Where is the boat?’” Ilse Graen said.",
            "“I asked him, ‘Where is the boat?’”",
        ),
        (
            "\"The sign says 'Keep off the ice',\" Ilse Graen said.",
            "\"The sign says 'Keep off the ice',\"",
        ),
        (
            "‘We read “closed” on every door,’ Ilse Graen said. ‘Nobody told us why.’",
            "‘We read “closed” on every door,’ … ‘Nobody told us why.’",
        ),
        (
            "“He said to me, ‘Stay.’ I went,” Ilse Graen said.",
            "“He said to me, ‘Stay.’ I went,”",
        ),
        (
            "‘It was the boys’ boat and “nobody else’s”,’ Ilse Graen said.",
            "‘It was the boys’ boat and “nobody else’s”,’",
        ),
    ],
)
def test_a_quotation_inside_another(text: str, content: str) -> None:
    assert ("Ilse Graen", content) in tell(text)


def test_an_apostrophe_before_a_quotation_opens_none() -> None:
    text = "In the '90s the Graens' boat sank. “It was old,” Ole Brekke said."
    assert ("Ole Brekke", "“It was old,”") in tell(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Ilse Graen: “The road is lost.”", "Ilse Graen"),
        ("Ole Brekke: “The road is lost.”", "Ole Brekke"),
        ("ILSE GRAEN, HEAD OF RESEARCH, KEL BANK: “The road is lost.”", "ILSE GRAEN"),
        ('Fisheries Minister Ole Brekke: "The road is lost."', "Ole Brekke"),
        ("Ole Brekke, Kel Harbour: ‘The road is lost.’", "Ole Brekke"),
        ("Dr. Emma Torp: “The road is lost.”", "Emma Torp"),
    ],
)
def test_a_name_and_a_colon_before_a_quotation(text: str, speaker: str) -> None:
    (one,) = find(text)
    assert (one.speaker, one.direct) == (speaker, True)


@pytest.mark.parametrize(
    "text",
    ["The Last Word: “Goodbye.”", "The Secret of Kel: “Stay dry.”", "Our Motto: “Never late.”"],
)
def test_a_heading_and_a_colon_name_nobody(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "head",
    [
        "KEL, Norland (NW) — ",
        "KEL, March 5 (Norland Wire) - ",
        "NORTH KEL — ",
        "Kel, 5 March – ",
        "KEL (NW) -- ",
    ],
)
def test_a_dateline_is_no_content(head: str) -> None:
    text = head + "The dam above the town has burst, Ole Brekke said."
    assert ("Ole Brekke", "The dam above the town has burst") in tell(text)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("In Ole Brekke's view, the dam is safe.", "Ole Brekke", "the dam is safe"),
        ("In the opinion of Ole Brekke, the dam is safe.", "Ole Brekke", "the dam is safe"),
        ("The dam, in Ole Brekke's words, is safe.", "Ole Brekke", "The dam … is safe"),
        ("By Ole Brekke's account, the dam is safe.", "Ole Brekke", "the dam is safe"),
        ("In the words of Ole Brekke, “the dam is safe”.", "Ole Brekke", "“the dam is safe”"),
        (
            "In their view, “the dam is as safe as a house”.",
            "their",
            "“the dam is as safe as a house”",
        ),
    ],
)
def test_a_view(text: str, source: str, content: str) -> None:
    assert (source, content) in tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "The dam stood in full view of the town.",
        "The town put its faith in his words.",
        "She paid the money in by her account.",
        "There is beauty in the eye of the storm.",
    ],
)
def test_what_is_no_view(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "behind",
    [
        "told the crowd.",
        "told a crowd outside.",
        "told the people of Kel.",
        "asked him.",
        "told reporters on Monday.",
        "told the Kel Courier.",
    ],
)
def test_who_is_spoken_to_is_no_content(behind: str) -> None:
    text = f"“The road was open all night,” Ole Brekke {behind}"
    (one,) = find(text)
    assert (one.speaker, one.direct) == ("Ole Brekke", True)
    assert cut(text, one.content) == "“The road was open all night,”"


@pytest.mark.parametrize("hearer", ["an inquiry", "the court", "a crowd", "the council", "MPs"])
def test_what_is_told_is_the_clause(hearer: str) -> None:
    text = f"Ole Brekke told {hearer} that the letters were lost."
    assert ("Ole Brekke", "that the letters were lost") in tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "The dam, Ole Brekke said, is safe.",
        "The dam, in Ole Brekke's view, is safe.",
        "According to Ole Brekke, the dam is safe.",
        "The dam, according to Ole Brekke, is safe.",
        "The dam, Ole Brekke warned on Monday, is not safe.",
    ],
)
def test_the_stop_of_the_sentence_is_no_content(text: str) -> None:
    assert not tell(text)[0][1].endswith(".")


@pytest.mark.parametrize("verb", ["urged", "asked", "told", "advised", "ordered", "pressed"])
def test_an_order_says_who_is_to_follow_it(verb: str) -> None:
    text = f"Ole Brekke {verb} residents to leave the valley."
    assert ("Ole Brekke", "residents to leave the valley") in tell(text)


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("HALLORAN", "Mary Halloran"),
        ("MARY HALLORAN", "Mary Halloran"),
        ("SENATOR HALLORAN", "Mary Halloran"),
        ("HALLORAN (on tape)", "Mary Halloran"),
        ("TEAGUE", "TEAGUE"),
        ("REPORTER", ""),
        ("UNIDENTIFIED MALE", ""),
    ],
)
def test_the_speaker_of_a_turn(label: str, speaker: str) -> None:
    text = (
        "Senator Mary Halloran spoke to this station on Monday.\n\n"
        f"{label}: We stay.\n\nHOST: Why?\n\n{label}: We were born here."
    )
    assert find(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    "subject",
    [
        "The losing coach, Emma Torp, shrugged.",
        "Emma Torp shrugged.",
        "Emma Torp, the losing coach, shrugged.",
        "Then Emma Torp spoke up.",
        "At the very end Emma Torp turned to the crowd.",
    ],
)
def test_a_paragraph_about_somebody_else(subject: str) -> None:
    text = f"“It was luck,” Ilse Graen said. “I know.”\n\n{subject} “It was a foul,” she said."
    assert find(text)[-1].speaker == "Emma Torp"


def test_a_pronoun_before_its_name_is_left_open() -> None:
    text = "Ole Brekke said no.\n\nAsked whether he believed the report, Karl Mohr left."
    believed = next(one for one in find(text) if "report" in cut(text, one.content))
    assert believed.speaker != "Ole Brekke"


@pytest.mark.parametrize(
    "text",
    [
        "His appeal had gone unheeded.",
        "The boat went down at noon.",
        "She is going to Kel.",
        "The milk has gone off.",
        "The prices went up again.",
    ],
)
def test_to_go_is_no_speech(text: str) -> None:
    assert find(text) == []
