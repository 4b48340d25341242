"""The jinja2 environment: what every template may use, and how one is rendered.

It escapes every value; a template that names an unknown value fails.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.present.html import template_filters
from assistant.present.html.article_address import (
    article_address,
    citation_address,
    original_address,
)
from index.language.en.date_words import (
    format_date,
    format_long_date,
    format_other_outlets,
    format_source,
)


@cache
def environment() -> Environment:
    """The one environment of the package."""
    made = Environment(
        loader=PackageLoader("assistant.present.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        line=template_filters.line, cut=template_filters.cut, number=template_filters.number
    )
    made.globals.update(
        article_address=article_address,
        attribution=format_source,
        citation_address=citation_address,
        count=template_filters.count,
        elsewhere=format_other_outlets,
        in_full=format_long_date,
        original_address=original_address,
        percent=template_filters.percent,
        plural=template_filters.plural,
        readable=format_date,
    )
    return made


def render(template: str, **values: object) -> str:
    """Render a template of this package, such as "chat.html", with values of its own."""
    return environment().get_template(template).render(values)
