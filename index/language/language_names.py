"""Tags of languages from the names and codes that exports use: "eng", "English". Pure."""

from __future__ import annotations

from functools import cache

_LENGTH = 2


def find_language_tag(name: str) -> str:
    """The tag of BCP 47 for a language's English name or three-letter code, "" if it is neither.

    BCP 47 takes the shortest code: "deu" is "de".
    """
    codes, names = _load_names()
    key = name.strip().lower()
    return codes.get(key, "") or names.get(key, "")


@cache
def _load_names() -> tuple[dict[str, str], dict[str, str]]:
    from babel import Locale
    from babel.core import get_global

    codes = {
        code: tag
        for code, tag in get_global("language_aliases").items()
        if len(code) > _LENGTH and len(tag) == _LENGTH
    }
    names = Locale.parse("en").languages.items()
    return codes, {name.lower(): tag for tag, name in names if len(tag) <= len("deu")}
