"""How often English words are used: 83,000 words with their inflections, from SymSpell's list.

Names and compounds with a hyphen are not in it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FILE = "frequency_dictionary_en_82_765.txt"


def count_uses(word: str) -> int:
    """Count the uses of a word in the list's corpus, 0 if it is not a word of the list."""
    return _read_counts().get(word.casefold(), 0)


@cache
def _read_counts() -> dict[str, int]:
    # The package is data here: importing it would load much else.
    spec = find_spec("symspellpy")
    assert spec is not None
    assert spec.origin is not None
    lines = Path(spec.origin).with_name(_FILE).read_text("utf-8-sig").splitlines()
    return {word: int(count) for word, count in map(str.split, lines)}
