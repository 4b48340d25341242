"""Turns the verdicts of readers, stored by `assistant.chat.feedback`, into labelled questions.

    up, an answer       answerable; the cited sentences and articles are gold
    up, a refusal       unanswerable
    down, a refusal     answerable, gold unknown
    down, an answer     no label: the verdict does not say whether another answer exists

The last verdict on a question counts. Questions with filters are skipped, since an evaluation
searches the whole archive. The dataset's notes count what was skipped.

The questions go to an existing archive: that of the file's folder, or else that of the settings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.datasets.clapnq import list_files
from eval.datasets.dataset import Dataset, LabelledQuery
from eval.datasets.dataset_builder import add_labels, make_query
from eval.datasets.record import Record, hash_lines, make_read_error, parse_object, read_first_keys
from index.core.article import digest
from index.core.errors import DatelineError
from index.sources.entry import path_text
from index.sources.parsed_article import SourceEvent

_KEYS = frozenset({"verdict", "question", "status", "citations", "filters"})
_NO_LABEL = "a thumbs-down on an answer does not say what the right one is"
_FILTERED = "it was asked of some dates or outlets only"
_WITHDRAWN = "the verdict was taken back"
_UNREADABLE = "the line cannot be read"


@dataclass(frozen=True, slots=True)
class _Label:
    """A question with its relevant articles, or the reason why it is skipped."""

    query: LabelledQuery | None
    relevant: tuple[str, ...] = ()
    reason: str = ""


def can_read(place: Path) -> bool:
    """Is the place a file of verdicts?"""
    return place.is_file() and any(read_first_keys(path) >= _KEYS for path in list_files(place))


def read(place: Path) -> Dataset:
    """Read the dataset. Raises DatelineError if the file cannot be opened."""
    labels: dict[str, _Label] = {}
    skipped: Counter[str] = Counter()
    for record in _read_records(place, skipped):
        try:
            query = make_query(record, "feedback", record.text("question"))
            key = digest(query.text.casefold())
            labels.pop(key, None)  # the last verdict also decides the place
            labels[key] = _derive_label(record, key[:12])
        except DatelineError:
            skipped[_UNREADABLE] += 1
    skipped.update(label.reason for label in labels.values() if label.reason)
    relevant_by_query = {
        label.query: label.relevant for label in labels.values() if label.query is not None
    }
    return Dataset(
        name=place.resolve().stem,
        corpus=hash_lines(("an archive as it is", path_text(place.resolve().parent))),
        reads=_read_nothing,
        queries=tuple(relevant_by_query),
        qrels={query.id: dict.fromkeys(ids, 1) for query, ids in relevant_by_query.items() if ids},
        archive=place.resolve().parent,
        notes=tuple(f"{count:,} passed over: {reason}" for reason, count in skipped.items()),
    )


def _read_records(place: Path, skipped: Counter[str]) -> Iterator[Record]:
    """Read the JSON objects, and count the other lines: a full disk leaves partial ones."""
    try:
        with place.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                try:
                    if raw.strip():
                        yield parse_object(raw, f"{path_text(place)}, line {number}")
                except DatelineError:
                    skipped[_UNREADABLE] += 1
    except OSError as error:
        raise make_read_error(place, error) from error


def _derive_label(record: Record, name: str) -> _Label:
    """Derive the label of one verdict. Raises DatelineError for a record in another layout."""
    verdict, status = record.text("verdict"), record.text("status")
    if verdict not in ("up", "down", "withdrawn") or status not in ("answered", "no_evidence"):
        raise record.error("its 'verdict' or its 'status' is none")
    if verdict == "withdrawn":
        return _Label(None, reason=_WITHDRAWN)
    if _is_filtered(record):
        return _Label(None, reason=_FILTERED)
    if verdict == "down" and status == "answered":
        return _Label(None, reason=_NO_LABEL)
    query = make_query(record, f"feedback-{name}", record.text("question"))
    if status == "no_evidence":
        return _Label(add_labels(query, answerable=verdict == "down", answers=(), evidence=()))
    citations = list(record.records("citations", "citation"))
    evidence = tuple(dict.fromkeys(citation.text("quote") for citation in citations))
    relevant = tuple(dict.fromkeys(citation.text("article_id") for citation in citations))
    return _Label(add_labels(query, answerable=True, answers=(), evidence=evidence), relevant)


def _is_filtered(record: Record) -> bool:
    filters = record.fields.get("filters")
    return isinstance(filters, dict) and any(filters.values())


def _read_nothing() -> Iterator[SourceEvent]:
    yield from ()
