"""Prints answers, hits and articles on a terminal, with rich.

Reports on the archive are in `report_terminal`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from rich.console import Console
from rich.text import Text

from assistant.core.answer import Answer, Citation, Status
from assistant.core.found import Found
from assistant.present.citation_text import format_omission
from assistant.present.headings import join_prose
from assistant.present.reports_text import format_difference, format_independence
from assistant.present.sides import SideSentences, group_by_side
from assistant.present.syntax_help import format_match_count
from assistant.present.terminal.console import strip_controls, strip_line
from assistant.present.terms_text import format_correction, list_rights
from assistant.present.time_text import format_event_time, format_scope, format_update
from index.core.article import Article, Hit, Span
from index.core.edit import NO_EDIT, Edit
from index.core.text import shorten
from index.language.en.date_words import format_date, format_other_outlets, format_source
from index.language.en.recognition_words import format_recognition

_CLOSEST = 3
_MAX_PASSAGE = 300
_NOTHING = "No passage matches."


def show_answer(console: Console, answer: Answer) -> None:
    """Show the sentences of an answer with numbered sources, or a refusal with close articles."""
    console.print()
    if scope := format_scope(answer):
        console.print(Text(f"Searching: {scope}", style="dim"))
        console.print()
    if answer.status is Status.NO_EVIDENCE:
        console.print(Text(answer.refusal, style="bold"))
        _show_closest(console, answer.hits)
        return
    for number, side in enumerate(group_by_side(answer.sides, answer.sentences)):
        if number:
            console.print()
        _show_side(console, side, answer.citations)
    console.print()
    for citation in answer.citations:
        console.print(
            Text.assemble(
                (f"[{citation.number}] ", "cyan"),
                (format_source(strip_line(citation.source), citation.published), "bold"),
                f"  {strip_line(citation.title or citation.article_id)}",
                (f"  ({strip_line(citation.article_id)} {citation.start}–{citation.end})", "dim"),
                (_format_copies(citation.also_in), "dim"),
                (_format_times(citation), "dim"),
                (_format_ocr(citation), "yellow"),
            )
        )
        if correction := format_correction(citation.terms):
            console.print(Text(f"    {strip_line(correction)}", style="yellow"))
    console.print()
    if answer.note:
        console.print(Text(answer.note))
    if independence := format_independence(answer.independence):
        console.print(Text(strip_line(independence)))
    if difference := format_difference(answer.difference, answer.citations):
        console.print(Text(strip_line(difference)))
    console.print(Text(f"Confidence {answer.confidence:.0%}", style="dim"))


def _show_side(console: Console, side: SideSentences, citations: Sequence[Citation]) -> None:
    """Show the sentences of a side under its name, or that there are none."""
    if side.heading:
        console.print(Text(strip_line(side.heading), style="bold"))
    if side.absence:
        console.print(Text.assemble(("▏ ", "dim"), strip_line(side.absence)))
    article = ""
    for sentence in side.sentences:
        # Sentences of two articles never read as one text.
        cited = next((one.article_id for one in citations if one.number in sentence.citations), "")
        if article not in ("", cited):
            console.print()
        article = cited
        marks = "".join(f"[{number}]" for number in sentence.citations)
        omission = format_omission(sentence)
        text = f"{strip_line(sentence.text)} "
        console.print(Text.assemble((f"▏ {omission}", "dim"), text, (marks, "cyan")))


def _show_closest(console: Console, hits: Iterable[Hit]) -> None:
    closest = list({hit.passage.article_id: hit for hit in reversed(list(hits))}.values())[::-1]
    if not closest:
        return
    console.print("\nThe closest articles:")
    for hit in closest[:_CLOSEST]:
        where = hit.url or hit.passage.article_id
        console.print(
            Text.assemble(
                f"  {strip_line(hit.title or hit.passage.article_id)}  ",
                (format_source(strip_line(hit.source), hit.published), "bold"),
                (f"  {strip_line(where)}", "dim"),
            )
        )


def show_found(console: Console, found: Found) -> None:
    """Show the passages of a search, or why there are none, and how many articles match."""
    if not found.hits:
        console.print(Text(f"{strip_line(found.notice)}." if found.notice else _NOTHING))
    show_hits(console, found.hits, found.places)
    if found.hits:
        count = format_match_count(found.articles, found.stories, is_exact=found.is_exact)
        rest = "; what else is listed is close in meaning"
        if found.is_exact:
            following = found.next_offset
            rest = "" if following is None else f"; the next ones: --offset {following}"
        console.print(Text(f"{count[:1].upper()}{count[1:]}{rest}.", style="dim"))


def show_hits(
    console: Console, hits: Sequence[Hit], places: Mapping[str, Span] = MappingProxyType({})
) -> None:
    """Show a ranked list of passages, each from its article's place on, if there is one."""
    for hit in hits:
        console.print(
            Text.assemble(
                (f"{hit.rank:>2}  ", "cyan"),
                (strip_line(hit.title or hit.passage.article_id), "bold"),
                f"  {format_source(strip_line(hit.source), hit.published)}",
                (f"  {hit.score:.2f}", "dim"),
                (_format_copies(hit.also_in), "dim"),
                (_format_ocr(hit), "yellow"),
            )
        )
        text = strip_line(join_prose(_cut_before(hit, places)))
        console.print(Text(f"    {shorten(text, _MAX_PASSAGE)}"))
        if correction := format_correction(hit.terms):
            console.print(Text(f"    {strip_line(correction)}", style="yellow"))


def _cut_before(hit: Hit, places: Mapping[str, Span]) -> str:
    """The text of a passage from its best sentence on."""
    passage = hit.passage
    place = places.get(passage.article_id)
    if place is None or place.start <= passage.start:
        return passage.text
    return f"… {passage.text[place.start - passage.start :]}"


def _format_times(citation: Citation) -> str:
    """The time that a quotation speaks of, and when its article was updated."""
    times = (format_event_time(citation), format_update(citation))
    return "".join(f"  {strip_line(time)}" for time in times if time)


def _format_copies(outlets: Sequence[str]) -> str:
    return f"  {format_other_outlets(outlets)}" if outlets else ""


def _format_ocr(one: Citation | Hit) -> str:
    return f"  {format_recognition(one.pages)}" if one.ocr else ""


def show_article(console: Console, article: Article, edit: Edit = NO_EDIT) -> None:
    """Show the article, its description first, and what somebody set in it."""
    console.print(Text(strip_line(article.title or article.id), style="bold"))
    console.print(Text(format_source(strip_line(article.source), article.published)))
    for name, value in (
        ("by", ", ".join(article.authors)),
        ("updated", format_date(article.updated) if article.updated else ""),
        ("section", article.section),
        ("language", article.language),
    ):
        if value:
            console.print(Text(f"{name} {strip_line(value)}", style="dim"))
    if article.url:
        console.print(Text(strip_line(article.url), style="dim"))
    for label, text in list_rights(article.terms):
        console.print(Text(f"{label.lower()}: {strip_line(text)}", style="dim"))
    if correction := format_correction(article.terms):
        console.print(Text(strip_line(correction), style="yellow"))
    if edit.values:
        console.print(Text(f"edited: {strip_line(edit.describe())}", style="yellow"))
    console.print()
    console.print(Text(strip_controls(article.text)))
