"""What the tests of ingest share: a folder of news, and files that count as settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.sources.sandbox import files
from tests.index.stories import story


@pytest.fixture
def settled_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """New files get a stamp at once, so an unchanged one is not read again."""
    monkeypatch.setattr(files, "_SETTLED_SECONDS", 0.0)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with three articles."""
    folder = tmp_path / "news"
    for name, text in {"rain": "Rain fell.", "hail": "Hail fell.", "snow": "Snow fell."}.items():
        story(folder / f"{name}.md", text)
    return folder
