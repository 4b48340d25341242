"""Prints statements and attributions on a terminal, with rich."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from assistant.news.speech.joined_statements import SpeakerJoin
from assistant.news.speech.statements import Statement, Statements
from assistant.present.terminal.console import strip_line
from assistant.present.terms_text import format_correction
from index.core.article import Article, Span
from index.core.attribution import Attribution
from index.language.en.date_words import format_date, format_source


def show_statements(console: Console, found: Statements, wanted: str) -> None:
    """Show statements by day, or say that there are none."""
    if not found.statements:
        console.print(Text(_explain_nothing(found, strip_line(wanted)), style="bold"))
        return
    names = dict.fromkeys(each.name for each in found.speakers)
    console.print(Text(f"{', '.join(map(strip_line, names))}", style="bold"))
    day = None
    for statement in found.statements:
        if (published := format_date(statement.article.published)) != day:
            day = published
            console.print(Text(f"\n{day}", style="bold cyan"))
        _show_statement(console, statement)
    if found.total > len(found.statements):
        console.print(
            Text(f"\nThe newest {len(found.statements):,} of {found.total:,}", style="dim")
        )
    if found.missing_articles:
        console.print(Text(_explain_missing(found.missing_articles), style="dim"))


def _show_statement(console: Console, statement: Statement) -> None:
    article = statement.article
    place = f"  ({strip_line(article.id)} {statement.quote.start}–{statement.quote.end})"
    console.print(Text.assemble(("▏ ", "dim"), strip_line(statement.text)))
    console.print(
        Text.assemble(
            "  ",
            (format_source(strip_line(article.source), article.published), "bold"),
            f"  {strip_line(article.title or article.id)}",
            (place, "dim"),
        )
    )
    if statement.join:
        console.print(Text(f"  {strip_line(format_join(statement.join))}", style="dim"))
    if correction := format_correction(article.terms):
        console.print(Text(f"  {strip_line(correction)}", style="yellow"))


def format_join(join: SpeakerJoin) -> str:
    """ "counted as Tor Haugen: “the Palace spokesman”, by article tolm-3"."""
    return f"counted as {join.name}: “{join.words}”, by article {join.article_id}"


def _explain_nothing(found: Statements, wanted: str) -> str:
    if found.missing_articles:
        return _explain_missing(found.missing_articles)
    if not found.speakers:
        return f"Nobody whom “{wanted}” means speaks in the archive."
    return f"The archive has no such statement by {found.speakers[0].name}."


def _explain_missing(count: int) -> str:
    return f"{count:,} articles are not yet read for who says what. Run: dateline enrich"


def show_attributions(
    console: Console, article: Article, attributions: Sequence[Attribution] | None
) -> None:
    """Show who says what in an article."""
    if attributions is None:
        console.print("Not yet read for who says what. Run: dateline enrich")
        return
    for one in attributions:
        speaker = one.speaker or f"[{_cut(article, one.source) or 'unknown'}]"
        office = f", {one.office}" if one.office else ""
        console.print(
            Text.assemble(
                (strip_line(speaker), "bold"),
                (strip_line(office), "dim"),
                ("  direct" if one.direct else "", "cyan"),
            )
        )
        console.print(Text(f"  {strip_line(_cut(article, one.content))}"))


def _cut(article: Article, spans: Sequence[Span]) -> str:
    return " … ".join(article.text[span.start : span.end] for span in spans)
