"""`.wacz`: a crawl in one file, WARC files with lists of their pages.

What no list names, such as the frame of an advertisement, is part of a page and no article.
https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats import gz, zip  # noqa: A004
from index.sources.formats.web.warc import Captures, page_key
from index.sources.parsed_article import Problem, SourceEvent

# The seeds of the crawl, and what it found from them.
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_ARCHIVES = "archive/"
# A line can hold the whole text of its page.
_MAX_LINE_BYTES = 20_000_000
_MAX_PAGES = 1_000_000


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the articles of the pages that its lists name, of all pages if they name none.

    Raises DatelineError if it is damaged or holds no page.
    """
    pages, reservations = _read_lists(entry)
    yield from reservations
    captures = Captures(pages or None)
    archives = problems = 0
    for member in zip.read(entry):
        if isinstance(member, Problem):
            yield member
        elif member.name.startswith(_ARCHIVES) and member.name.endswith((".warc", ".warc.gz")):
            archives += 1
            for event in _read_archive(captures, member):
                problems += isinstance(event, Problem)
                yield event
    if not archives:
        raise DatelineError("it holds no web archive, so it is not a WACZ file")
    if not problems:
        captures.check()


def _read_archive(captures: Captures, member: Entry) -> Iterator[SourceEvent]:
    """Read a WARC file; damage gives a Problem, so that the next file is read."""
    try:
        if member.suffix == ".gz":
            (member,) = (inner for inner in gz.read(member) if isinstance(inner, Entry))
        yield from captures.read(member)
    except DatelineError as error:
        yield Problem(member.place, str(error))


def _read_lists(entry: Entry) -> tuple[set[str], list[Problem]]:
    """The keys of the pages that the lists name, and a reservation about each bad list."""
    pages: set[str] = set()
    problems = []
    for member in zip.read(entry):
        if isinstance(member, Entry) and member.name in _LISTS:
            try:
                pages.update(_read_list(member))
            except DatelineError as error:
                problems.append(
                    Problem(member.place, f"{error}, so every page counts", skipped=False)
                )
    return (set() if problems else pages), problems


def _read_list(member: Entry) -> Iterator[str]:
    """The keys of the pages on a list. Raises DatelineError if the list is damaged."""
    with closing(member.open()) as file:
        for number, line in enumerate(iter(lambda: file.readline(_MAX_LINE_BYTES), b"")):
            if number > _MAX_PAGES:
                raise DatelineError(f"it names more than {_MAX_PAGES:,} pages")
            try:
                page = json.loads(line) if line.strip() else {}
            except (ValueError, RecursionError) as error:
                raise DatelineError(f"its line {number + 1} is not JSON") from error
            url = page.get("url") if isinstance(page, dict) else None
            if isinstance(url, str) and url:
                yield page_key(url)
