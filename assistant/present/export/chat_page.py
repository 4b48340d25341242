"""Renders a conversation as one HTML file: no script, no request, light and dark. Pure.

Text from articles and users is isolated in its direction, so that a name in Arabic does not
reorder the text beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chat.turn import Turn
from assistant.present.citation_text import format_omission
from assistant.present.export import server_links
from assistant.present.export.chat_markdown import describe_search
from assistant.present.html.environment import render
from index.language.en.asking.remarks import read_remark


def render_chat_page(turns: Sequence[Turn], server: str) -> str:
    """Render all questions and answers; links open the quotations on a running `server`."""
    return render(
        "export.html",
        turns=turns,
        server=server,
        server_article=server_links.make_article_link,
        server_quote=server_links.make_quote_link,
        web_address=server_links.make_web_link,
        describe_search=describe_search,
        omission=format_omission,
        remark=read_remark,
    )
