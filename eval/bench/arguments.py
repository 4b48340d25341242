"""The command-line options of `dateline bench`."""

from __future__ import annotations

import argparse

# The parts that can be measured, in the order of display.
PARTS = ("embedding", "ingest", "ask", "start", "growth")
_SIZES = (1_000, 5_000, 20_000)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of a benchmark to a parser."""
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (without one: all)"
    )
    parser.add_argument(
        "--against",
        metavar="PEER",
        help="measure another program in turns with Dateline: llamaindex",
    )
    parser.add_argument(
        "--corpus", metavar="PATH", help="files of articles; without, articles are invented"
    )
    parser.add_argument(
        "--articles", type=int, default=1_000, metavar="N", help="to add in a round (1,000)"
    )
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="repetitions (3)")
    parser.add_argument(
        "--questions", metavar="FILE", help="what to ask, one a line; without, titles"
    )
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=_SIZES,
        metavar="N,N",
        help=f"passages of the archives that grow ({','.join(map(str, _SIZES))})",
    )
    parser.add_argument("--profile", action="store_true", help="show where the time goes, by stage")
    parser.add_argument("--json", metavar="FILE", help="write all figures; - for stdout")
    parser.add_argument(
        "--work", metavar="DIR", help="keep the growing archive here, and go on where it stopped"
    )


def _sizes(text: str) -> tuple[int, ...]:
    try:
        sizes = tuple(int(part.replace("_", "")) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise argparse.ArgumentTypeError("must be whole numbers with commas between") from error
    if not sizes or min(sizes) < 1:
        raise argparse.ArgumentTypeError("must be numbers of at least 1")
    return tuple(sorted(set(sizes)))
