"""Finds the words of an archive that are spelt like a word. Corrects nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from rapidfuzz.distance import OSA

from index.search.retrieval import Retriever
from index.search.search_config import Tuning
from index.storage.home import Home

_WORD = re.compile(r"[^\W\d_]+")
# Passages whose words are compared.
_MOST_READ = 50
# The stem of a mistyped word may lack other letters than that of the right one.
_STEM_ERRORS = 2
# So many letters may be wrong, missing, added or exchanged in a word of at least so many. Shorter
# words resemble too many others.
_ERRORS = ((6, 2), (4, 1))


def find_similar_words(home: Home, word: str, most: int = 3) -> list[str]:
    """Words of the articles that may be shown, as they write them, that are spelt like a word: the
    closest first, of equal ones the most frequent. The first letter counts as right, unless it is
    exchanged with the second."""
    wanted = word.casefold()
    errors = next((errors for letters, errors in _ERRORS if len(wanted) >= letters), 0)
    stems = home.indexes.lexical.stem_words(word)
    if not errors or len(stems) != 1:
        return []
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in _read_texts(home, stems[0]):
        for form in _WORD.findall(text):
            forms[form.casefold()][form] += 1
    distances = {
        form: OSA.distance(wanted, form, score_cutoff=errors)
        for form in forms
        if sorted(form[:2]) == sorted(wanted[:2]) or form[:1] == wanted[:1]
    }
    near = [form for form, distance in distances.items() if 0 < distance <= errors]
    near.sort(key=lambda form: (distances[form], -forms[form].total(), form))
    # Names have a capital everywhere, other words in titles and at the start of sentences.
    return [
        form if form in forms[form] else forms[form].most_common(1)[0][0] for form in near[:most]
    ]


def find_neighbour(home: Home, word: str, beside: str) -> str:
    """The name that stands beside another one in the articles that may be shown and is spelt like a
    word, which is one letter off: for "web" beside "james", it is "Webb". "" if there is none, or
    several."""
    stems = home.indexes.lexical.stem_words(beside)
    if len(stems) != 1:
        return ""
    wanted, known = word.casefold(), beside.casefold()
    found: set[str] = set()
    for text in _read_texts(home, stems[0], errors=0):
        words = _WORD.findall(text)
        for left, right in pairwise(words):
            for name, other in ((left, right), (right, left)):
                if other.casefold() == known and name[0].isupper() and other[0].isupper():
                    found.add(name)
    near = {name for name in found if OSA.distance(wanted, name.casefold(), score_cutoff=1) == 1}
    return near.pop() if len(near) == 1 else ""


def _read_texts(home: Home, stem: str, errors: int = _STEM_ERRORS) -> list[str]:
    """The texts and titles of passages with a similar stem."""
    errors = min(errors, max(0, len(stem) - 2))
    found = home.indexes.lexical.find_passages_like(stem, errors, _MOST_READ)
    hits = Retriever(home, Tuning()).load(found)
    return [f"{hit.title}\n{hit.passage.text}" for hit in hits]
