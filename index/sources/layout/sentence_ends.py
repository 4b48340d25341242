"""Whether a line goes on in the line that follows. Pure."""

from __future__ import annotations

import re

from index.sources.layout.hyphens import HYPHENS

_SENTENCE_END = re.compile(r"[.!?…:。！？؟।][\"'”’»)\]⁰¹²³⁴-⁹]*$")
_OPENING = "\"'“‘„«»([¿¡"
# "7 Sept" is a cell of numbers, "mayor" is not.
_LETTERS = 0.5


def ends_sentence(text: str) -> bool:
    """Whether the text ends with the end of a sentence or a colon."""
    return _SENTENCE_END.search(text[-10:].rstrip()) is not None


def starts_small(text: str) -> bool:
    """Whether the first letter is one that begins no sentence: a small one, or one of a script
    without capitals."""
    first = text.lstrip().lstrip(_OPENING)[:1]
    return first.isalpha() and not first.isupper() and not first.istitle()


def continues(above: str, below: str) -> bool:
    """Whether the second text clearly goes on with the sentence of the first."""
    if ends_sentence(above) or not above.strip():
        return False
    return starts_small(below) or above.rstrip()[-1] in HYPHENS + ","


def has_letters(text: str) -> bool:
    """Whether the text is words rather than numbers."""
    visible = [letter for letter in text if not letter.isspace()]
    return sum(map(str.isalpha, visible)) > _LETTERS * len(visible)
