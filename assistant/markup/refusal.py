"""The statement that the archive does not say, and what to do next, as HTML. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.conversation.turn import NearArticle, Turn
from assistant.conversation.widening import list_wider_filters
from assistant.markup.article import article_address
from assistant.markup.text import byline, line, original_link

_VERDICT = "The archive does not say"


def refusal_html(turn: Turn, key: int) -> str:
    """A refusal: that it is one, what was missing, the closest articles, and wider filters."""
    return (
        f'<div class="refusal" role="status">{_reason(turn.refusal)}'
        f"{_closest_html(turn.closest)}{_wider_html(turn, key)}</div>"
    )


def _reason(refusal: str) -> str:
    """The verdict as a heading, and the reason, where one is given, as a sentence."""
    verdict, _, reason = refusal.partition(": ")
    if verdict != _VERDICT:
        return f'<p class="verdict">{line(refusal)}</p>'
    reason = reason[:1].upper() + reason[1:]
    return f'<p class="verdict">{_VERDICT}.</p><p class="why">{line(reason)}</p>'


def _closest_html(closest: Iterable[NearArticle]) -> str:
    items = "".join(
        f'<li><a class="title" href="{escape(article_address(near.article_id))}">'
        f"{line(near.title or near.article_id)}</a> "
        f"<span>{byline(near.source, near.published)}</span>{original_link(near.url)}</li>"
        for near in closest
    )
    return f'<p class="near">The closest articles</p><ul>{items}</ul>' if items else ""


def _wider_html(turn: Turn, key: int) -> str:
    """A button for each way to search with fewer filters."""
    buttons = "".join(
        f'<button type="button" class="dl-button" data-event="option_select" data-turn="{key}"'
        f' data-way="{way}">{line(one.label)}</button>'
        for way, one in enumerate(list_wider_filters(turn.asked.filters))
    )
    return f'<p class="wider"><span>Search again in:</span> {buttons}</p>' if buttons else ""
