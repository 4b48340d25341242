"""Reads a question past its typing errors: what is no word is read as the word that it is spelt
like. Pure but for looking words up.

Names with more than one error are left as they are; a refusal suggests what they are spelt like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from index.core.article import Term
from index.language.en.asking.typing_errors import correct_function_word, is_english_word

_LEAST_LETTERS = 4
_LEAST_NAME = 3
_MOST_WORDS = 5

Lookup = Callable[[str], Sequence[str]]
# The name beside another one that is spelt like a word: of the word, and of the other name.
NeighbourLookup = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as it is read, and a sentence about words that were read as others, "" for none
    that matters."""

    text: str
    note: str = ""


def read_past_errors(
    question: str,
    terms: Sequence[Term],
    find_similar: Lookup,
    find_neighbour: NeighbourLookup = lambda word, beside: "",
) -> ReadQuestion:
    """Replace the words that neither English nor the archive has and that are one letter off: by a
    function word, or else by a word of the archive. `terms` are the question's words.

    A short or an English word that the archive lacks is replaced, too, if it stands beside a name
    as a name that is one letter off does in the archive ("james web").
    """
    unknown = list(dict.fromkeys(term.word for term in terms if _may_be_error(term)))
    read: list[tuple[str, str]] = []
    for word in unknown[:_MOST_WORDS]:
        right = correct_function_word(word)
        # With a capital, it may be a name that the archive lacks.
        if not right and word.islower() and (near := _find_near(word, find_similar)):
            right = near
            read.append((word, near))
        if right:
            question = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", right, question)
    for word, right in _find_names(question, terms, find_neighbour):
        read.append((word, right))
        question = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", right, question)
    words = [f"“{typed}” is read as “{right}”" for typed, right in read]
    return ReadQuestion(question, f"{', '.join(words)}." if words else "")


def suggest_words(
    missing: Sequence[str], terms: Sequence[Term], find_similar: Lookup
) -> tuple[str, ...]:
    """What words that are missing in the archive are spelt like there, each once."""
    known = {term.word for term in terms if term.passages}
    unknown = [word for word in missing if word not in known][:_MOST_WORDS]
    found = [similar[0] for word in unknown if (similar := find_similar(word))]
    return tuple(dict.fromkeys(found))


def _find_names(
    question: str, terms: Sequence[Term], find_neighbour: NeighbourLookup
) -> list[tuple[str, str]]:
    """Words in lower case that the archive lacks, each with the name of the archive that it is."""
    absent = {term.word for term in terms if not term.passages and term.word.islower()}
    present = {term.word for term in terms if term.passages}
    words = re.findall(r"[^\W\d_]+", question)
    found: dict[str, str] = {}
    for left, right in pairwise(words):
        for word, beside in ((left, right), (right, left)):
            if word in absent and len(word) >= _LEAST_NAME and beside in present:
                name = found.get(word) or find_neighbour(word, beside)
                if name:
                    found[word] = name
    return list(found.items())


def _may_be_error(term: Term) -> bool:
    return (
        term.passages == 0
        and term.word.isalpha()
        and not term.is_name
        and not is_english_word(term.word)
    )


def _find_near(word: str, find_similar: Lookup) -> str:
    if len(word) < _LEAST_LETTERS:
        return ""
    near = next(iter(find_similar(word)), "")
    return near if near and OSA.distance(word.lower(), near.lower()) == 1 else ""
