"""The sides that a comparison names: "Macron and Starmer", "the mayor and the union". Pure.

"Marks and Spencer" and "the Ministry of Trade and Industry" are one side each. Which questions
compare is read in `comparisons`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.language.en.names.country_aliases import find_countries

MAX_SIDES = 4
_MAX_WORDS = 8

# Names of one firm, place or pair of people that have an "and". The first word alone names each.
_JOINED_NAMES = frozenset(
    """
    marks|spencer johnson|johnson procter|gamble standard|poor ernst|young black|decker
    smith|wesson barnes|noble fortnum|mason dolce|gabbana abercrombie|fitch pratt|whitney
    bang|olufsen crosse|blackwell arm|hammer ben|jerry tom|jerry simon|garfunkel romeo|juliet
    bosnia|herzegovina trinidad|tobago antigua|barbuda kitts|nevis principe|sao tome|principe
    vincent|grenadines turks|caicos newfoundland|labrador tyne|wear brighton|hove
    hammersmith|fulham kensington|chelsea dumfries|galloway perth|kinross telford|wrekin
    bath|beyond lewis|partners holland|barrett boeing|sons legal|general price|waterhouse
    rosencrantz|guildenstern adam|eve cain|abel law|order crown|anchor rock|roll
    trade|industry health|safety search|rescue fish|chips research|development
    """.split()
)
_BODIES = (
    r"(?:ministr(?:y|ies|er)|minister|department|office|organi[sz]ation|institute|committee"
    r"|commission|commissioner|bureau|board|faculty|school|college|university|society|association"
    r"|agency|council|centre|center|chamber|federation|house|court|bank|fund|church|secretary"
    r"|administration|service|union|authority|foundation|trust|group|company|executive|team"
    r"|corporation|conference|museum|party|unit|force|forces)"
)
# "The Ministry of Trade", before "and Industry".
_BODY_OF = re.compile(rf"(?:\S+ ){{0,4}}?{_BODIES}s? (?:of|for)\b(?! state\b)", re.IGNORECASE)
_ENDS_WITH_BODY = re.compile(rf"\S.* {_BODIES}", re.IGNORECASE)
_JOINT = re.compile(r"\b(?P<one>[\w’']+) and (?P<the>the )?(?P<other>\w+)", re.IGNORECASE)
_AND = frozenset(("and",))
_CONNECTED = frozenset(
    ("and", "with", "to", "from", "versus", "vs", "vs.", "v", "v.", "against", "or")
)
_ARTICLES = frozenset(("the", "a", "an", "our"))
# A phrase with one of these is no name: of who, of whom, of something else.
_NO_NAMES = frozenset(
    """
    he she it they we you i who whom whose what which when where why how this that these those his
    her hers its their theirs our your my somebody someone anybody anyone everybody everyone
    people others other both each either neither sides two three all any some not is are was were
    be been do does did has have had will would can could should in at by about on over after
    before during since between because if than into through under more most less such same
    different today yesterday tomorrow now last next earlier later then year years month
    week reports studies figures data documents polls surveys stocks bonds shares
    prices markets say says said saying there here them him us me one ones
    """.split()
)
_CLOSED_FORM = "\x00"


def split_sides(phrase: str, *, is_explicit: bool) -> tuple[str, ...]:
    """The names that a phrase connects, without possessive endings; () if it is one name, or not
    made of names, or of more than MAX_SIDES.

    Where the question says that it compares, `is_explicit`, "to", "with" and "from" connect names
    as well, and names without capitals are read.
    """
    connectors = _CONNECTED if is_explicit else _AND
    parts = _split_words(_close_joined_names(phrase), connectors)
    if not 2 <= len(parts) <= MAX_SIDES or _is_one_body(parts, is_explicit=is_explicit):
        return ()
    sides = [read_side(part.replace(_CLOSED_FORM, " "), is_explicit=is_explicit) for part in parts]
    if not all(sides) or len({side.casefold() for side in sides}) < len(sides):
        return ()
    return tuple(sides)


def read_side(text: str, *, is_explicit: bool) -> str:
    """The name in a text, without a possessive ending; "" if it is none."""
    side = re.sub(r"(?:[’']s|(?<=s)[’'])$", "", text.strip(" ,.;:"))
    words = side.split()
    if not 1 <= len(words) <= _MAX_WORDS or any(map(_is_no_name, words)):
        return ""
    named = words[1:] if words[0].casefold() in _ARTICLES else words
    if not named or not all(re.match(r"[\w&(“\"]", word) for word in named):
        return ""
    if all(word.isdigit() for word in named):
        return ""
    has_capital = any(word[0].isupper() for word in named)
    return side if has_capital or len(named) < len(words) or is_explicit else ""


def _is_no_name(word: str) -> bool:
    """Is it a word that no name has? "US" is one, "us" is not."""
    is_initials = len(word) > 1 and word.isupper()
    return not is_initials and re.sub(r"[’']s$", "", word.casefold()) in _NO_NAMES


def is_capitalised(side: str) -> bool:
    """Is it a name with a capital, or one with an article, that stands for itself?"""
    words = side.split()
    return words[0].casefold() in _ARTICLES or all(word[0].isupper() for word in words)


def _close_joined_names(phrase: str) -> str:
    """Put a mark for the blanks of names that have an "and" of their own."""

    def close(match: re.Match[str]) -> str:
        one = re.sub(r"[’']s$", "", match["one"].casefold())
        is_joined = f"{one}|{match['other'].casefold()}" in _JOINED_NAMES
        return match[0].replace(" ", _CLOSED_FORM) if is_joined else match[0]

    return _JOINT.sub(close, phrase)


def _split_words(phrase: str, connectors: frozenset[str]) -> list[str]:
    """Split at connecting words, and at commas."""
    parts: list[list[str]] = [[]]
    for word in phrase.split():
        if word.casefold() in connectors:
            parts.append([])
            continue
        parts[-1].append(word)
        if word.endswith(","):
            parts.append([])
    return [" ".join(part) for part in parts if part]


def _is_one_body(parts: list[str], *, is_explicit: bool) -> bool:
    """Is it one body or office: "the Ministry of Trade and Industry", "the Food and Drug
    Administration", "the trade and industry minister"?"""
    for before, after in pairwise(parts):
        has_article = after.split()[0].casefold() in _ARTICLES
        if has_article or before.endswith(",") or find_countries(after):
            continue
        if _BODY_OF.match(before) and not after.endswith(("'s", "’s")):
            return True
        if before.split()[0].casefold() in _ARTICLES:
            is_small = after[:1].islower()
            if _ENDS_WITH_BODY.fullmatch(after) or (is_small and not is_explicit):
                return True
    return False
