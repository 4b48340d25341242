"""Defines a search system for the comparison: articles in; queries in, ranked article ids out."""

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

# Query text -> distinct article ids, best first.
Search = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class RetrievalTask:
    """The input of every system: articles, settings (for the model), a working folder, and the
    number of passages to retrieve before they are folded to articles."""

    dataset: Dataset
    settings: Settings
    folder: Path
    passages: int


@dataclass(frozen=True, slots=True)
class ReadySystem:
    """A system with its articles; `indexed` is false if the index existed before."""

    search: Search
    indexed: bool = True


class SystemBuilder(Protocol):
    """Builds a system for the body of a `with`."""

    def __call__(self, task: RetrievalTask) -> AbstractContextManager[ReadySystem]:
        """Build the system with the articles of the task. Raises DatelineError if that fails."""


@dataclass(frozen=True, slots=True)
class System:
    """A system by name, with the modules that it needs."""

    name: str
    build: SystemBuilder
    needs: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise DatelineError if a package is missing; imports nothing."""
        missing = [name for name in self.needs if not _is_installed(name)]
        if missing:
            raise DatelineError(
                f"'{self.name}' needs {', '.join(missing)}",
                "Run: pip install 'dateline[baselines]'",
            )

    def load(self) -> None:
        """Import the modules, so that no measured time includes imports."""
        for name in self.needs:
            importlib.import_module(name)


def fold_to_articles(article_ids: Iterable[str]) -> list[str]:
    """Fold ranked passages to articles, each at the rank of its best passage."""
    return list(dict.fromkeys(article_ids))


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # the parent package is missing too
        return False
