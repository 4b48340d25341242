"""What the command prints as JSON, made by the one schema in `assistant.wire.responses`. Pure.

Here is only what the wire does not have: versions of articles, and how an archive is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from assistant.answering.answer import Answer
from assistant.wire.responses import (
    AnswerShape,
    ArticleShape,
    DescriptionShape,
    HitShape,
    LocalStatsShape,
    ReportShape,
    SearchShape,
)
from index.core.article import Article, Hit

if TYPE_CHECKING:
    from assistant.present.watch_event import WatchEvent
    from index.ingest.reports import AddReport, Examination
    from index.storage.catalog_types import Version

Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """An answer; `citations` in a sentence are citation numbers."""
    return AnswerShape.of(answer).model_dump(mode="json")


def hit_json(hit: Hit) -> Json:
    """A ranked passage; `text` stands at `start` to `end` of its article."""
    return HitShape.of(hit).model_dump(mode="json")


def search_json(query: str, hits: Iterable[Hit], timings_ms: Mapping[str, float]) -> Json:
    """What was searched for, and the passages that were found."""
    return SearchShape.of(query, hits, timings_ms).model_dump(mode="json")


def article_json(article: Article, *, with_text: bool = True) -> Json:
    """An article, or only what describes it."""
    shape = ArticleShape if with_text else DescriptionShape
    return shape.of(article).model_dump(mode="json")


def version_json(version: Version) -> Json:
    """An article as it was until `replaced`."""
    return {
        "version": version.number,
        "replaced": version.replaced,
        **article_json(version.article),
    }


def stats_json(stats: Mapping[str, str | int | None]) -> Json:
    """What an archive holds, and where it lies."""
    return LocalStatsShape.of(stats).model_dump(mode="json")


def report_json(report: AddReport) -> Json:
    """What became of the articles of one run; `embedded` counts texts that the model read."""
    return ReportShape.of(report).model_dump(mode="json")


def event_json(event: WatchEvent) -> Json:
    """What `watch` has just done at a place, or why it could not."""
    done = report_json(event.report) if event.report else {}
    return {"time": event.time, "source": event.place, "error": event.error or None, **done}


def examination_json(before: Examination, after: Examination, embedded: int | None) -> Json:
    """What was found wrong, and what is still, after a repair that embedded so many texts."""
    return {
        "sound": after.is_sound,
        "articles": after.articles,
        "passages": after.passages,
        "found": list(before.lines()),
        "repaired": embedded is not None,
        "embedded": embedded or 0,
        "left": list(after.lines()),
    }
