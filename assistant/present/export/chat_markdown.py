"""A conversation as Markdown. Pure.

Whatever questions and articles contain stays plain text: what Markdown would read as a mark, a
link or HTML is escaped. Marks that turn the direction of writing are left out, since nothing in
Markdown could keep them from turning what comes after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.answer import Citation
from assistant.chat.turn import NearArticle, Turn
from assistant.present.citation_text import strip_direction_marks
from assistant.present.export.server_links import article_address, quote_address, web_address
from index.language.en.date_words import format_interval, format_other_outlets, format_source

# Everywhere a mark; "$" is one for formulas in many readers.
_MARKS = re.compile(r"[\\`*_\[\]<>&|~#$!^{}]")
# A list, a heading's line or a rule where a line begins, and what readers make links of.
_PLACED = re.compile(r"^[-+=]|(?<=^\d)[.)]|(?<=\w):(?=//)|(?<=www)\.|(?<=\w)@(?=\w)")
# "12." begins a list as "1." does.
_NUMBERED = re.compile(r"^(\d{2,9})([.)])")


def chat_markdown(turns: Sequence[Turn], server: str) -> str:
    """All questions and answers; links open the quotations on a running `server`."""
    parts = ["# Dateline", *(part for turn in turns for part in _turn(turn, server))]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text as Markdown that shows it on one line."""
    marked = _MARKS.sub(r"\\\g<0>", strip_direction_marks(text))
    return _PLACED.sub(r"\\\g<0>", _NUMBERED.sub(r"\1\\\2", marked))


def _turn(turn: Turn, server: str) -> list[str]:
    parts = [f"## {escaped(turn.asked.typed)}"]
    if searched := searched_for(turn):
        parts.append(f"Searched: {escaped(searched)}")
    if not turn.citations:
        parts.append(f"**No answer.** {escaped(turn.refusal)}")
        if turn.closest:
            parts.append("The closest articles:")
            parts.append("\n".join(_closest(one, server) for one in turn.closest))
        return parts
    links = {one.number: _open(one, server) for one in turn.citations}
    for sentence in turn.sentences:
        marks = "".join(f"[\\[{number}\\]]({links[number]})" for number in sentence.citations)
        parts.append(f"> {escaped(sentence.text)} {marks}")
    parts.append("\n".join(_source(one, links[one.number]) for one in turn.citations))
    return parts


def searched_for(turn: Turn) -> str:
    """What a follow-up was understood as, and the filters; "" where neither is anything."""
    asked = turn.asked
    dates = format_interval(asked.filters.after, asked.filters.before)
    question = asked.question if asked.question != asked.typed else ""
    return " · ".join(part for part in (question, dates, *asked.filters.sources) if part)


def _source(citation: Citation, link: str) -> str:
    told = escaped(format_source(citation.source, citation.published))
    copies = f", {format_other_outlets(citation.also_in)}" if citation.also_in else ""
    original = _original(citation.url)
    title = escaped(citation.title) or "untitled"
    return f"- \\[{citation.number}\\] {told}{copies}: [{title}]({link}){original}"


def _closest(one: NearArticle, server: str) -> str:
    link = f"<{article_address(server, one.article_id)}>"
    title = escaped(one.title) or "untitled"
    told = escaped(format_source(one.source, one.published))
    return f"- {told}: [{title}]({link}){_original(one.url)}"


def _open(citation: Citation, server: str) -> str:
    return f"<{quote_address(server, citation.article_id, citation.start, citation.end)}>"


def _original(url: str) -> str:
    address = web_address(url)
    return f", [original](<{address}>)" if address else ""
