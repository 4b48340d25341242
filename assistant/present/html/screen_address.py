"""Makes and parses the addresses of the screen: a question or a search with its filters. Pure.

`/?q=…&after=…&source=…` asks a question; the same with `#search` lists passages. The fragments
`#search` and `#library` alone are the tabs. What a browser sends is untrusted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from assistant.chat.resolved_question import NO_FILTERS, ResolvedQuestion
from index.core.article import MAX_SPEAKER, Filters, replace_surrogates
from index.core.collection import MAX_COLLECTIONS, check_name
from index.core.errors import PublicError
from index.core.text import one_line

SEARCH = "#search"
# A longer address names no question: 2,000 characters of up to 12 each, and the filters.
MAX_ADDRESS = 40_000
_TOO_LONG = f"The address has more than {MAX_ADDRESS:,} characters"
_MAX_FIELDS = 100
_MAX_OUTLETS = 50
_MAX_OUTLET = 200
_MAX_ORDER = 20
_AS_TYPED = "typed"
_LONG = "long"
# What stands for an address that is too long: a page would send it with each of its requests.
LONG_ADDRESS = f"/?{_LONG}=1"


@dataclass(frozen=True, slots=True)
class ScreenAddress:
    """What an address asks for: the words as they are typed, the filters, and the name of an order.

    `reads_dates` is false if dates in the words are mere words. `compared` is the search with which
    that of the words is compared over time.
    """

    words: str = ""
    filters: Filters = NO_FILTERS
    order: str = ""
    reads_dates: bool = True
    compared: str = ""


def make_question_address(asked: ResolvedQuestion) -> str:
    """Make the address that asks a question: of a follow-up, what it was understood to ask."""
    # A period that the words name is no filter: they name it in the address, too.
    filters = asked.base if asked.phrase else asked.filters
    words = asked.question if asked.carried else asked.typed
    return _join(words, filters, () if asked.reads_dates else ((_AS_TYPED, "1"),))


def make_search_address(query: str, filters: Filters, order: str, compared: str = "") -> str:
    """Make the address of a search; `order` is "" for the usual one, and `compared` if it is
    compared with none."""
    return _join(query, filters, (("order", order), ("compare", compared))) + SEARCH


def is_too_long(query: str | bytes) -> bool:
    """Is the part of an address after "?" too long to be read?"""
    return len(query) > MAX_ADDRESS


def parse_address(query: str) -> ScreenAddress:
    """Parse the part after "?"; unknown fields are ignored.

    Raises PublicError if it is too long, or a date, an outlet, a speaker or a collection cannot be
    one.
    """
    if is_too_long(query):
        raise PublicError(_TOO_LONG)
    try:
        fields = parse_qs(query.removeprefix("?"), max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise PublicError(f"The address has more than {_MAX_FIELDS} fields") from error

    def get(name: str) -> str:
        return _clean(fields.get(name, [""])[0])

    if get(_LONG):
        raise PublicError(_TOO_LONG)
    filters = Filters(
        get("after") or None,
        get("before") or None,
        _check_outlets(map(_clean, fields.get("source", []))),
        get("as_of") or None,
        speaker=get("speaker") or None,
        collections=_check_collections(map(_clean, fields.get("collection", []))),
    )
    _check_filters(filters)
    order = get("order")[:_MAX_ORDER]
    return ScreenAddress(get("q"), filters, order, not get(_AS_TYPED), get("compare"))


def _check_outlets(names: Iterable[str]) -> tuple[str, ...]:
    """The outlets, each once. Raises PublicError if they are too many or too long."""
    outlets = tuple(dict.fromkeys(filter(None, names)))
    if len(outlets) > _MAX_OUTLETS or any(len(name) > _MAX_OUTLET for name in outlets):
        raise PublicError(
            f"An address names at most {_MAX_OUTLETS} outlets of {_MAX_OUTLET} characters"
        )
    return outlets


def _check_collections(names: Iterable[str]) -> tuple[str, ...]:
    """The names of collections, each once. Raises PublicError if there are too many, or one cannot
    be a name."""
    collections = tuple(dict.fromkeys(map(check_name, filter(None, names))))
    if len(collections) > MAX_COLLECTIONS:
        raise PublicError(f"An address names at most {MAX_COLLECTIONS} collections")
    return collections


def _check_filters(filters: Filters) -> None:
    """Raise PublicError if a date does not exist, or the speaker is too long."""
    _ = filters.first_second, filters.last_second
    if len(filters.speaker_name) > MAX_SPEAKER:
        raise PublicError(f"A speaker has at most {MAX_SPEAKER} characters")


def _join(words: str, filters: Filters, further: tuple[tuple[str, str], ...]) -> str:
    fields = (
        ("q", words),
        ("after", filters.after),
        ("before", filters.before),
        *(("source", name) for name in filters.sources),
        ("as_of", filters.as_of),
        ("speaker", filters.speaker_name),
        *(("collection", name) for name in filters.collections),
        *further,
    )
    query = urlencode([(name, replace_surrogates(value)) for name, value in fields if value])
    return f"/?{query}" if query else "/"


def _clean(text: str) -> str:
    return one_line(replace_surrogates(text).replace("\x00", " "))
