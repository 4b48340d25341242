"""What a search system is to the comparison: articles in, then queries in, article ids out."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.config.settings import Settings
from eval.datasets.dataset import Dataset
from index.core.errors import DatelineError

# The query's text -> ids of articles, each once, best first.
Search = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class RetrievalTask:
    """What every system gets: the articles, the settings (for the model), a folder to work in, and
    how many passages it may bring to a query before they are folded to articles."""

    dataset: Dataset
    settings: Settings
    folder: Path
    passages: int


@dataclass(frozen=True, slots=True)
class ReadySystem:
    """A system that has its articles; `indexed` unless it found them in an index made before."""

    search: Search
    indexed: bool = True


class SystemBuilder(Protocol):
    """Makes a system ready for the body of a `with`."""

    def __call__(self, task: RetrievalTask) -> AbstractContextManager[ReadySystem]:
        """The system, holding the bench's articles. Raises DatelineError where it cannot."""


@dataclass(frozen=True, slots=True)
class System:
    """A system by name, and the modules that it must have."""

    name: str
    build: SystemBuilder
    needs: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise DatelineError where a package is missing; nothing is loaded."""
        missing = [name for name in self.needs if not _is_installed(name)]
        if missing:
            raise DatelineError(
                f"'{self.name}' needs {', '.join(missing)}",
                "Run: pip install 'dateline[baselines]'",
            )

    def load(self) -> None:
        """Import what it needs, so that imports are in nobody's times."""
        for name in self.needs:
            importlib.import_module(name)


def fold_to_articles(article_ids: Iterable[str]) -> list[str]:
    """The articles of ranked passages, each where its best passage stands."""
    return list(dict.fromkeys(article_ids))


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # nor is the package around it
        return False
