"""Alerts and what they found as lines of plain text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.present.terminal.console import strip_line
from index.core.alert import Alert, Finding
from index.language.en.date_words import format_date
from index.language.en.number_words import format_count


def format_news(news: Iterable[tuple[Alert, Sequence[Finding]]]) -> Iterator[str]:
    """The findings under their alerts, each with its article's id, date, outlet and title, and the
    quotation below it."""
    for number, (alert, findings) in enumerate(news):
        if number:
            yield ""
        yield f"{strip_line(alert.name)}: {format_count(len(findings), 'new article')}"
        for finding in findings:
            known = (format_date(finding.published), finding.source, finding.title)
            described = ", ".join(strip_line(part) for part in known if part)
            yield f"  {strip_line(finding.article_id)}  {described}".rstrip()
            if finding.quote:
                yield f"    “{strip_line(finding.quote)}”"


def format_alert(alert: Alert) -> str:
    """An alert on a line of tab-separated fields: its number, the number of unseen findings, its
    kind, name and words, and why it cannot be checked."""
    fields = [str(alert.id), str(alert.unseen), alert.kind.value, alert.name, alert.query]
    return "\t".join(strip_line(field) for field in (*fields, *filter(None, [alert.fault])))
