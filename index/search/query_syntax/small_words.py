"""Leave words out of a query that nearly every article has. Pure."""

from __future__ import annotations

from index.language.en.query_terms import content_words
from index.search.query_syntax.tokens import has_letters
from index.search.query_syntax.tree import AllOf, AnyOf, Node, Not, Word


def drop_small_words(node: Node, *, keeps_small: bool = False) -> Node:
    """The tree without marks that are no words, and without words that nearly every article has,
    where others stand beside them. What is excluded `keeps_small` ones: less would exclude more."""
    match node:
        case AllOf(parts):
            kept = tuple(part for part in parts if not _is_small(part, keeps_small)) or parts[:1]
            parts = tuple(drop_small_words(part, keeps_small=keeps_small) for part in kept)
            return parts[0] if len(parts) == 1 else AllOf(parts)
        case AnyOf(parts):
            return AnyOf(tuple(drop_small_words(part, keeps_small=keeps_small) for part in parts))
        case Not(part):
            return Not(drop_small_words(part, keeps_small=True))
        case _:
            return node


def _is_small(node: Node, keeps_small: bool) -> bool:
    if not isinstance(node, Word):
        return False
    return not has_letters(node.text) or not (keeps_small or content_words(node.text))
