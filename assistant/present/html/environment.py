"""Loads the jinja2 environment with the filters of all templates, and renders a template.

It escapes every value. A template that names an unknown value fails.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.present.headings import join_prose
from assistant.present.held_text import GONE, describe_state, format_day
from assistant.present.html import template_filters
from assistant.present.html.article_address import (
    get_original_address,
    make_article_address,
    make_citation_address,
    make_scan_address,
)
from assistant.present.html.copied_answer import make_copied_quote
from assistant.present.html.doubtful_words import mark_doubtful
from assistant.present.html.screen_address import make_question_address
from assistant.present.reports_text import format_difference, format_independence
from assistant.present.sides import group_by_side
from assistant.present.terms_text import format_correction, list_rights
from assistant.present.time_text import format_event_time, format_period, format_update
from index.language.en.date_words import (
    format_date,
    format_long_date,
    format_other_outlets,
    format_source,
)
from index.language.en.recognition_words import format_recognition

# What templates may call.
_FUNCTIONS: dict[str, Any] = {
    "article_address": make_article_address,
    "attribution": format_source,
    "citation_address": make_citation_address,
    "copied_quote": make_copied_quote,
    "correction_of": format_correction,
    "count": template_filters.format_count,
    "day_of": format_day,
    "doubtful": mark_doubtful,
    "difference_of": format_difference,
    "elsewhere": format_other_outlets,
    "event_time": format_event_time,
    "group_by_side": group_by_side,
    "independence_of": format_independence,
    "gone": GONE,
    "in_full": format_long_date,
    "original_address": get_original_address,
    "percent": template_filters.format_percent,
    "period_name": format_period,
    "plural": template_filters.pluralise,
    "prose": join_prose,
    "question_address": make_question_address,
    "readable": format_date,
    "recognition": format_recognition,
    "scan_address": make_scan_address,
    "update_time": format_update,
    "rights_of": list_rights,
    "state_of": describe_state,
}


@cache
def load_environment() -> Environment:
    """Load the one environment of the package."""
    environment = Environment(
        loader=PackageLoader("assistant.present.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        line=template_filters.join_lines,
        cut=template_filters.shorten,
        as_json=template_filters.format_json,
        number=template_filters.format_number,
    )
    environment.globals.update(_FUNCTIONS)
    return environment


def render(template: str, **values: object) -> str:
    """Render a template of this package, such as "chat.html", with these values."""
    return load_environment().get_template(template).render(values)
