"""Cut a query into tokens. Pure.

An operator begins where a word can begin: a hyphen, quotation mark, bracket or colon inside a word
belongs to the word. Does not know which tokens may follow each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from index.core.text import one_line
from index.search.query_syntax.syntax_error import QuerySyntaxError

_OPENING = '"“”„«»'
_CLOSING = '"”“»«'
_FIELDS = ("title", "author", "source", "lang", "section", "after", "before", "said")
# What people call the fields elsewhere.
_OTHER_NAMES = {
    "headline": "title", "intitle": "title", "hlead": "title", "hl": "title",
    "by": "author", "byline": "author", "writer": "author",
    "outlet": "source", "publisher": "source", "newspaper": "source", "domain": "source",
    "site": "source", "sn": "source",
    "language": "lang", "la": "lang", "category": "section", "topic": "section",
    "since": "after", "from": "after", "year": "after", "date": "after", "published": "after",
    "until": "before", "till": "before", "to": "before",
    "speaker": "said", "quote": "said", "says": "said",
}  # fmt: skip
_KEYWORDS = {"OR": "OR", "AND": "AND", "NOT": "NOT"}
_FIELD = re.compile(r"([A-Za-z_]+):")
_NEAR = re.compile(r"NEAR/(\S*)")
_MOST_APART = 100
# Marks of direction and of byte order, which nobody sees, part words as a space does.
_BLANK = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_ENDS = ".,;:!?…"


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    PREFIX = auto()
    FIELD = auto()
    MINUS = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    NEAR = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token at an offset of the query; `text` is a word, a phrase, the name of a field, or the
    number of a distance."""

    kind: Kind
    text: str
    offset: int


def list_tokens(query: str) -> list[Token]:
    """The tokens of a query. Raises QuerySyntaxError for what is no token."""
    tokens: list[Token] = []
    place = 0
    while place < len(query):
        if _BLANK.match(query, place):
            place += 1
            continue
        token, place = _read_token(query, place)
        tokens.append(token)
    return tokens


def _read_token(query: str, place: int) -> tuple[Token, int]:
    """The token at a place, and the place after it."""
    sign = query[place]
    if sign in _OPENING:
        return _read_phrase(query, place)
    if sign in "()":
        return Token(Kind.OPEN if sign == "(" else Kind.CLOSE, sign, place), place + 1
    if sign == "-" and query[place + 1 : place + 2] != "-":
        following = query[place + 1 : place + 2]
        if not following or following == ")" or _BLANK.match(following):
            raise QuerySyntaxError(
                "The minus sign excludes nothing",
                place,
                'Write what it excludes right after it (-word, -"some words"), or leave it out',
            )
        return Token(Kind.MINUS, sign, place), place + 1
    name = _find_field(query, place)
    if name:
        return Token(Kind.FIELD, name, place), place + len(name) + 1
    end = _find_end(query, place)
    return _make_word(query[place:end], place), end


def _read_phrase(query: str, place: int) -> tuple[Token, int]:
    # A straight mark is closed by a straight one: in a phrase there may be curly ones.
    closing = '"' if query[place] == '"' and '"' in query[place + 1 :] else _CLOSING
    end = next((i for i in range(place + 1, len(query)) if query[i] in closing), None)
    if end is None:
        raise QuerySyntaxError(
            "The quotation mark is not closed", place, "Close it after the last word of the phrase"
        )
    text = one_line(_BLANK.sub(" ", query[place + 1 : end]))
    if not has_letters(text):
        raise QuerySyntaxError(
            "There is no word between the quotation marks", place, "Write a word or a phrase there"
        )
    return Token(Kind.PHRASE, text, place), end + 1


def _find_field(query: str, place: int) -> str:
    """The name of the field at a place, as typed; "" if there is none. Raises QuerySyntaxError if
    it is unknown, or if nothing stands after it."""
    match = _FIELD.match(query, place)
    if match is None:
        return ""
    name, following = match[1], query[match.end() : match.end() + 1]
    is_known = name.lower() in _FIELDS
    if not following or following in ")," or _BLANK.match(following):
        # "Source: a report" is text, and so is "note: a report".
        if is_known and name.islower():
            raise QuerySyntaxError(
                f"Nothing stands after {name}:", place, "Write its value without a space before it"
            )
        return ""
    if is_known:
        return name
    value = query[match.end() : _find_end(query, match.end())]
    if not _looks_like_field(name, value):
        return ""
    other = _OTHER_NAMES.get(name.lower())
    raise QuerySyntaxError(
        f"There is no field “{name}:”",
        place,
        f"Write {other}:"
        if other
        else f"There are {', '.join(f'{each}:' for each in _FIELDS)};"
        " write other words with a colon in quotation marks",
    )


def _looks_like_field(name: str, value: str) -> bool:
    """Is an unknown name before a colon more than a part of an address, a time or a title?"""
    if value.startswith("//") or "@" in value:
        return False
    if name.lower() in _OTHER_NAMES and len(name) > 1:
        return True
    return len(name) > 1 and name.islower() and not value[:1].isdigit()


def _find_end(query: str, place: int) -> int:
    """The end of the word at a place. A bracket that opens inside it closes inside it."""
    depth = 0
    while place < len(query) and not _BLANK.match(query, place):
        depth += {"(": 1, ")": -1}.get(query[place], 0)
        if depth < 0:
            break
        place += 1
    return place


def _make_word(text: str, offset: int) -> Token:
    """The token of a word, which can be an operator."""
    if text in _KEYWORDS:
        return Token(Kind[_KEYWORDS[text]], text, offset)
    if near := _NEAR.fullmatch(text):
        return Token(Kind.NEAR, str(_parse_distance(near[1], offset)), offset)
    word = text.rstrip(_ENDS)
    if "*" in word:
        return _make_prefix(word, offset)
    return Token(Kind.WORD, one_line(text), offset)


def _make_prefix(word: str, offset: int) -> Token:
    beginning = word.removesuffix("*")
    if "*" not in beginning and has_letters(beginning):
        if not beginning[-1].isalnum():
            raise QuerySyntaxError(
                "No letter stands before the *", offset + len(beginning), "Write it after a letter"
            )
        return Token(Kind.PREFIX, one_line(beginning), offset)
    # A single star is meant as an operator; "f***" and "*so*" are text.
    if word.count("*") == 1 and has_letters(word):
        raise QuerySyntaxError(
            "The * stands only for the end of a word",
            offset + word.index("*"),
            "Write the beginning of the word before it: econom*",
        )
    return Token(Kind.WORD, one_line(word), offset)


def _parse_distance(text: str, offset: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= _MOST_APART:
        return int(text)
    raise QuerySyntaxError(
        f"NEAR/ needs a number of words from 1 to {_MOST_APART}",
        offset,
        "Write for instance NEAR/5",
    )


def has_letters(text: str) -> bool:
    """Has a text a letter or a digit?"""
    return any(character.isalnum() for character in text)
