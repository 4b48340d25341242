"""The command-line options of `dateline eval` and `python -m eval`."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of an evaluation to a parser."""
    parser.add_argument(
        "datasets",
        nargs="+",
        metavar="DATASET",
        help="a folder in the BEIR layout, a SQuAD or CLAPNQ file, the feedback.jsonl of a home,"
        " or golden: the program's own",
    )
    parser.add_argument("-k", "--k", type=int, default=10, metavar="N", help="articles wanted (10)")
    parser.add_argument("--limit", type=int, metavar="N", help="ask N questions of each dataset")
    parser.add_argument(
        "--known-items",
        type=int,
        default=0,
        metavar="N",
        help="of a corpus without questions, ask for N articles by their titles",
    )
    parser.add_argument(
        "--config",
        action="append",
        default=[],
        metavar="NAME=FILE",
        help="settings to measure, a TOML file as in a home; may be repeated",
    )
    parser.add_argument("--json", metavar="FILE", help="write figures and rows; - for stdout")
    parser.add_argument("--html", metavar="FILE", help="write an HTML report")
    parser.add_argument(
        "--baseline", metavar="FILE", help="compare with an earlier --json; exit code 1 if worse"
    )
    parser.add_argument("--cache", metavar="DIR", help="where the archives of datasets are kept")
