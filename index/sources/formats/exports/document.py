"""The documents of an export as articles, each with an id that stays the same in every export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.core.article import digest
from index.core.errors import DatelineError
from index.core.text import normalise, one_line
from index.sources.entry import Entry
from index.sources.metadata import Metadata
from index.sources.parsed_article import Problem, SourceEvent

# Why the last document of a file is left out.
CUT_OFF = "it is cut off: its end is missing"
# What is left out as a document without words for an article.
_FEWEST_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class ExportDocument:
    """A document of an export. `id` is the database's own, "" if it states none. A document that
    is no article has a `fault` instead of a text."""

    text: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    id: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ExportParts:
    """The documents of a text in order, and how many of its characters belong to none of them."""

    documents: tuple[ExportDocument, ...]
    outside: int


@dataclass(frozen=True, slots=True)
class Export:
    """The documents of a file in order. `declared` is how many the file says that it holds, 0 if
    it does not say."""

    vendor: str
    documents: tuple[ExportDocument, ...]
    declared: int = 0

    def read(self, entry: Entry) -> Iterator[SourceEvent]:
        """Yield the articles. A document without an article gives a Problem and no more."""
        ids = _choose_ids(self.documents)
        first_places: dict[str, int] = {}
        for number, (document, document_id) in enumerate(
            zip(self.documents, ids, strict=True), start=1
        ):
            part = f"document {number}"
            first = first_places.setdefault(document_id, number) if document_id else number
            if first != number:
                reason = f"it repeats document {first} and was left out"
                yield Problem(entry.name_part(part), reason, skipped=False)
                continue
            try:
                if document.fault or len(document.text.strip()) < _FEWEST_CHARACTERS:
                    raise DatelineError(document.fault or "it has no text")
                yield from entry.build_article(document.text, document.metadata, document_id, part)
            except DatelineError as error:
                yield Problem(entry.name_part(part), str(error))
        if self.declared > len(self.documents):
            reason = (
                f"this export of {self.vendor} says that it has {self.declared} documents, but "
                f"only {len(self.documents)} are in it"
            )
            yield Problem(entry.place, reason, skipped=False)


def _choose_ids(documents: Sequence[ExportDocument]) -> list[str]:
    """The id of each document: the database's, else a digest of outlet, headline and date.

    Documents that share these, such as "Letters", have a digest of their texts as well.
    """
    keys = [_make_key(document) for document in documents]
    counts = Counter(keys)
    ids: list[str] = []
    for key, document in zip(keys, documents, strict=True):
        if document.fault:
            ids.append("")
        elif document.id:
            ids.append(document.id)
        elif counts[key] > 1 or not document.metadata.title:
            ids.append(digest(*key, normalise(document.text)))
        else:
            ids.append(digest(*key))
    return ids


def _make_key(document: ExportDocument) -> tuple[str, ...]:
    metadata = document.metadata
    return tuple(map(one_line, (metadata.source, metadata.title, metadata.published)))
