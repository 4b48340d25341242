"""Something to read: a file or a member of an archive. It is opened only when it is read."""

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
    """A file or a member of an archive. `place` is its name for people, `origin` its permanent
    name, `container` the file on disk that holds it. The ending of `name` chooses the reader."""

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
        """Read the whole content. Raises DatelineError if it has more than `limit` bytes."""
        with closing(self.open()) as file:
            # In two pieces, since a file object takes the memory of what it is asked for.
            content = file.read(min(limit, MAX_ARTICLE_BYTES) + 1)
            if len(content) <= limit and len(content) > MAX_ARTICLE_BYTES:
                content += file.read(limit + 1 - len(content))
        check_size(content, limit)
        return content

    def build_article(
        self, text: str, metadata: Metadata, article_id: str = "", part: str = ""
    ) -> Iterator[ParsedArticle | Problem]:
        """Yield the article, after a Problem if there is a reservation about it.

        In an entry with many articles, `article_id` identifies this one and `part` is its place
        ("line 3"). The only article of an entry has the entry's stem as id if it states none.
        Raises DatelineError if the article has no id or no text.
        """
        article_id = article_id if part else article_id or self.stem
        article, reservation = make_article(article_id, text, metadata)
        if reservation:
            yield Problem(self.name_part(part), reservation, skipped=False)
        origin = f"{self.origin}#{article.id}" if part else self.origin
        yield ParsedArticle(article, origin, self.container)

    def name_part(self, part: str) -> str:
        """The name for people of a part of the entry, such as "line 3"."""
        return f"{self.place}, {part}" if part else self.place


def check_size(content: bytes, limit: int = MAX_ARTICLE_BYTES) -> None:
    """Raise DatelineError if a content has more than `limit` bytes."""
    if len(content) > limit:
        raise DatelineError(f"it has more than the {limit / 1e6:.0f} MB that can be read")


def file_entry(path: Path) -> Entry:
    """A file on disk."""
    origin = path_text(path.resolve())
    return Entry(path.name, path_text(path), origin, origin, lambda: path.open("rb"))


def path_text(path: Path | str) -> str:
    """The path as text that can be stored and shown, even if its bytes are not UTF-8."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
