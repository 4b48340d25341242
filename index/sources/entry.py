"""Something to read: a file, or a member of an archive, opened only when it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from index.core.errors import DatelineError
from index.sources.metadata import Metadata
from index.sources.parsed_article import MAX_ARTICLE_BYTES, ParsedArticle, Problem, make_article


@dataclass(frozen=True, slots=True)
class Entry:
    """A readable thing. `place` is its name for people, `origin` for good, `container` the file
    on disk in which it lies. `name` is its file name, whose ending chooses the reader."""

    name: str
    place: str
    origin: str
    container: str
    open: Callable[[], BinaryIO]

    @property
    def suffix(self) -> str:
        """The last ending of the name, in lower case: ".gz" of "a.jsonl.gz"."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without its last ending."""
        return PurePosixPath(self.name).stem

    def read(self, limit: int = MAX_ARTICLE_BYTES) -> bytes:
        """The whole content; raises DatelineError where it is more than `limit` bytes."""
        with closing(self.open()) as file:
            content = file.read(limit + 1)
        if len(content) > limit:
            raise DatelineError(f"it has more than the {limit / 1e6:.0f} MB that can be read")
        return content

    def article(
        self, text: str, metadata: Metadata, article_id: str = "", part: str = ""
    ) -> Iterator[ParsedArticle | Problem]:
        """The entry's article, after a Problem where there is a reservation about it.

        Of an entry with many articles, `article_id` tells this one apart and `part` says where it
        stands ("line 3"); the one article of an entry without an id goes by the entry's stem.
        Raises DatelineError where the article has no id or no text.
        """
        article_id = article_id if part else article_id or self.stem
        article, reservation = make_article(article_id, text, metadata)
        if reservation:
            yield Problem(self.part(part), reservation, skipped=False)
        origin = f"{self.origin}#{article.id}" if part else self.origin
        yield ParsedArticle(article, origin, self.container)

    def part(self, part: str) -> str:
        """The name for people of a part of the entry, such as "line 3"."""
        return f"{self.place}, {part}" if part else self.place


def file_entry(path: Path) -> Entry:
    """A file on disk."""
    origin = path_text(path.resolve())
    return Entry(path.name, path_text(path), origin, origin, lambda: path.open("rb"))


def path_text(path: Path | str) -> str:
    """The path as text that can be stored and shown, also where its bytes are no UTF-8."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
