"""A story as an agency states it, and what becomes of it: an article or a notice. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.core.errors import DatelineError
from index.core.item import ItemVersion, Notice, NoticeStatus
from index.core.text import one_line
from index.language.en.publishing.corrections import speaks_of_correction
from index.language.en.publishing.embargo_words import is_embargo_line
from index.sources.entry import Entry
from index.sources.metadata import Metadata
from index.sources.parsed_article import ParsedArticle, PublisherNotice, SourceEvent
from index.sources.stated_dates import parse_second

MAX_GUID_CHARACTERS = 1_000
# How the formats spell the two statuses that take a story back.
_STATUS = {
    "canceled": NoticeStatus.CANCELED,
    "cancelled": NoticeStatus.CANCELED,
    "withheld": NoticeStatus.WITHHELD,
}


@dataclass(frozen=True, slots=True)
class Story:
    """A story of an agency. `item` is None if the agency names none; `status` is None if the story
    may be used, and `reason` says where it is stated otherwise. Without a text, `fault` is why."""

    text: str
    metadata: Metadata
    item: ItemVersion | None = None
    status: NoticeStatus | None = None
    reason: str = ""
    fault: str = ""


def make_item(guid: str, version: str = "", created: str = "") -> ItemVersion | None:
    """The version of an item, as stated by its name, number and date; None without a name."""
    guid = one_line(guid)[:MAX_GUID_CHARACTERS]
    return ItemVersion(guid, parse_number(version), parse_second(created)) if guid else None


def parse_number(text: str) -> int:
    """The number of a version, 0 if it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def parse_status(text: str) -> NoticeStatus | None:
    """The status that takes a story back, None for all others."""
    return _STATUS.get(text.strip().lower())


def read_instructions(metadata: Metadata, notes: list[str]) -> Metadata:
    """Add what notes to editors say of an embargo or a correction, where nothing else is stated."""
    for note in map(one_line, notes):
        if is_embargo_line(note) and not (metadata.embargo or metadata.hold):
            metadata = replace(metadata, embargo=note)
        elif speaks_of_correction(note) and not metadata.correction:
            metadata = replace(metadata, correction=note)
    return metadata


def read_story(
    entry: Entry, story: Story, article_id: str = "", part: str = ""
) -> Iterator[SourceEvent]:
    """Yield the article of a story, or the notice that takes it back.

    `article_id` and `part` are those of `Entry.build_article`. Raises DatelineError if it is
    neither an article nor a notice.
    """
    if story.status is NoticeStatus.CANCELED or (story.status and story.fault):
        yield _make_notice(entry, story, part)
        return
    if story.fault:
        raise DatelineError(story.fault)
    metadata = story.metadata
    if story.status is NoticeStatus.WITHHELD:
        metadata = replace(metadata, hold=story.reason)
    for event in entry.build_article(story.text, metadata, article_id, part):
        if isinstance(event, ParsedArticle):
            yield replace(event, item=story.item)
        else:
            yield event


def _make_notice(entry: Entry, story: Story, part: str) -> PublisherNotice:
    assert story.status is not None
    if story.item is None:
        raise DatelineError(
            f"{story.reason}; nothing was removed, since it is not certain which story that is",
            "If the archive has it: dateline remove",
        )
    # What counts for earlier versions counts for those without an order, too.
    item = replace(story.item, is_ordered=True)
    notice = Notice(item, story.status, story.reason)
    return PublisherNotice(notice, entry.name_part(part), entry.container)
