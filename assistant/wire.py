"""The shapes in which answers, hits and articles leave the program. Pure.

Other programs rely on these keys.
"""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer
from index.article import Article, Hit

Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """An answer; `citations` in a sentence are citation numbers."""
    return {
        "question": answer.question,
        "status": answer.status.value,
        "confidence": answer.confidence,
        "sentences": [
            {"text": sentence.text, "citations": list(sentence.citations)}
            for sentence in answer.sentences
        ],
        "citations": [
            {
                "number": citation.number,
                "article_id": citation.article_id,
                "title": citation.title,
                "source": citation.source,
                "published": citation.published,
                "url": citation.url,
                "passage_id": citation.passage_id,
                "start": citation.start,
                "end": citation.end,
                "quote": citation.quote,
            }
            for citation in answer.citations
        ],
        "hits": [hit_json(hit) for hit in answer.hits],
        "timings_ms": dict(answer.timings_ms),
    }


def hit_json(hit: Hit) -> Json:
    """A ranked passage; `text` stands at `start` to `end` of its article."""
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "passage_id": hit.passage.id,
        "article_id": hit.passage.article_id,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
    }


def article_json(article: Article, *, with_text: bool = True) -> Json:
    """An article, or only what describes it."""
    described: Json = {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "url": article.url,
    }
    return described | ({"text": article.text} if with_text else {})
