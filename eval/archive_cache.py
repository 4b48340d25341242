"""The archive that a dataset's questions are asked of, made once and kept.

Archives lie side by side in a cache folder, each under the digest of what went into it: the
articles, the model's weights and the splitting. Asking again, or with another ranking, embeds
nothing.
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
from index.embedding.model_files import locate
from index.library import Library
from index.sources.entry import path_text
from index.sources.parsed_article import Problem, SourceEvent

# Written last: an archive without it was interrupted, and goes on where it stopped.
_COMPLETE_FILE = "whole"
# By which a folder is known to be a home: opening another would make it one.


@dataclass(frozen=True, slots=True)
class PreparedArchive:
    """A dataset's archive, open to be asked. `notes` says what of the articles is not in it;
    `embedded` how many texts the model had to read for it this time."""

    library: Library
    embedded: int = 0
    notes: tuple[str, ...] = ()


def cache_folder() -> Path:
    """Where archives are kept unless another place is named."""
    from platformdirs import user_cache_path

    return user_cache_path("dateline") / "eval"


@contextmanager
def open_archive(
    dataset: Dataset,
    settings: Settings,
    cache: Path,
    on_read: Callable[[SourceEvent], None] = lambda read: None,
) -> Iterator[PreparedArchive]:
    """The dataset's archive under these settings, whatever home they name.

    Raises DatelineError where it cannot be made, or where another process is making it. A dataset
    of an archive that is there already is asked of that, as it is.
    """
    if dataset.archive is not None:
        with _open_existing(dataset.archive, settings) as library:
            note = f"asked of an archive as it is now, of {library.article_count:,} articles"
            yield PreparedArchive(library, notes=(*dataset.notes, note))
        return
    home = cache / _archive_name(dataset, settings)
    archive_settings = settings.model_copy(update={"home": home})
    complete_file = home / _COMPLETE_FILE
    embedded = 0
    if not complete_file.exists():
        with open_library(archive_settings, write=True) as library:
            report = library.add(dataset.reads(), on_read)
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
    """The archive in the folder, or that of the settings; DatelineError where there is none."""
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
    return digest(dataset.corpus, locate(settings.model).sha256, settings.precision, splitting)


def _format_problem(problem: Problem) -> str:
    return f"{problem.place}: {problem.reason}"
