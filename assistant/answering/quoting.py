"""Quotes sentences, and keeps the quotations that stand in the stored articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.sentence_choice import quote_sentences
from assistant.answering.verification import verify_quotes
from assistant.core.answer import AnswerSentence, Citation
from index.core.article import Article
from index.core.errors import DatelineError
from index.library import Library

Groups = Sequence[Sequence[SentenceCandidate]]
Quotes = tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]


def quote_verified(groups: Groups, library: Library) -> Quotes:
    """Quote sentences, each item with its copies, if they stand verbatim in the catalog."""
    sentences, citations = quote_sentences(groups)
    articles = _load_articles({citation.article_id for citation in citations}, library)
    return verify_quotes(sentences, citations, articles)


def _load_articles(article_ids: Iterable[str], library: Library) -> dict[str, Article]:
    articles: dict[str, Article] = {}
    for article_id in article_ids:
        try:
            articles[article_id] = library.get(article_id)
        except DatelineError:
            # The article was removed after the search: its quotations fail the check.
            continue
    return articles
