"""Words of follow-up questions: capitals, beginnings of quotations, parts joined. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chat.resolution.context import FollowupContext

_QUOTED_WORDS = 24
_QUOTED_CHARACTERS = 240


def restore_capitals(context: FollowupContext, plain: str) -> str:
    """Restore the capitals of a part of the plain message."""
    text = context.typed.replace("’", "'")
    at = text.lower().find(plain)
    return text[at : at + len(plain)] if at >= 0 and len(text) == len(text.lower()) else plain


def shorten_quote(quote: str) -> str:
    """Cut a quotation to its beginning, without inner quotation marks."""
    words = quote.replace("“", "").replace("”", "").replace('"', "").split()[:_QUOTED_WORDS]
    return " ".join(words)[:_QUOTED_CHARACTERS].rstrip()


def join_parts(parts: Sequence[str]) -> str:
    """Join the parts that are not empty with commas."""
    return ", ".join(part for part in parts if part)
