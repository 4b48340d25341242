"""Formats how the reports of an answer hang together, and how they differ. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.core.agreement import Difference, DifferenceKind, Independence
from assistant.core.answer import Citation
from index.language.en.date_words import format_source

_INTRODUCTIONS = {
    DifferenceKind.DISPUTE: "Reports differ",
    DifferenceKind.DENIAL: "Denied",
    DifferenceKind.LATER: "Reports over time",
    DifferenceKind.CORRECTION: "Corrected",
}


def format_independence(independence: Independence | None) -> str:
    """ "3 outlets, 1 source (RIA Novosti)"; "" if no outlets share a source."""
    if independence is None:
        return ""
    sources = "source" if independence.sources == 1 else "sources"
    names = [each.name or "copies of one story" for each in independence.shared]
    named = f" (shared: {', '.join(dict.fromkeys(names))})"
    return f"{independence.outlets} outlets, {independence.sources} {sources}{named}"


def format_difference(difference: Difference | None, citations: Sequence[Citation]) -> str:
    """ "Reports differ: “12” (Kel Courier, 3 Mar 2025) [1]; “15” (Lund Post, …) [2]"; "" if they do
    not differ. A denial begins with "Denied by the ministry"."""
    if difference is None:
        return ""
    by_number = {citation.number: citation for citation in citations}
    values = "; ".join(
        f"“{value.text}” ({_name_report(by_number[value.citation])}) [{value.citation}]"
        for value in difference.values
        if value.citation in by_number
    )
    by = re.sub(r"^The\b", "the", difference.denied_by)
    by = f" by {by}" if by else ""
    return f"{_INTRODUCTIONS[difference.kind]}{by}: {values}"


def _name_report(citation: Citation) -> str:
    return format_source(citation.source, citation.published)
