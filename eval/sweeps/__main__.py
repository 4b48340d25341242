"""Try settings on several collections, and print the table as Markdown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from assistant.settings import Settings
from eval import datasets
from eval.dataset import Dataset
from eval.homes import cache_folder, prepared
from eval.measures import retrieval_values
from eval.run import found_articles
from eval.sweeps.grid import AXES, Trial, chosen, losses, transfer
from index.article import DatelineError

_MEASURE = "nDCG@10"
_ARTICLES = 10


def trial(sets: Sequence[Dataset], settings: Settings, changed: dict[str, float]) -> Trial:
    """The figure that some settings reach on each dataset."""
    figures = {}
    for dataset in sets:
        with prepared(dataset, settings, cache_folder()) as home:
            run = {
                query.id: found_articles(home.library, query.text, _ARTICLES)
                for query in dataset.queries
                if query.id in dataset.qrels
            }
        values = retrieval_values(run, dataset.qrels)
        figures[dataset.name] = fmean(value[_MEASURE] for value in values.values())
    return Trial(changed, figures)


def table(trials: Sequence[Trial]) -> list[str]:
    """The trials in the order in which they were tried, as lines of Markdown."""
    names = list(trials[0].figures)
    knobs = list(trials[0].settings)
    lines = [
        "| " + " | ".join([*knobs, *names, "mean loss"]) + " |",
        "|" + "---|" * (len(knobs) + len(names) + 1),
    ]
    for one, lost in zip(trials, losses(trials, names), strict=True):
        cells = [f"{one.settings[knob]:g}" for knob in knobs]
        cells += [f"{one.figures[name]:.4f}" for name in names]
        lines.append("| " + " | ".join([*cells, f"{lost:.4f}"]) + " |")
    return lines


def verdict(trials: Sequence[Trial]) -> list[str]:
    """What is chosen, and how each choice made without a collection does on it."""
    names = list(trials[0].figures)
    lines = [f"Least mean loss: {_named(chosen(trials, names))}"]
    for name in names:
        choice, lost = transfer(trials, name)
        lines.append(f"Chosen without {name}: {_named(choice)}; loses {lost:.4f} there")
    return lines


def _named(one: Trial) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in one.settings.items())


def main() -> int:
    """Print the sweep of one axis."""
    parser = argparse.ArgumentParser(prog="python -m eval.sweeps", description=__doc__)
    parser.add_argument("axis", choices=AXES)
    parser.add_argument("datasets", nargs="+", metavar="DATASET")
    parser.add_argument("--known-items", type=int, default=0, metavar="N")
    options = parser.parse_args()
    try:
        sets = [_read(place, options.known_items) for place in options.datasets]
        trials = []
        for changed in AXES[options.axis]():
            settings = Settings.model_validate({"home": Path(), **changed})
            trials.append(trial(sets, settings, changed))
            print(_named(trials[-1]), dict(trials[-1].figures), file=sys.stderr, flush=True)
    except DatelineError as error:
        print(f"eval.sweeps: {error}", file=sys.stderr)
        return 2
    print("\n".join([*table(trials), "", *verdict(trials)]))
    return 0


def _read(place: str, known_items: int) -> Dataset:
    """The dataset there; with questions made of titles where it has none of its own."""
    own = (Path(place) / "queries.jsonl").exists()
    return datasets.read(place, known_items=0 if own else known_items)


if __name__ == "__main__":
    sys.exit(main())
