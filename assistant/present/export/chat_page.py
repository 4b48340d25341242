"""A conversation as one HTML file: no script, no request, light and dark. Pure.

What comes from articles and users stands in elements with a writing direction of their own, so
that a name in Arabic turns nothing beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chat.turn import Turn
from assistant.present.export import server_links
from assistant.present.export.chat_markdown import searched_for
from assistant.present.html.environment import render


def render_chat_page(turns: Sequence[Turn], server: str) -> str:
    """All questions and answers; links open the quotations on a running `server`."""
    return render(
        "export.html",
        turns=turns,
        server=server,
        server_article=server_links.article_address,
        server_quote=server_links.quote_address,
        web_address=server_links.web_address,
        searched_for=searched_for,
    )
