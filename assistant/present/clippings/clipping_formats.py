"""The formats of a list of clippings, by name; each is written as the clippings come. Pure.

A format in BIBLIOGRAPHIES has one entry an article: its clippings have to come one after another.
JSON is in `assistant.wire`, whose schema it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from assistant.core.listed_clipping import ListedClipping
from assistant.core.markdown import escape_markdown
from assistant.news.speech.cited_quote import CitedQuote, list_speakers
from assistant.present.export import server_links
from assistant.present.export.bibtex import write_bibtex
from assistant.present.export.cited_article import CitedArticle, group_neighbours
from assistant.present.export.csl import iterate_csl
from assistant.present.export.csv_cells import iterate_csv
from assistant.present.export.quote_rows import QUOTE_COLUMNS, make_quote_row
from assistant.present.export.ris import write_ris
from assistant.present.held_text import GONE
from assistant.present.html.environment import load_environment
from assistant.present.terms_text import format_correction
from index.language.en.date_words import format_source

COLUMNS = (*QUOTE_COLUMNS, "note", "collection", "kept", "state")
BIBLIOGRAPHIES = ("ris", "bibtex", "csl")

Listed = Iterable[ListedClipping]


def make_quote(listed: ListedClipping) -> CitedQuote:
    """Make the quotation of a clipping, with its note."""
    clipping, span = listed.clipping, listed.clipping.span
    speakers = list_speakers(listed.attributions, span) if span else ()
    place = span or (0, 0)
    return CitedQuote(listed.article, *place, clipping.quote, speakers, clipping.note)


def make_link(server: str, listed: ListedClipping) -> str:
    """Make the link that opens a clipping on a running server, "" without one."""
    article_id, span = listed.article.id, listed.clipping.span
    if not server:
        return ""
    if span is None:
        return server_links.make_article_link(server, article_id)
    return server_links.make_quote_link(server, article_id, span.start, span.end)


def _write_csv(clippings: Listed, server: str) -> Iterator[str]:
    return iterate_csv(COLUMNS, map(_make_row, clippings))


def _make_row(listed: ListedClipping) -> dict[str, str | float]:
    clipping = listed.clipping
    return make_quote_row(make_quote(listed)) | {
        "note": clipping.note,
        "collection": clipping.collection,
        "kept": clipping.kept,
        "state": "in the article" if clipping.span else GONE.lower(),
    }


def _write_markdown(clippings: Listed, server: str) -> Iterator[str]:
    yield "# Clippings\n"
    for listed in clippings:
        yield "\n" + "\n\n".join(_render_markdown(listed, server)) + "\n"


def _render_markdown(listed: ListedClipping, server: str) -> Iterator[str]:
    clipping, article = listed.clipping, listed.article
    yield f"> {escape_markdown(clipping.quote)}"
    title, link = escape_markdown(article.title) or "untitled", make_link(server, listed)
    source = escape_markdown(format_source(article.source, article.published))
    original = server_links.make_web_link(article.url)
    yield "".join(
        (
            f"{source}: ",
            f"[{title}](<{link}>)" if link else title,
            f", [original](<{original}>)" if original else "",
            "" if clipping.span else f" ({GONE.lower()})",
        )
    )
    if correction := format_correction(article.terms):
        yield escape_markdown(correction)
    if clipping.note:
        lines = filter(None, map(str.strip, clipping.note.split("\n")))
        yield "Note: " + "\\\n".join(map(escape_markdown, lines))


def _write_html(clippings: Listed, server: str) -> Iterator[str]:
    template = load_environment().get_template("clippings/export.html")
    return template.generate(
        clippings=clippings,
        server=server,
        link=make_link,
        web_address=server_links.make_web_link,
        gone=GONE,
    )


def _write_entries(
    write: Callable[[Iterable[CitedArticle]], str], clippings: Listed
) -> Iterator[str]:
    beginning = ""
    for cited in group_neighbours(map(make_quote, clippings)):
        yield beginning + write([cited])
        beginning = "\n"


FORMATS: Mapping[str, Callable[[Listed, str], Iterator[str]]] = {
    "csv": _write_csv,
    "markdown": _write_markdown,
    "html": _write_html,
    "ris": lambda clippings, server: _write_entries(write_ris, clippings),
    "bibtex": lambda clippings, server: _write_entries(write_bibtex, clippings),
    "csl": lambda clippings, server: iterate_csl(group_neighbours(map(make_quote, clippings))),
}
