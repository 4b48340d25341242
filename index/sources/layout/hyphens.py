"""Words that are broken at the ends of lines. Pure.

A hyphen at the end of a line is either a part of the word ("well-known") or a sign that the word
goes on. The wording stays that of the page: where it is not clear which of both it is, nothing is
joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.language.en.word_frequencies import count_uses

HYPHENS = "-\u2010\u00ad\u2011"
SOFT_HYPHEN = "\u00ad"
_WORD = rf"[^\W\d_]+(?:[{HYPHENS}’'][^\W\d_]+)*"
_WORDS = re.compile(_WORD)
_FIRST_PART = re.compile(
    rf"(?<![^\W\d_])(?<![^\W\d_][{HYPHENS}])(?:[^\W\d_]++[{HYPHENS}](?=[^\W\d_]))*+"
    rf"[^\W\d_]++(?=[{HYPHENS}]\Z)"
)
_REST = re.compile(rf"[^\W\d_]++(?:[{HYPHENS}][^\W\d_]++)*+")
# "in-formation": each part may be a word, but the whole one is used so many times more often.
_CLEARLY_MORE = 10


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document that are not broken, in small letters, with "-" for all hyphens.

    `has_long_hyphens`: U+2010 stands within its lines, too, so that it is no browser's sign.
    """

    words: frozenset[str]
    has_long_hyphens: bool = False


def read_vocabulary(lines: Sequence[str]) -> Vocabulary:
    """Read the words of all lines, without the parts of broken words."""
    words: set[str] = set()
    is_rest = False
    for line in lines:
        found = [match[0] for match in _WORDS.finditer(line)]
        is_broken = _FIRST_PART.search(line[-100:]) is not None
        words.update(_fold(word) for word in found[is_rest : len(found) - is_broken])
        is_rest = is_broken
    inner = any(re.search(r"\w\u2010\w", line) for line in lines)
    return Vocabulary(frozenset(words), inner)


def join_broken(line: str, below: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The end of a line and what separates it from the line below: (line, separator).

    The line is without its hyphen if it only was the sign of a break. The separator is "" if the
    two lines have one word between them, else a new line.
    """
    first, rest = _FIRST_PART.search(line[-100:]), _REST.match(below)
    if first is None or rest is None:
        return line, "\n"
    is_closed = _is_closed(first[0], rest[0], line[-1], vocabulary)
    if is_closed is None:
        return line, "\n"
    return (line[:-1] if is_closed else line), ""


def _is_closed(first: str, rest: str, hyphen: str, vocabulary: Vocabulary) -> bool | None:
    """Whether the word has no hyphen between these parts; None if that is not clear."""
    if hyphen == SOFT_HYPHEN:
        return True
    closed = _fold(first + rest) in vocabulary.words
    hyphenated = _fold(f"{first}-{rest}") in vocabulary.words
    if closed != hyphenated:
        return closed
    if hyphen == "\u2011":
        return False
    if closed:
        return None
    if hyphen == "\u2010" and not vocabulary.has_long_hyphens:
        return True
    first, rest = _after_hyphen(first), _before_hyphen(rest)
    # "e-mail" and "x-ray" have their hyphens.
    return True if min(len(first), len(rest)) > 1 and is_clearly_one(first, rest) else None


def is_clearly_one(first: str, rest: str) -> bool:
    """Whether these are parts of an English word, and not two words themselves."""
    if not rest.islower():
        return False
    whole = count_uses(first + rest)
    return _CLEARLY_MORE * min(count_uses(first), count_uses(rest)) < whole


def _after_hyphen(word: str) -> str:
    return re.split(rf"[{HYPHENS}]", word)[-1]


def _before_hyphen(word: str) -> str:
    return re.split(rf"[{HYPHENS}]", word)[0]


def _fold(word: str) -> str:
    return re.sub(rf"[{HYPHENS}]", "-", word.replace(SOFT_HYPHEN, "")).casefold()
