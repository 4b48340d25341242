"""Makes the JSON that the command prints, by the schemas of this folder. Pure.

Only what the other interfaces lack is defined here: versions of articles, and the archive's health.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.core.answer import Answer
from assistant.core.found import Found
from assistant.wire.archive_shapes import (
    ArticleShape,
    DescriptionShape,
    LocalStatsShape,
    ReportShape,
)
from assistant.wire.permission_shapes import HiddenShape, LedgerRowShape
from assistant.wire.responses import AnswerShape
from assistant.wire.search_shape import SearchShape
from index.core.article import Article
from index.core.edit import Edit

if TYPE_CHECKING:
    from assistant.present.watch_event import WatchEvent
    from index.ingest.reports import AddReport, Examination
    from index.storage.catalog_types import Version
    from index.storage.permission.ledger_row import LedgerRow
    from index.storage.permission.state import HiddenArticle

Json = dict[str, Any]


def make_answer_json(answer: Answer) -> Json:
    """Make the JSON of an answer; `citations` in a sentence are citation numbers."""
    return AnswerShape.of(answer).model_dump(mode="json")


def make_search_json(query: str, found: Found, timings_ms: Mapping[str, float]) -> Json:
    """Make the JSON of a query and what it found."""
    return SearchShape.of(query, found, timings_ms).model_dump(mode="json")


def make_article_json(article: Article, *, with_text: bool = True) -> Json:
    """Make the JSON of an article, or only of its description."""
    shape = ArticleShape if with_text else DescriptionShape
    return shape.of(article).model_dump(mode="json")


def make_edit_json(edit: Edit) -> Json:
    """Make the JSON of what somebody set in an article: by field what stands there now, `edited`,
    and what the source states, `stated`; empty if nobody edited it."""
    return {
        name: {"edited": value, "stated": edit.stated[name]} for name, value in edit.values.items()
    }


def make_version_json(version: Version) -> Json:
    """Make the JSON of an article as it was until `replaced`."""
    return {
        "version": version.number,
        "replaced": version.replaced,
        **make_article_json(version.article),
    }


def make_hidden_json(hidden: HiddenArticle) -> Json:
    """Make the JSON of an article that is not shown, and why."""
    return HiddenShape.of(hidden).model_dump(mode="json")


def make_ledger_json(row: LedgerRow) -> Json:
    """Make the JSON of a row of the ledger."""
    return LedgerRowShape.of(row).model_dump(mode="json")


def make_stats_json(stats: Mapping[str, str | int | None]) -> Json:
    """Make the JSON of an archive's figures and its place."""
    return LocalStatsShape.of(stats).model_dump(mode="json")


def make_report_json(report: AddReport) -> Json:
    """Make the JSON of a run's report; `embedded` counts the texts that the model read."""
    return ReportShape.of(report).model_dump(mode="json")


def make_event_json(event: WatchEvent) -> Json:
    """Make the JSON of what `watch` did at a place, or why it failed."""
    report = make_report_json(event.report) if event.report else {}
    return {"time": event.time, "source": event.place, "error": event.error or None, **report}


def make_examination_json(before: Examination, after: Examination, embedded: int | None) -> Json:
    """Make the JSON of the faults before and after a repair; `embedded` is None without one."""
    return {
        "sound": after.is_sound,
        "articles": after.articles,
        "passages": after.passages,
        "found": list(before.lines()),
        "repaired": embedded is not None,
        "embedded": embedded or 0,
        "left": list(after.lines()),
    }
