"""Explains why a filter on a speaker leaves nothing, and finds the speaker's words in what it
leaves. Does not filter; the library does."""

from __future__ import annotations

from collections.abc import Sequence

from index.core.article import Filters, Hit, Span
from index.core.attribution import Speaker
from index.core.text import one_line
from index.library import Library

_LONGEST = 80


def explain_unknown_speaker(name: str, found: Sequence[Speaker], library: Library) -> str:
    """Say that the archive knows nobody whom a name means, and who is spelt like it; "" if some
    speakers were `found`. Without a capital and a full stop."""
    if found:
        return ""
    unread = library.unenriched_count
    if unread and not library.speakers():
        return "nobody has looked yet for who says what in the archive (dateline enrich)"
    reason = f"nobody called “{_shorten(name)}” speaks in the archive"
    if close := library.suggest_speakers(name):
        names = [f"“{_shorten(one)}”" for one in close]
        reason += f"; spelt like it: {', '.join(names)}"
    if unread:
        articles = "1 article was" if unread == 1 else f"{unread:,} articles were"
        reason += f"; {articles} not searched yet for who says what"
    return reason


def explain_silence(name: str) -> str:
    """Say that no passage under some filters has words of a speaker. Without a capital and a full
    stop."""
    return f"no passage with words of “{_shorten(name)}” is found under these filters"


def find_speech(
    library: Library, filters: Filters, hits: Sequence[Hit]
) -> dict[str, tuple[Span, ...]]:
    """The places of the words of the filters' speaker in the articles of the hits, by id; none if
    they have no speaker."""
    if not filters.speaker_name or not hits:
        return {}
    wanted = {(one.name, one.office) for one in library.find_speakers(filters.speaker_name)}
    found = library.find_attributions(list({hit.passage.article_id for hit in hits}))
    return {
        article_id: tuple(
            span
            for one in attributions
            if one.is_speech and (one.speaker, one.office) in wanted
            for span in one.content
        )
        for article_id, attributions in found.items()
    }


def _shorten(name: str) -> str:
    return one_line(name[:_LONGEST])
