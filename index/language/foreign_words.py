"""Says whether a question is in another language than English, by its script and its small words.

spaCy's lists of stop words are read as data. A text of names alone is in no language.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from index.language.en.asking.bare_names import read_bare_name
from index.language.en.asking.typing_errors import is_english_word
from index.language.en.function_words import FUNCTION_WORDS

_LANGUAGES = "de fr es it pt nl pl sv da nb tr cs ro hu fi hr sk id ca".split()
_WORD = re.compile(r"[^\W\d_]+")
# So many small words of one language are no chance.
_CERTAIN = 3
# With as many English ones, so many words must be no English.
_FEW = 2


def is_foreign(question: str) -> bool:
    """Is it surely not English: mostly in another script, or with more small words of another
    language than English ones?"""
    letters = [character for character in question if character.isalpha()]
    latin = sum(unicodedata.name(each, "").startswith("LATIN") for each in letters)
    if latin * 2 < len(letters):
        return True
    if read_bare_name(question):
        return False
    words = _WORD.findall(question)
    english = sum(word.lower() in FUNCTION_WORDS for word in words)
    return any(_is_in(_read_stop_words(language), words, english) for language in _LANGUAGES)


def _is_in(stop_words: frozenset[str], words: list[str], english: int) -> bool:
    """Is it in the language of these stop words?"""
    small = [word for word in words if word.lower() in stop_words]
    others = [word for word in words if word.islower() and word not in small and word.isalpha()]
    content = [word for word in others if word not in FUNCTION_WORDS]
    is_english = any(map(is_english_word, content))
    if len(small) < english or (len(small) == english and (len(content) < _FEW or is_english)):
        return False
    return len(small) >= _CERTAIN or (bool(small and content) and not is_english)


@cache
def _read_stop_words(language: str) -> frozenset[str]:
    # The package is data here: importing it would load much else.
    spec = find_spec("spacy")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "lang" / language / "stop_words.py"
    texts = [
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    found = frozenset(word.lower() for text in texts for word in _WORD.findall(text))
    return found - FUNCTION_WORDS
