"""Whatever is typed is parsed, or refused at a place of the query; trees come back as written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.search.query_syntax.parser import parse_query
from index.search.query_syntax.syntax_error import QuerySyntaxError
from index.search.query_syntax.tree import AllOf, AnyOf, Node, Not, Phrase, Prefix, Word

_PIECES = st.sampled_from(
    'rain|"|“|”|(|)|-|OR|AND|NOT|NEAR/3|NEAR/|title:|foo:|source:|after:|2025|said:|*| |  |\x00|'
    "\u202e|'|:|é".split("|")
)
_WORDS = st.sampled_from(["rain", "snow", "anti-flood", "café", "10:30", "Nerro's", "or"])
_LEAVES = st.one_of(
    _WORDS.map(lambda word: Word(word, 0)),
    st.lists(_WORDS, min_size=1, max_size=3).map(lambda words: Phrase(" ".join(words), 0)),
    st.sampled_from(["flo", "ca"]).map(lambda text: Prefix(text, 0)),
)


def _extend(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(AllOf), several.map(AnyOf), nodes.map(Not))


_TREES = st.recursive(_LEAVES, _extend, max_leaves=8)


def write(node: Node) -> str:
    """A tree as a query, with brackets around each part."""
    match node:
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Not(part):
            return f"-({write(part)})"
        case AllOf(parts):
            return " AND ".join(f"({write(part)})" for part in parts)
        case AnyOf(parts):
            return " OR ".join(f"({write(part)})" for part in parts)
    raise AssertionError(node)


def rewrite(node: Node | None) -> str:
    """What is written for a parsed tree; "or" is a small word that can be dropped."""
    return "" if node is None else write(node)


def _has_small_word(node: Node) -> bool:
    match node:
        case Word(text):
            return text == "or"
        case Not(part):
            return _has_small_word(part)
        case AllOf(parts) | AnyOf(parts):
            return any(_has_small_word(part) for part in parts)
    return False


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join)))
def test_anything_is_parsed_or_refused_at_a_place(query: str) -> None:
    assert find_fault(query) in (None, *range(len(query) + 1))


def find_fault(query: str) -> int | None:
    """The place of what cannot be understood."""
    try:
        parse_query(query)
    except QuerySyntaxError as error:
        return error.offset
    return None


@given(_TREES.filter(lambda tree: not _has_small_word(tree)))
def test_a_tree_that_is_written_is_read(tree: Node) -> None:
    # One more part, so that the query is never plain.
    query = f"{write(AllOf((tree, Phrase('so it is', 0))))}"
    parsed = parse_query(query)
    assert rewrite(parsed.root) == query


@given(st.lists(_WORDS, min_size=1, max_size=6))
def test_words_alone_are_plain_in_any_brackets(words: list[str]) -> None:
    parsed = parse_query(" ".join(words))
    assert parsed.is_plain
    assert parse_query(" ".join(f"({word})" for word in words)).root == parsed.root
