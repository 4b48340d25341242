"""Groups texts that share sentences, so that no sentence is in two parts of the material. Pure."""

from __future__ import annotations

from collections.abc import Sequence

# A sentence of so many letters that stands in two texts makes them one group.
_MIN_SHARED_LETTERS = 32


def normalise_letters(text: str) -> str:
    """The letters and digits of a text, folded: what all copies of it have in common."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def find_groups(texts: Sequence[Sequence[str]]) -> list[int]:
    """For each text, as the letters of its sentences, the number of the first text of its group."""
    first_with: dict[str, int] = {}
    parents = list(range(len(texts)))

    def find_root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    for i, text in enumerate(texts):
        for sentence in {s for s in text if len(s) >= _MIN_SHARED_LETTERS}:
            # The first text is the root, in whatever order its sentences come.
            one, other = find_root(i), find_root(first_with.setdefault(sentence, i))
            parents[max(one, other)] = min(one, other)
    return [find_root(i) for i in range(len(texts))]
