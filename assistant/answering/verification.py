"""Verifies that quotations stand verbatim in their articles, and drops those that do not.

Pure: the caller loads the articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.core.answer import AnswerSentence, Citation
from index.core.article import Article


def is_verbatim(citation: Citation, article: Article | None) -> bool:
    """Is the quote, character for character, at its place in the article?"""
    return (
        article is not None
        and article.id == citation.article_id
        and 0 <= citation.start < citation.end <= len(article.text)
        and article.text[citation.start : citation.end] == citation.quote
    )


def verify_quotes(
    sentences: Sequence[AnswerSentence],
    citations: Sequence[Citation],
    articles: Mapping[str, Article],
) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Keep the valid sentences and citations, renumber the citations from 1, and find where words
    of an article are left out between two sentences.

    A citation is valid if its quote stands in its article; its title, outlet, dates, URL and terms
    are taken from the article. A sentence is valid if a valid citation quotes exactly its text.
    """
    sound = {
        citation.number: citation
        for citation in citations
        if is_verbatim(citation, articles.get(citation.article_id))
    }
    kept_sentences: list[AnswerSentence] = []
    kept_citations: list[Citation] = []
    numbers: dict[int, int] = {}
    for sentence in sentences:
        old = [n for n in sentence.citations if n in sound and sound[n].quote == sentence.text]
        if not old:
            continue
        for number in old:
            if number not in numbers:
                numbers[number] = len(numbers) + 1
                kept_citations.append(_refresh_citation(sound[number], numbers[number], articles))
        kept_sentences.append(replace(sentence, citations=tuple(numbers[n] for n in old)))
    return _mark_gaps(kept_sentences, kept_citations, articles), tuple(kept_citations)


def _mark_gaps(
    sentences: Sequence[AnswerSentence],
    citations: Sequence[Citation],
    articles: Mapping[str, Article],
) -> tuple[AnswerSentence, ...]:
    """Mark each sentence between which and the one before it, of the same side, words of an article
    are left out. `citations` are numbered from 1."""
    marked: list[AnswerSentence] = []
    for sentence in sentences:
        before = [one for one in marked[-1:] if one.side == sentence.side]
        places = [citations[number - 1] for one in before for number in one.citations]
        own = [citations[number - 1] for number in sentence.citations]
        marked.append(replace(sentence, has_gap=_leave_out_words(places, own, articles)))
    return tuple(marked)


def _leave_out_words(
    before: Sequence[Citation], after: Sequence[Citation], articles: Mapping[str, Article]
) -> bool:
    """Is there an article of both in which more than white space stands between them?"""
    return any(
        other.start < one.end or bool(articles[one.article_id].text[one.end : other.start].strip())
        for one in before
        for other in after
        if one.article_id == other.article_id
    )


def _refresh_citation(citation: Citation, number: int, articles: Mapping[str, Article]) -> Citation:
    article = articles[citation.article_id]
    return replace(
        citation,
        number=number,
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        updated=article.updated,
        terms=article.terms,
    )
