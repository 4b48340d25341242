"""A conversation as one HTML file: no script, no request, light and dark. Pure.

The template escapes everything; what comes from articles and users also stands in elements of its
own direction, so that a name in Arabic turns nothing beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from assistant.conversation.turn import Turn
from assistant.dates import format_date, format_long_date, format_other_outlets
from assistant.export.address import article_address, quote_address, web_address
from assistant.export.markdown import searched_for

if TYPE_CHECKING:
    from jinja2 import Template


def chat_page(turns: Sequence[Turn], server: str) -> str:
    """All questions and answers; links open the quotations on a running `server`."""
    return _template().render(turns=turns, server=server)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(
        article_address=article_address,
        quote_address=quote_address,
        web_address=web_address,
        readable=format_date,
        in_full=format_long_date,
        elsewhere=format_other_outlets,
        searched_for=searched_for,
    )
    source = files("assistant").joinpath("export/page.html.j2").read_text("utf-8")
    return environment.from_string(source)
