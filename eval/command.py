"""Runs `dateline eval`: datasets and configurations in; a table, JSON and an HTML report out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from assistant.config.settings import Settings
from eval.archive_cache import cache_folder
from eval.datasets import registry
from eval.datasets.dataset import Dataset
from eval.metrics.comparison import ComparedReport, compare_reports
from eval.metrics.result import Report
from eval.progress import show_progress
from eval.report.report_json import format_reports, read_reports, write_reports
from eval.run import Configuration, evaluate
from index.core.errors import DatelineError

# The name of the settings in use, beside other configurations.
CURRENT = "current"
_STDOUT = "-"


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Evaluate, print, and write the files that the options name.

    Returns 1 if a measure is significantly worse than in the baseline, else 0. Raises DatelineError
    for unusable options, datasets and files; files are checked before the first question.
    """
    if options.k < 1 or (options.limit is not None and options.limit < 1):
        raise DatelineError("-k and --limit must be at least 1")
    for file in (options.json, options.html):
        if file and not Path(file).parent.is_dir():
            raise DatelineError(f"There is no folder {Path(file).parent} to write {file} to")
    datasets = _read_datasets(options)
    configurations = _read_configurations(options.config, settings)
    baselines = read_reports(Path(options.baseline)) if options.baseline else []
    console = Console(stderr=True)
    reports = []
    for dataset in datasets:
        for configuration in configurations:
            with show_progress(console, dataset, configuration) as observer:
                cache = Path(options.cache) if options.cache else cache_folder()
                reports.append(evaluate(dataset, configuration, cache, options.k, observer))
    results = _compare_reports(reports, baselines)
    _write_results(options, results)
    return int(any(result.comparison and result.comparison.worse for result in results))


def _read_datasets(options: argparse.Namespace) -> list[Dataset]:
    datasets = [registry.read(place, known_items=options.known_items) for place in options.datasets]
    return (
        [registry.limit_queries(dataset, options.limit) for dataset in datasets]
        if options.limit
        else datasets
    )


def _read_configurations(options: Sequence[str], settings: Settings) -> list[Configuration]:
    """The settings in use, and those of each NAME=FILE."""
    if not options:
        return [Configuration("", settings)]
    configurations = [Configuration(CURRENT, settings)]
    for text in options:
        name, equals, file = text.partition("=")
        if not (name and equals and file):
            raise DatelineError(f"--config takes NAME=FILE, not '{text}'")
        configurations.append(Configuration(name, settings.apply_file(Path(file))))
    if len({one.name for one in configurations}) < len(configurations):
        raise DatelineError("Two configurations have the same name")
    return configurations


def _compare_reports(
    reports: Sequence[Report], baselines: Sequence[Report]
) -> list[ComparedReport]:
    """Compare reports with the baseline; without one, each configuration with the first."""
    if baselines:
        return compare_reports(reports, baselines)
    firsts: dict[str, Report] = {}
    results = []
    for report in reports:
        first = firsts.setdefault(report.dataset, report)
        results += (
            [ComparedReport(report)] if first is report else compare_reports([report], [first])
        )
    return results


def _write_results(options: argparse.Namespace, results: Sequence[ComparedReport]) -> None:
    from eval.report.terminal import show

    if options.json == _STDOUT:
        print(format_reports(results), end="", flush=True)
    else:
        show(results)
        if options.json:
            write_reports(Path(options.json), results)
    if options.html:
        from eval.report.html_page import write_page

        write_page(Path(options.html), results)
