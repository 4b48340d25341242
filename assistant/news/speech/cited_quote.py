"""A cited quotation with its article and who speaks in it: what exports need of an answer.

Who speaks is read from the attributions of the archive; a quotation of which they say nothing has
no speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.answer import Citation
from assistant.news.speech.statements import Statement
from index.core.article import Article, Span
from index.core.attribution import Attribution
from index.core.errors import UnknownArticleError
from index.library import Library

# The end of somebody's words that hangs over into a quotation does not make them its speaker.
_LEAST_SHARED = 8


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quotation, its article, and the names of those whose words stand in it, () if nobody is
    known: `article.text[start:end] == text`. `note` is what a reader wrote beside it.

    `start` and `end` are 0 if the article does not have the quotation any more."""

    article: Article
    start: int
    end: int
    text: str
    speakers: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def of(cls, statement: Statement) -> CitedQuote:
        """Make the quotation of a statement."""
        span, speaker = statement.quote, name_speaker(statement.attribution)
        names = (speaker,) if speaker else ()
        return cls(statement.article, span.start, span.end, statement.text, names)


def find_quotes(citations: Sequence[Citation], library: Library) -> tuple[CitedQuote, ...]:
    """Find the articles and the speakers of citations, in the same order."""
    ids = list(dict.fromkeys(citation.article_id for citation in citations))
    articles = {article_id: _get_article(article_id, library) for article_id in ids}
    found = library.find_attributions(ids)
    quotes = []
    for citation in citations:
        article = articles[citation.article_id] or _rebuild_article(citation)
        said = found.get(citation.article_id, [])
        names = list_speakers(said, Span(citation.start, citation.end))
        quotes.append(CitedQuote(article, citation.start, citation.end, citation.quote, names))
    return tuple(quotes)


def list_speakers(attributions: Sequence[Attribution], quote: Span) -> tuple[str, ...]:
    """The names of those whose words stand in a quotation, in order, each once."""
    names = (name_speaker(one) for one in attributions if _speaks_in(one, quote))
    return tuple(dict.fromkeys(name for name in names if name))


def name_speaker(attribution: Attribution) -> str:
    """The name of a speaker, or else the office; "" if neither is known."""
    return attribution.speaker or attribution.office


def _speaks_in(attribution: Attribution, quote: Span) -> bool:
    return attribution.is_speech and any(
        min(span.end, quote.end) - max(span.start, quote.start)
        >= min(_LEAST_SHARED, span.end - span.start)
        for span in attribution.content
    )


def _get_article(article_id: str, library: Library) -> Article | None:
    """The article, None if it was removed after it was cited."""
    try:
        return library.get(article_id)
    except UnknownArticleError:
        return None


def _rebuild_article(citation: Citation) -> Article:
    """What a citation knows of its article; the text is not a part of it."""
    return Article(
        citation.article_id,
        citation.title,
        "",
        citation.source,
        citation.published,
        citation.url,
        updated=citation.updated,
        terms=citation.terms,
    )
