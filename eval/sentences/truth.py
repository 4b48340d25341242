"""The paragraphs and sentence ends of wire copy, as its layout and its words show them. Pure.

The paragraphs of the copy begin with blanks, so where one begins is known without any splitter. The
rules for ends of sentences are few and strict, and share nothing with those that they judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# The lines of a paragraph, without blanks around them.
Paragraph = tuple[str, ...]

# The end of transmission stands alone in the last line.
_BLANK = " \t\x03"
# Columns that blanks or dots hold apart.
_COLUMNS = re.compile(r"[^\s.?!:;,\"']\s{3,}\S|\t|\.{6}|(?:- ){3}|-{4}")
_FEW_WORDS = 8
# Of the text before and after a place, so many characters tell whether a sentence ends there.
REACH = 60
_END_MARK = re.compile(r"[.?!…][\"'”’)\]]*$")
_SHORTENED = re.compile(
    r"(?:^|[\s(\"/<-])(?:(?:[A-Za-z]\.)+|(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sen|Rep|Gov|Atty|Hon|Prof|Rev|No|Nos"
    r"|Inc|Corp|Co|Cos|Ltd|Plc|Bros|Jr|Sr|vs|etc|approx|dept|Dept|govt|Govt|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Mass|Conn|Tex|Fla|Ill|Pa|Va|Wash|Ore|Minn|Mich|Mo"
    r"|Tenn|Ala|Ariz|Colo|Wis)\.)[\"')\]]*$"
)
# Words that begin a sentence whenever they have a capital, as good as always.
_OPENERS = (
    "The|A|An|He|She|It|They|We|I|This|That|These|Those|There|In|But|However|At|On|If|When|While"
    "|After|Although|As|Under|His|Her|Their|Its|Some|Many|Most|Last|Both|Since|Earlier"
)
_OPENER = re.compile(rf"[\"'“‘(]*(?:{_OPENERS})\b")
_SURE_END = re.compile(
    rf"(?<![A-Za-z.])[a-z]{{4,30}}[.?!][\"']?(?=\s+[\"'“]?(?:{_OPENERS})\s+[a-z])"
)
_SHORTENED_WORDS = frozenset(("approx", "dept", "govt", "assn", "intl", "dlrs", "incl"))


def read_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs: one begins with each line that begins with a blank, and after empty lines."""
    paragraphs: list[list[str]] = []
    is_open = False
    for line in text.split("\n"):
        if not line.strip(_BLANK):
            is_open = False
        elif line[0].isspace() or not is_open:
            paragraphs.append([line.strip(_BLANK)])
            is_open = True
        else:
            paragraphs[-1].append(line.strip(_BLANK))
    return [tuple(lines) for lines in paragraphs]


def is_table(paragraph: Sequence[str]) -> bool:
    """Does any of the lines have columns?"""
    return any(_COLUMNS.search(line) for line in paragraph)


def is_prose(paragraph: Sequence[str]) -> bool:
    """Does it end as a sentence does, and has more than a few words?"""
    return (
        not is_table(paragraph)
        and _END_MARK.search(paragraph[-1]) is not None
        and len(" ".join(paragraph).split()) >= _FEW_WORDS
    )


def can_end(before: str, after: str) -> bool:
    """May a sentence end between two pieces of text?

    An end mark must stand there. After an abbreviation, the next word must be one that begins
    sentences.
    """
    before, after = before.rstrip(), after.lstrip()
    if _END_MARK.search(before) is None or after[:1].islower():
        return False
    return _SHORTENED.search(before) is None or _OPENER.match(after) is not None


def find_sure_ends(text: str) -> Iterator[int]:
    """The offsets after the marks that certainly end a sentence."""
    for match in _SURE_END.finditer(text):
        if match[0].strip(".?!\"'") not in _SHORTENED_WORDS:
            yield match.end()
