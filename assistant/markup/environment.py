"""The jinja2 environment: what every template may use, and how one is rendered.

It escapes every value; a template that names an unknown value fails.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.dates import attribution, elsewhere, in_full, readable
from assistant.markup import text
from assistant.markup.address import article_address, citation_address, original_address


@cache
def environment() -> Environment:
    """The one environment of the package."""
    made = Environment(
        loader=PackageLoader("assistant.markup"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(line=text.line, cut=text.cut, number=text.number)
    made.globals.update(
        article_address=article_address,
        attribution=attribution,
        citation_address=citation_address,
        count=text.count,
        elsewhere=elsewhere,
        in_full=in_full,
        original_address=original_address,
        percent=text.percent,
        plural=text.plural,
        readable=readable,
    )
    return made


def render(template: str, **values: object) -> str:
    """Render a template of this package, such as "chat.html", with values of its own."""
    return environment().get_template(template).render(values)
