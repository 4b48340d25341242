"""Pages with known texts: a folder of pairs, `NAME.html` and `NAME.json`, in any subfolder.

The JSON object holds what a person would read off the page. Fields that it leaves out are not
measured:

    {"url": "https://kel.example/rain", "title": "Rain in Kel", "date": "2025-03-17",
     "authors": ["Ann Bo"], "text": ["First paragraph.", "Second paragraph."]}

A page that is no article has {"refused": "a part of the reason"} instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.core.errors import DatelineError


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page as bytes, and what is known about it; None where nothing is known."""

    name: str
    content: bytes
    url: str = ""
    text: tuple[str, ...] | None = None
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] | None = None
    refused: str | None = None


def read_known_pages(folder: Path) -> Iterator[KnownPage]:
    """Read all pairs below a folder, by name. Raises DatelineError if there are none, or if one
    cannot be read."""
    truths = [path for path in sorted(folder.rglob("*.json")) if path.with_suffix(".html").exists()]
    if not truths:
        raise DatelineError(
            f"There are no known pages in {folder}", "It needs pairs of NAME.html and NAME.json"
        )
    for path in truths:
        try:
            truth = json.loads(path.read_bytes())
            page = path.with_suffix(".html").read_bytes()
            yield make_known_page(str(path.relative_to(folder).with_suffix("")), page, truth)
        except (OSError, ValueError, TypeError) as error:
            raise DatelineError(f"The known page {path} cannot be read: {error}") from error


def make_known_page(name: str, content: bytes, truth: dict[str, Any]) -> KnownPage:
    """Make a known page from its JSON object. Raises TypeError for an unknown field."""
    lists: dict[str, Any] = {
        field: tuple(truth[field]) for field in ("text", "authors") if field in truth
    }
    return KnownPage(name, content, **{**truth, **lists})
