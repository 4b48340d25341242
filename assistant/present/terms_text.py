"""Formats the terms of an article: its correction, and what may be done with it. Pure.

Pages escape the texts, and terminals strip them.
"""

from __future__ import annotations

from index.core.terms import Terms
from index.core.text import shorten
from index.language.en.date_words import format_date
from index.language.en.publishing.republishing import may_republish

_MAX_NOTE = 300


def format_correction(terms: Terms) -> str:
    """ "Corrected on 5 Mar 2025: The bridge is 40 metres long."; "" without a correction."""
    if not terms.correction:
        return ""
    date = f" on {format_date(terms.corrected)}" if terms.corrected else ""
    return f"Corrected{date}: {shorten(terms.correction, _MAX_NOTE)}"


def name_permission(terms: Terms) -> str:
    """Whether the article may be republished, in one word or two: "yes", "no", "not stated"."""
    return {True: "yes", False: "no", None: "not stated"}[may_republish(terms)]


def list_rights(terms: Terms) -> list[tuple[str, str]]:
    """What the publisher states about rights, each with its label; none if nothing is stated."""
    stated = [
        ("Copyright", terms.copyright),
        ("Credit", terms.credit),
        ("Usage terms", terms.usage),
        ("Data mining", terms.data_mining),
    ]
    rights = [(label, text) for label, text in stated if text]
    if may_republish(terms) is not None:
        rights.append(("May be republished", name_permission(terms)))
    if terms.expiry:
        rights.append(("Expires", format_date(terms.expiry)))
    return rights
