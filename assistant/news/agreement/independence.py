"""From how many sources the outlets of an answer have it: "3 outlets, 1 source". Pure.

Copies of one story have one origin, and so have sentences that name the same other medium. What an
outlet reports by itself has its own. Two outlets that quote the same person are two sources.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.core.agreement import Independence, SharedSource
from assistant.core.answer import Citation
from index.core.article import Hit
from index.language.en.names.named_media import find_medium, name_medium

# Copies have a story in place of a name. No name of a medium begins so.
_STORY = "story: "


def find_independence(citations: Sequence[Citation], hits: Sequence[Hit]) -> Independence | None:
    """How many outlets and sources the quotations have; None unless several outlets share one, and
    there are fewer sources than outlets.

    `hits` tell which articles are copies of one story.
    """
    by_origin: dict[str, list[Citation]] = {}
    copies = _find_copies(citations, hits)
    for citation in citations:
        origin = _find_origin(citation, copies)
        by_origin.setdefault(origin, []).append(citation)
    outlets = _list_outlets(citations)
    shared = tuple(
        SharedSource("" if origin.startswith(_STORY) else origin, tuple(one.number for one in each))
        for origin, each in by_origin.items()
        if len(_list_outlets(each)) > 1
    )
    if not shared or len(by_origin) >= len(outlets):
        return None
    return Independence(len(outlets), len(by_origin), shared)


def _find_copies(citations: Sequence[Citation], hits: Sequence[Hit]) -> dict[str, str]:
    """What the copies among the articles have in common, by article: the medium that a quotation
    of them names, or the story. Other articles are left out."""
    stories = {hit.passage.article_id: hit.story_id or hit.passage.article_id for hit in hits}
    story_of = {one.article_id: stories.get(one.article_id, one.article_id) for one in citations}
    articles: dict[str, set[str]] = {}
    media: dict[str, str] = {}
    for citation in citations:
        story = story_of[citation.article_id]
        articles.setdefault(story, set()).update((citation.article_id, *citation.also_in))
        if medium := find_medium(citation.quote):
            media.setdefault(story, medium)
    return {
        article: media.get(story, f"{_STORY}{story}")
        for article, story in story_of.items()
        if len(articles[story]) > 1
    }


def _find_origin(citation: Citation, copies: Mapping[str, str]) -> str:
    return (
        copies.get(citation.article_id)
        or find_medium(citation.quote)
        or name_medium(citation.source)
        or citation.article_id
    )


def _list_outlets(citations: Sequence[Citation]) -> list[str]:
    """The outlets of quotations and of their copies, each once, by its one name."""
    names = [name for one in citations for name in (one.source, *one.also_in) if name]
    return list(dict.fromkeys(map(name_medium, names)))
