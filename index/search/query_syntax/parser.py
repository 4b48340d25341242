"""Parse a query into a tree. Pure.

NEAR/n binds most, then the minus sign, then OR, then what stands side by side. A query without
operators is plain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.core.text import one_line
from index.language.en.query_terms import content_words
from index.search.query_syntax.field_values import TITLE, make_limit
from index.search.query_syntax.small_words import drop_small_words
from index.search.query_syntax.syntax_error import QuerySyntaxError
from index.search.query_syntax.tokens import Kind, Token, list_tokens
from index.search.query_syntax.tree import (
    AllOf,
    AnyOf,
    InTitle,
    Leaf,
    Near,
    Node,
    Not,
    Phrase,
    Prefix,
    Query,
    Word,
)

# More are no query that a person writes; each costs a look-up.
_MOST_WORDS = 64
_MOST_NESTED = 20
_LEAVES: dict[Kind, Callable[[str, int], Leaf]] = {
    Kind.WORD: Word,
    Kind.PHRASE: Phrase,
    Kind.PREFIX: Prefix,
}


def parse_query(text: str) -> Query:
    """Parse a query as typed. Raises QuerySyntaxError, with the place, for operators that cannot be
    understood."""
    tokens = list_tokens(text)
    if all(token.kind is Kind.WORD for token in tokens):
        return _parse_plain(text)
    parser = _Parser(text, tokens)
    root = parser.parse()
    # Brackets around words alone change nothing.
    if all(token.kind in (Kind.WORD, Kind.OPEN, Kind.CLOSE) for token in tokens):
        return _parse_plain(text)
    return Query(text, drop_small_words(root), is_plain=False)


def _parse_plain(text: str) -> Query:
    found = content_words(one_line(text))[:_MOST_WORDS]
    words = tuple(Word(word.text, 0) for word in found)
    return Query(text, AllOf(words) if words else None, is_plain=True)


class _Parser:
    """Parses the tokens of one query from left to right."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._length = len(text)
        self._depth = 0
        # The field whose brackets are open, "" for none.
        self._field = ""
        words = [token for token in tokens if token.kind in _LEAVES]
        if len(words) > _MOST_WORDS:
            raise QuerySyntaxError(
                f"The query has more than {_MOST_WORDS} words and phrases",
                words[_MOST_WORDS].offset,
                "Ask for fewer at a time",
            )

    def parse(self) -> Node:
        """The tree of all tokens."""
        node = self._parse_all()
        if token := self._peek():
            raise QuerySyntaxError(
                "The bracket closes none that is open", token.offset, "Leave it out, or open one"
            )
        return node

    def _peek(self) -> Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self, *kinds: Kind) -> Token | None:
        """The next token if it is of these kinds."""
        token = self._peek()
        if token is None or token.kind not in kinds:
            return None
        self._place += 1
        return token

    def _parse_all(self) -> Node:
        parts = [self._parse_any()]
        while (token := self._peek()) and token.kind is not Kind.CLOSE:
            self._take(Kind.AND)
            parts.append(self._parse_any())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _parse_any(self) -> Node:
        parts = [self._parse_one()]
        while self._take(Kind.OR):
            parts.append(self._parse_one())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _parse_one(self) -> Node:
        """What an operator excludes, or what it does not."""
        if self._take(Kind.NOT):
            # "NOT gas OR coal" excludes both, as in the databases that have the word.
            return Not(self._nest(self._parse_any))
        if self._take(Kind.MINUS):
            return Not(self._nest(self._parse_near))
        return self._parse_near()

    def _parse_near(self) -> Node:
        node = self._parse_primary()
        parts: list[Node] = []
        while token := self._take(Kind.NEAR):
            following = self._parse_primary()
            left, right = (_list_choices(side, token) for side in (node, following))
            near = Near(left, right, int(token.text), token.offset)
            is_title = isinstance(node, InTitle) or isinstance(following, InTitle)
            if is_title and self._field != TITLE:
                raise _refuse_side(token)
            parts.append(InTitle(near, token.offset) if is_title else near)
            node = following
        if not parts:
            return node
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _parse_primary(self) -> Node:
        token = self._peek()
        if token is None or token.kind not in (*_LEAVES, Kind.FIELD, Kind.OPEN):
            raise self._refuse_place(token)
        self._place += 1
        if token.kind is Kind.OPEN:
            return self._parse_group(token)
        if token.kind is Kind.FIELD:
            return self._parse_field(token)
        leaf = _LEAVES[token.kind](token.text, token.offset)
        return make_limit(self._field, leaf) if self._field else leaf

    def _refuse_place(self, token: Token | None) -> QuerySyntaxError:
        """What is missing at a place."""
        before = self._tokens[self._place - 1] if self._place else None
        if before and before.kind in (Kind.OPEN, Kind.FIELD):
            return QuerySyntaxError(
                "There is no word after the bracket"
                if before.kind is Kind.OPEN
                else f"Nothing stands after {before.text}:",
                before.offset,
                "Write one, or leave it out",
            )
        operator = before if before and before.kind in _NAMES else token
        if operator is None or operator.kind not in _NAMES:
            place = token.offset if token else self._length
            return QuerySyntaxError("There is no word to search for", place, "Write one")
        return QuerySyntaxError(
            _NAMES[operator.kind].format(operator.text), operator.offset, _WRITE_OTHERWISE
        )

    def _parse_group(self, opening: Token) -> Node:
        node = self._nest(self._parse_all)
        if not self._take(Kind.CLOSE):
            raise QuerySyntaxError(
                "The bracket is not closed", opening.offset, "Close it, or leave it out"
            )
        return node

    def _nest(self, parse: Callable[[], Node]) -> Node:
        """What `parse` finds one level deeper."""
        if self._depth == _MOST_NESTED:
            raise QuerySyntaxError(
                f"More than {_MOST_NESTED} brackets and exclusions stand in each other",
                self._tokens[self._place - 1].offset,
                "Leave out those that change nothing",
            )
        self._depth += 1
        node = parse()
        self._depth -= 1
        return node

    def _parse_field(self, token: Token) -> Node:
        if self._field:
            raise QuerySyntaxError(
                f"{token.text}: stands in the brackets of {self._field}:",
                token.offset,
                "Close them before it",
            )
        self._field = token.text.lower()
        following = self._peek()
        if following and following.kind in (Kind.MINUS, Kind.FIELD):
            raise QuerySyntaxError(
                f"Nothing stands after {token.text}:",
                token.offset,
                f"Write -{self._field}:word to exclude it",
            )
        node = self._parse_primary()
        self._field = ""
        return node


_NAMES = {
    Kind.OR: "{} has nothing on one side",
    Kind.AND: "{} has nothing on one side",
    Kind.NOT: "{} excludes nothing",
    Kind.MINUS: "The minus sign excludes nothing",
    Kind.NEAR: "NEAR/{} needs a word or a phrase on each side",
}
_WRITE_OTHERWISE = (
    "Write a word there; as mere words, write operators in small letters or in quotation marks"
)


def _refuse_side(near: Token) -> QuerySyntaxError:
    return QuerySyntaxError(
        f"NEAR/{near.text} stands only between words and phrases",
        near.offset,
        "Put a field before both: title:(rain NEAR/5 flood)",
    )


def _list_choices(side: Node, near: Token) -> tuple[Leaf, ...]:
    """The words or phrases of a side. Raises QuerySyntaxError if it has others."""
    match side:
        case Word() | Phrase() | Prefix():
            return (side,)
        case InTitle(Word() | Phrase() | Prefix() as part):
            return (part,)
        case AnyOf(parts):
            return tuple(leaf for part in parts for leaf in _list_choices(part, near))
        case _:
            raise _refuse_side(near)
