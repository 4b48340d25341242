"""The arguments of `dateline alerts`."""

from __future__ import annotations

import argparse

from assistant.cli.reading_arguments import add_filters


def add_alert_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions of the command; without one, it prints what is new."""
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 if nothing is new")
    actions = parser.add_subparsers(metavar="ACTION", dest="action")
    add = actions.add_parser("add", help="keep a search, or a question, and tell what is new to it")
    add.add_argument("query", metavar="QUERY", help="as for search, or a question")
    add.add_argument("--question", action="store_true", help="tell of quotations that answer it")
    add.add_argument("--name", default="", metavar="NAME", help="what to call it (its words)")
    add_filters(add)
    add.add_argument("--speaker", metavar="NAME", help="only words of a person or an office")
    remove = actions.add_parser("remove", help="remove alerts, with all that they found")
    remove.add_argument("names", nargs="+", metavar="NAME", help="a name or a number")
    actions.add_parser("check", help="compare all alerts with what is new, and print nothing of it")
    actions.add_parser("list", help="list the alerts")
    for name, action in actions.choices.items():
        if name != "remove":
            # Else its default would hide what stands before the action.
            action.add_argument(
                "--json",
                action="store_true",
                default=argparse.SUPPRESS,
                help="print one JSON value",
            )
