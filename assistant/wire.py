"""The shapes in which answers, hits and articles leave the program. Pure.

Other programs rely on these keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from index.article import Article, Hit

if TYPE_CHECKING:
    from assistant.event import Event
    from index.outcome import AddReport, Examination
    from index.sources import Problem
    from index.stored import Version

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
                "also_in": list(citation.also_in),
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
        "story_id": hit.story_id,
        "also_in": list(hit.also_in),
    }


def article_json(article: Article, *, with_text: bool = True) -> Json:
    """An article, or only what describes it."""
    described: Json = {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "authors": list(article.authors),
        "updated": article.updated,
        "language": article.language,
        "section": article.section,
    }
    return described | ({"text": article.text} if with_text else {})


def version_json(version: Version) -> Json:
    """An article as it was until `replaced`."""
    return {
        "version": version.number,
        "replaced": version.replaced,
        **article_json(version.article),
    }


def report_json(report: AddReport) -> Json:
    """What became of the articles of one run; `embedded` counts texts that the model read."""

    def listed(problems: Iterable[Problem]) -> list[Json]:
        return [{"place": problem.place, "reason": problem.reason} for problem in problems]

    return {
        "added": report.added,
        "unchanged": report.unchanged,
        "updated": report.updated,
        "removed": list(report.removed),
        "skipped": listed(report.skipped),
        "warnings": listed(report.warnings),
        "embedded": report.embedded,
    }


def event_json(event: Event) -> Json:
    """What `watch` has just done at a place, or why it could not."""
    done = report_json(event.report) if event.report else {}
    return {"time": event.time, "source": event.place, "error": event.error or None, **done}


def examination_json(before: Examination, after: Examination, embedded: int | None) -> Json:
    """What was found wrong, and what is still, after a repair that embedded so many texts."""
    return {
        "sound": after.sound,
        "articles": after.articles,
        "passages": after.passages,
        "found": list(before.lines()),
        "repaired": embedded is not None,
        "embedded": embedded or 0,
        "left": list(after.lines()),
    }
