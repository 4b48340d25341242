"""`dateline bench`: options in; a table and JSON out."""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.config.settings import Settings
from eval.bench.arguments import PARTS
from eval.bench.growth import grown
from eval.bench.machine import afterwards, described
from eval.bench.progress import Watcher, measuring
from eval.bench.rounds import Plan, Results, measure, steps
from eval.bench.sections import profiles, sections
from eval.bench.tasks.peers import NOTES, checked
from eval.bench.workload import corpus
from eval.bench.workload.document import Corpus, Document, Growth, Model, as_text
from eval.report.file_writing import save
from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.embedding.model_files import locate_model

_STDOUT = "-"
# By which a folder is known to be a home: opening another would make it one.
_PRECISION = re.compile(r"\b(int8|bf16|f16)\b")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Measure, show and write what was asked for.

    Raises DatelineError for options and files that cannot be used, before anything is measured.
    """
    _check(options)
    with _folder(options.work) as folder, tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        articles = place / "articles.jsonl"
        made_of = corpus.written(options.corpus, options.articles, articles)
        plan = Plan(
            parts=options.parts or PARTS,
            rounds=options.rounds,
            settings=settings.model_dump(mode="json"),
            articles=articles,
            folder=place,
            questions=_questions(options, settings, articles),
            home=settings.home if options.home else None,
            against=options.against or "",
        )
        document = _document(plan, made_of, folder, options)
    _tell(options, document)
    return 0


def _check(options: argparse.Namespace) -> None:
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown:
        raise DatelineError(f"There is no part '{unknown[0]}'", f"There are: {', '.join(PARTS)}")
    if min(options.articles, options.rounds) < 1:
        raise DatelineError("--articles and --rounds must be at least 1")
    if options.json and not Path(options.json).parent.is_dir():
        folder = Path(options.json).parent
        raise DatelineError(f"There is no folder {folder} to write {options.json} to")
    if options.home and not (Path(options.home).expanduser() / CATALOG_FILE).is_file():
        raise DatelineError(f"There is no archive in {options.home}")
    if options.against:
        checked(options.against)


@contextmanager
def _folder(named: str | None) -> Iterator[Path]:
    """The named folder, or one that is gone afterwards."""
    if named:
        yield Path(named).expanduser()
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _questions(options: argparse.Namespace, settings: Settings, articles: Path) -> list[str]:
    """The lines of a file, or titles of what is asked: of the archive that is named, or of the
    articles."""
    if options.home and not options.questions:
        from assistant.config.factory import open_library

        with open_library(settings) as library:
            every = library.articles()
            if found := corpus.titles(article.title for article in every):
                return corpus.spread(found, corpus.QUESTIONS)
    return corpus.questions_of(options.questions, articles)


def _document(plan: Plan, made_of: Corpus, folder: Path, options: argparse.Namespace) -> Document:
    machine = described(with_peers=bool(plan.against))
    grows = "growth" in plan.parts
    with measuring(steps(plan) + grows) as watcher:
        results = measure(plan, watcher.step, watcher.told)
        growth = _grown(plan, folder, options, watcher) if grows else None
    note = NOTES.get(plan.against, "")
    return Document(
        made=datetime.now(UTC).date().isoformat(),
        against=plan.against,
        rounds=plan.rounds,
        machine=afterwards(machine),
        model=_model(plan, results),
        corpus=made_of,
        sections=sections(results, plan.parts, plan.against, note),
        growth=growth,
        profiles=profiles(results) if options.profile else (),
    )


def _grown(plan: Plan, folder: Path, options: argparse.Namespace, watcher: Watcher) -> Growth:
    watcher.step("growth")
    return grown(plan.spec, options.sizes, folder / "growth", watcher.told)


def _model(plan: Plan, results: Results) -> Model:
    """The model, and what computed it in this run, "" where nothing did."""
    weights = locate_model(plan.settings["model"])
    ran = [one["backend"] for name in ("embed", "ingest", "ask") for one in results.get(name, ())]
    backend = ran[0] if ran else ""
    found = _PRECISION.search(backend)
    precision = found[1] if found else "f32"
    # A folder's name, not where it lies.
    return Model(Path(weights.name).name, weights.sha256, backend, precision if backend else "")


def _tell(options: argparse.Namespace, document: Document) -> None:
    from eval.bench.terminal import show

    if options.json == _STDOUT:
        print(as_text(document), end="", flush=True)
    else:
        show(document)
        if options.json:
            save(Path(options.json), as_text(document).encode())
