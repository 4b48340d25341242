"""Runs `dateline bench`: options in; a table and JSON out."""

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
from eval.bench.growth import measure_growth
from eval.bench.machine import describe_machine, update_load
from eval.bench.progress import BenchObserver, show_progress
from eval.bench.rounds import BenchPlan, Results, count_steps, measure
from eval.bench.sections import make_profiles, make_sections
from eval.bench.tasks.peers import NOTES, get_peer
from eval.bench.workload import corpus
from eval.bench.workload.bench_document import (
    BenchDocument,
    BenchModel,
    Corpus,
    Growth,
    format_document,
)
from eval.report.file_writing import write_atomically
from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.embedding.model_files import locate_model

_STDOUT = "-"
_PRECISION = re.compile(r"\b(int8|bf16|f16)\b")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Measure, print, and write the file that the options name.

    Raises DatelineError for unusable options and files before measuring anything.
    """
    _check(options)
    with _open_folder(options.work) as folder, tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        articles = place / "articles.jsonl"
        corpus_facts = corpus.write_corpus(options.corpus, options.articles, articles)
        plan = BenchPlan(
            parts=options.parts or PARTS,
            rounds=options.rounds,
            settings=settings.model_dump(mode="json"),
            articles=articles,
            folder=place,
            questions=_choose_questions(options, settings, articles),
            home=settings.home if options.home else None,
            against=options.against or "",
        )
        document = _measure(plan, corpus_facts, folder, options)
    _write_document(options, document)
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
        get_peer(options.against)


@contextmanager
def _open_folder(path: str | None) -> Iterator[Path]:
    """The given folder, or a temporary one."""
    if path:
        yield Path(path).expanduser()
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _choose_questions(options: argparse.Namespace, settings: Settings, articles: Path) -> list[str]:
    """The lines of a file, or else titles: of the named archive, or of the articles."""
    if options.home and not options.questions:
        from assistant.config.factory import open_library

        with open_library(settings) as library:
            stored_articles = library.articles()
            if titles := corpus.select_titles(article.title for article in stored_articles):
                return corpus.select_evenly(titles, corpus.QUESTIONS)
    return corpus.read_questions(options.questions, articles)


def _measure(
    plan: BenchPlan, corpus_facts: Corpus, folder: Path, options: argparse.Namespace
) -> BenchDocument:
    machine = describe_machine(with_peers=bool(plan.against))
    grows = "growth" in plan.parts
    with show_progress(count_steps(plan) + grows) as observer:
        results = measure(plan, observer.step, observer.detail)
        growth = _measure_growth(plan, folder, options, observer) if grows else None
    note = NOTES.get(plan.against, "")
    return BenchDocument(
        made=datetime.now(UTC).date().isoformat(),
        against=plan.against,
        rounds=plan.rounds,
        machine=update_load(machine),
        model=_describe_model(plan, results),
        corpus=corpus_facts,
        sections=make_sections(results, plan.parts, plan.against, note),
        growth=growth,
        profiles=make_profiles(results) if options.profile else (),
    )


def _measure_growth(
    plan: BenchPlan, folder: Path, options: argparse.Namespace, observer: BenchObserver
) -> Growth:
    observer.step("growth")
    return measure_growth(plan.spec, options.sizes, folder / "growth", observer.detail)


def _describe_model(plan: BenchPlan, results: Results) -> BenchModel:
    """Describe the model and the backend of this run ("" if nothing was embedded)."""
    weights = locate_model(plan.settings["model"])
    backends = [
        one["backend"] for name in ("embed", "ingest", "ask") for one in results.get(name, ())
    ]
    backend = backends[0] if backends else ""
    match = _PRECISION.search(backend)
    precision = match[1] if match else "f32"
    # The name of a folder without its path.
    return BenchModel(
        Path(weights.name).name, weights.sha256, backend, precision if backend else ""
    )


def _write_document(options: argparse.Namespace, document: BenchDocument) -> None:
    from eval.bench.terminal import show

    if options.json == _STDOUT:
        print(format_document(document), end="", flush=True)
    else:
        show(document)
        if options.json:
            write_atomically(Path(options.json), format_document(document).encode())
