"""Builds the archive of a dataset's articles once, and keeps it in a cache folder.

A folder's name is the digest of the articles, the model's weights and the splitting. A second run,
or a run with another ranking, embeds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.config.factory import open_library
from assistant.config.settings import Settings
from eval.datasets.dataset import Dataset
from index.core.article import digest
from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.embedding.model_files import locate_model
from index.library import Library
from index.sources.entry import path_text
from index.sources.parsed_article import Problem, SourceEvent

# Written last: an archive without this file was interrupted and is resumed.
_COMPLETE_FILE = "whole"


@dataclass(frozen=True, slots=True)
class PreparedArchive:
    """A dataset's archive, open for reading. `notes` name the articles that are missing from it;
    `embedded` counts the texts that this run embedded."""

    library: Library
    embedded: int = 0
    notes: tuple[str, ...] = ()


def cache_folder() -> Path:
    """The default cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("dateline") / "eval"


@contextmanager
def open_archive(
    dataset: Dataset,
    settings: Settings,
    cache: Path,
    on_read: Callable[[SourceEvent], None] = lambda event: None,
    *,
    enriched: bool = False,
) -> Iterator[PreparedArchive]:
    """Open the dataset's archive under these settings; their home is ignored. With `enriched` the
    archive, which is one of its own, knows who says what.

    Raises DatelineError if the archive cannot be built, or if another process is building it. A
    dataset with an archive of its own uses that one, unchanged.
    """
    if dataset.archive is not None:
        with _open_existing(dataset.archive, settings) as library:
            note = f"asked of an archive as it is now, of {library.article_count:,} articles"
            yield PreparedArchive(library, notes=(*dataset.notes, note))
        return
    folder = cache / (_archive_name(dataset, settings) + ("-enriched" if enriched else ""))
    archive_settings = settings.model_copy(update={"home": folder})
    complete_file = folder / _COMPLETE_FILE
    embedded = 0
    if not complete_file.exists():
        with open_library(archive_settings, write=True) as library:
            report = library.add(dataset.reads(), on_read)
            if enriched:
                library.enrich()
            embedded = report.embedded
            notes = [_format_problem(problem) for problem in (*report.skipped, *report.warnings)]
            if library.article_count == 0:
                raise DatelineError(f"The dataset {dataset.name} has no article that can be read")
        complete_file.write_text("\n".join(notes), "utf-8")
    notes = complete_file.read_text("utf-8").splitlines()
    with open_library(archive_settings) as library:
        yield PreparedArchive(library, embedded, tuple(notes))


@contextmanager
def _open_existing(folder: Path, settings: Settings) -> Iterator[Library]:
    """Open the archive in the folder, or that of the settings. Raises DatelineError without one."""
    home = next(
        (place for place in (folder, settings.home) if (place / CATALOG_FILE).is_file()), None
    )
    if home is None:
        raise DatelineError(
            f"There is no archive in {path_text(folder)}, nor in {path_text(settings.home)}",
            "Name it with --home",
        )
    with open_library(settings.model_copy(update={"home": home})) as library:
        yield library


def _archive_name(dataset: Dataset, settings: Settings) -> str:
    splitting = settings.tuning.splitting.version
    return digest(
        dataset.corpus, locate_model(settings.model).sha256, settings.precision, splitting
    )


def _format_problem(problem: Problem) -> str:
    return f"{problem.place}: {problem.reason}"
