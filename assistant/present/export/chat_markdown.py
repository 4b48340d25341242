"""Renders a conversation as Markdown. Pure.

Text of questions and articles stays plain: it escapes what Markdown would read as a mark, a link
or HTML. Marks that change the direction of writing are removed, because Markdown cannot limit
their effect.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chat.turn import NearArticle, Turn
from assistant.core.answer import Citation
from assistant.core.markdown import escape_markdown
from assistant.present.citation_text import format_omission
from assistant.present.export.server_links import make_article_link, make_quote_link, make_web_link
from assistant.present.reports_text import format_difference
from assistant.present.sides import group_by_side
from assistant.present.terms_text import format_correction
from assistant.present.time_text import format_event_time, format_period, format_speaker
from index.language.en.asking.remarks import read_remark
from index.language.en.date_words import (
    format_date,
    format_interval,
    format_other_outlets,
    format_source,
)
from index.language.en.recognition_words import format_recognition


def render_chat_markdown(turns: Sequence[Turn], server: str) -> str:
    """Render all questions and answers; links open the quotations on a running `server`."""
    parts = ["# Dateline", *(part for turn in turns for part in _render_turn(turn, server))]
    return "\n\n".join(parts) + "\n"


def _render_turn(turn: Turn, server: str) -> list[str]:
    parts = [f"## {escape_markdown(turn.asked.typed)}"]
    if search := describe_search(turn):
        parts.append(f"Searched: {escape_markdown(search)}")
    if not turn.citations:
        verdict = "" if read_remark(turn.asked.typed) else "**No answer.** "
        parts.append(f"{verdict}{escape_markdown(turn.refusal)}")
        if turn.closest:
            parts.append("The closest articles:")
            parts.append("\n".join(_render_closest(one, server) for one in turn.closest))
        return parts
    links = {one.number: _link_quote(one, server) for one in turn.citations}
    for side in group_by_side(turn.sides, turn.sentences):
        parts += [f"### {escape_markdown(side.heading)}"] if side.heading else []
        parts += [escape_markdown(side.absence)] if side.absence else []
        for sentence in side.sentences:
            marks = "".join(f"[\\[{number}\\]]({links[number]})" for number in sentence.citations)
            quote = escape_markdown(format_omission(sentence) + sentence.text)
            parts.append(f"> {quote} {marks}")
    if turn.note:
        parts.append(escape_markdown(turn.note))
    if differ := format_difference(turn.difference, turn.citations):
        parts.append(escape_markdown(differ))
    parts.append("\n".join(_render_source(one, links[one.number]) for one in turn.citations))
    return parts


def describe_search(turn: Turn) -> str:
    """Describe the question and filters that were searched; "" if they are just as typed."""
    filters = turn.asked.filters
    dates = format_interval(filters.after, filters.before) or format_period(turn.period)
    as_of = f"as of {format_date(filters.as_of)}" if filters.as_of else ""
    question = turn.asked.question if turn.asked.question != turn.asked.typed else ""
    speaker = format_speaker(filters.speaker_name)
    parts = (question, dates, *filters.sources, as_of, speaker)
    return " · ".join(part for part in parts if part)


def _render_source(citation: Citation, link: str) -> str:
    source = escape_markdown(format_source(citation.source, citation.published))
    copies = f", {format_other_outlets(citation.also_in)}" if citation.also_in else ""
    copies += f", {format_recognition(citation.pages)}" if citation.ocr else ""
    original = _link_original(citation.url)
    title = escape_markdown(citation.title) or "untitled"
    when = escape_markdown(format_event_time(citation))
    correction = escape_markdown(format_correction(citation.terms))
    note = (f" ({when})" if when else "") + (f". {correction}" if correction else "")
    return f"- \\[{citation.number}\\] {source}{copies}: [{title}]({link}){original}{note}"


def _render_closest(article: NearArticle, server: str) -> str:
    link = f"<{make_article_link(server, article.article_id)}>"
    title = escape_markdown(article.title) or "untitled"
    source = escape_markdown(format_source(article.source, article.published))
    return f"- {source}: [{title}]({link}){_link_original(article.url)}"


def _link_quote(citation: Citation, server: str) -> str:
    return f"<{make_quote_link(server, citation.article_id, citation.start, citation.end)}>"


def _link_original(url: str) -> str:
    address = make_web_link(url)
    return f", [original](<{address}>)" if address else ""
