"""Formats from how many sources the outlets of an answer have it. Pure."""

from __future__ import annotations

from assistant.core.answer import Independence


def format_independence(independence: Independence | None) -> str:
    """ "3 outlets, 1 source (RIA Novosti)"; "" if no outlets share a source."""
    if independence is None:
        return ""
    sources = "source" if independence.sources == 1 else "sources"
    names = [each.name or "copies of one story" for each in independence.shared]
    named = f" (shared: {', '.join(dict.fromkeys(names))})"
    return f"{independence.outlets} outlets, {independence.sources} {sources}{named}"
