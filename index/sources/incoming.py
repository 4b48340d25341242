"""What a reader yields: an article on its way in, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.article import Article, DatelineError
from index.dates import canonical
from index.text import normalise, one_line

# A novel has 1 MB; what is larger is no news article but a dump, and one line of JSON that never
# ends must not fill the memory.
MAX_ARTICLE_BYTES = 5_000_000
MAX_ID_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article as read. `origin` names its place for good: the file, or the file and line id.

    `size` is how many bytes of the file it took, for progress bars.
    """

    article: Article
    origin: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not added (`skipped`), or was added with a reservation."""

    place: str
    reason: str
    skipped: bool = True
    size: int = 0


Read = Incoming | Problem


def path_text(path: Path | str) -> str:
    """The path as text that can be stored and shown, also where its bytes are no UTF-8."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def read_bytes(path: Path) -> bytes:
    """The content of a one-article file; raises DatelineError where it is too large."""
    size = path.stat().st_size
    if size > MAX_ARTICLE_BYTES:
        raise DatelineError(
            f"it has {size / 1e6:.0f} MB, more than the {MAX_ARTICLE_BYTES / 1e6:.0f} MB "
            "an article may have"
        )
    return path.read_bytes()


def make_article(
    article_id: str,
    text: str,
    *,
    title: str = "",
    source: str = "",
    published: str = "",
    url: str = "",
) -> tuple[Article, str]:
    """An article of normalised parts, and a reservation ("" if there is none).

    A date that is not ISO 8601 stays unknown, with a reservation: a date is never invented.
    Raises DatelineError where the id or the text is empty.
    """
    article_id = one_line(article_id)[:MAX_ID_CHARACTERS].strip()
    if not article_id:
        raise DatelineError("it has no id")
    text = normalise(text)
    if not text.strip():
        raise DatelineError("it has no text")
    date, reservation = _date(published)
    article = Article(
        id=article_id,
        title=one_line(title),
        text=text,
        source=one_line(source),
        published=date,
        url=one_line(url),
    )
    return article, reservation


def _date(published: str) -> tuple[str | None, str]:
    if not published.strip():
        return None, ""
    try:
        return canonical(published), ""
    except ValueError:
        shown = one_line(published)[:40]
        return None, f"its date '{shown}' is not ISO 8601 (2025-03-17), so it has none"
