"""Measures the sentences of wrapped copy against the paragraphs that its indentation shows.

    python -m eval.sentences --data FOLDER [--every N] [--show KIND]

The folder is in the BEIR layout; in its articles each paragraph but the first begins with blanks.
Every layout has the same words. The exit code is 2 if the folder cannot be read.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.datasets.record import read_lines
from eval.sentences.layouts import LAYOUTS, LaidOutText
from eval.sentences.measurement import Counts, find_cuts, find_joins, measure_text
from eval.sentences.truth import Paragraph, read_paragraphs
from index.core.errors import DatelineError
from index.core.text import one_line
from index.splitting.sentences import split_sentences

_FINDERS = {"cuts": find_cuts, "joins": find_joins}
_CONTEXT = 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.sentences", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a folder with a corpus.jsonl")
    parser.add_argument("--every", type=int, default=10, metavar="N", help="one article in N (10)")
    parser.add_argument("--layout", action="append", choices=LAYOUTS, help="only this one")
    parser.add_argument("--show", choices=_FINDERS, help="list the places instead of counting")
    options = parser.parse_args(arguments)
    try:
        articles = list(_read(options.data / "corpus.jsonl", max(1, options.every)))
    except DatelineError as error:
        print(f"eval.sentences: {one_line(str(error))}", file=sys.stderr)
        return 2
    names = options.layout or list(LAYOUTS)
    if options.show:
        for name in names:
            _show_places(name, articles, options.show)
        return 0
    counts = {name: _measure(name, articles) for name in names}
    Console(width=132).print(_make_table(counts))
    return 0


def _read(path: Path, every: int) -> Iterator[list[Paragraph]]:
    for record in islice(read_lines(path), 0, None, every):
        if paragraphs := read_paragraphs(record.text("text")):
            yield paragraphs


def _lay_out(name: str, articles: Sequence[list[Paragraph]]) -> Iterator[LaidOutText]:
    for number, paragraphs in enumerate(articles):
        yield LAYOUTS[name](paragraphs, number)


def _measure(name: str, articles: Sequence[list[Paragraph]]) -> Counts:
    texts = _lay_out(name, articles)
    return sum((measure_text(text, time.process_time) for text in texts), Counts())


def _make_table(counts: dict[str, Counts]) -> Table:
    headings = ("layout", "articles", "sentences", "cut, %", "touched, %", "leads lost", "glued, %",
                "ends missed, %", "MB/s")  # fmt: skip
    table = Table(*headings)
    for name, each in counts.items():
        table.add_row(
            name,
            f"{each.articles:,}",
            f"{each.sentences:,}",
            _percent(each.cuts, each.sentences),
            _percent(each.touched, each.articles),
            f"{each.lost_leads} of {each.leads:,}",
            _percent(each.joins, each.borders),
            _percent(each.missed, each.ends),
            f"{each.characters / 1e6 / each.seconds:.1f}",
        )
    return table


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


def _show_places(name: str, articles: Sequence[list[Paragraph]], kind: str) -> None:
    for text in _lay_out(name, articles):
        for place in _FINDERS[kind](text, split_sentences(text.text)):
            near = text.text[max(0, place - _CONTEXT) : place + _CONTEXT]
            print(f"{name}: {near!r}")


if __name__ == "__main__":
    sys.exit(main())
