"""Articles, hits and questions made by hand, so that a test shows every number it relies on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answering.question import Question
from assistant.answering.question_context import QuestionContext
from index.core.article import Article, Hit, Passage, ScoredSentence, Signals, Span, Term


def words(text: str) -> list[str]:
    """Lower-case words: the simplest stems there are."""
    return re.findall(r"\w+", text.casefold())


def article_of(
    *sentences: str, article_id: str = "a", title: str = "", published: str | None = None
) -> Article:
    """An article with one sentence a line."""
    return Article(article_id, title, "\n".join(sentences), "Wire", published)


def spans_of(article: Article) -> list[Span]:
    """Where the lines of the article stand."""
    return [Span(*line.span()) for line in re.finditer(r".+", article.text)]


def hit_of(
    article: Article,
    similarities: Mapping[int, float],
    *,
    score: float = 0.0,
    rank: int = 1,
    dense: float = 0.0,
) -> Hit:
    """A hit on neighbouring sentences of the article; `similarities` by sentence number."""
    spans = {number: spans_of(article)[number] for number in sorted(similarities)}
    start, end = min(spans.values()).start, max(spans.values()).end
    passage_id = f"{article.id}:{start}-{end}"
    text = article.text[start:end]
    return Hit(
        rank=rank,
        score=score,
        passage=Passage(passage_id, article.id, start, end, text, tuple(spans.values())),
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        signals=Signals(dense, 0.0, max(similarities.values())),
        sentences=tuple(ScoredSentence(*spans[n], similarities[n]) for n in spans),
    )


def question_of(text: str = "Which?", *terms: Term, passages: int = 9) -> Question:
    """A question; without terms every sentence covers it alike."""
    return Question.weigh(text, list(terms), passages)


def name(word: str, passages: int = 0) -> Term:
    """A proper name that so many passages have."""
    return Term(word, word.casefold(), passages, is_name=True)


def word(text: str, passages: int = 0) -> Term:
    """A plain word that so many passages have."""
    return Term(text, text.casefold(), passages, is_name=False)


def reading_of(question: Question, hits: Sequence[Hit]) -> QuestionContext:
    """A question with its hits, read with the simplest stems."""
    return QuestionContext.build(question, hits, words)
