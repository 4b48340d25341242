"""Messages that are a name and nothing else: they ask for what an archive has about it. Pure."""

from __future__ import annotations

import re

from index.language.en.function_words import FUNCTION_WORDS

_MOST_WORDS = 6
_PARTICLES = frozenset(
    "of the de da di do dos du des del della van von der den el la le al bin ibn and & y e".split()
)
_WORD = re.compile(r"[^\W_][\w.’'&-]*")


def read_bare_name(message: str) -> tuple[str, ...]:
    """The words of the name that a message consists of, () if it is anything else.

    One word is a name however it is written; of several, all but particles have a capital.
    """
    words = message.strip(" ?!.,;:…\"'“”‘’«»").split()
    if not 0 < len(words) <= _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return ()
    own = [word for word in words if word.lower() not in _PARTICLES]
    if not own or any(word.lower() in FUNCTION_WORDS and not _is_acronym(word) for word in own):
        return ()
    if len(words) > 1 and not all(word[0].isupper() or word[0].isdigit() for word in own):
        return ()
    return tuple(own)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()
