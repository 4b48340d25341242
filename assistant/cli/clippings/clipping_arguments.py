"""The arguments of `dateline clippings`."""

from __future__ import annotations

import argparse

FORMATS = ("json", "csv", "markdown", "html", "ris", "bibtex", "csl")


def add_clipping_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions of the command."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    listing = actions.add_parser("list", help="list clippings, the latest kept first")
    _add_filters(listing)
    listing.add_argument("-n", type=int, default=50, metavar="N", help="how many (50)")
    listing.add_argument("--json", action="store_true", help="print one JSON value")
    export = actions.add_parser("export", help="print all clippings in a format")
    export.add_argument("--format", choices=FORMATS, default="markdown", help="(markdown)")
    _add_filters(export)
    add = actions.add_parser("add", help="keep words of an article, as they stand there")
    add.add_argument("article_id", metavar="ARTICLE_ID")
    add.add_argument("quote", metavar="WORDS", help="a stretch that the article has once")
    add.add_argument("--note", default="", metavar="TEXT")
    add.add_argument("--collection", default="", metavar="C", help="made if it is not there")
    note = actions.add_parser("note", help="set the note or the collection of a clipping")
    note.add_argument("number", type=int, metavar="CLIPPING")
    note.add_argument("note", nargs="?", metavar="TEXT", help='"" takes it away')
    note.add_argument("--collection", metavar="C", help='"" takes it out of its collection')
    note.add_argument(
        "--revision", type=int, metavar="N", help="only if nobody changed it after this revision"
    )
    remove = actions.add_parser("remove", help="remove clippings")
    remove.add_argument("numbers", nargs="+", type=int, metavar="CLIPPING")
    restore = actions.add_parser("restore", help="take the removal of clippings back")
    restore.add_argument("numbers", nargs="+", type=int, metavar="CLIPPING")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--collection", metavar="C", help='of a collection; "" for those in none')
    parser.add_argument(
        "--grep", default="", metavar="WORDS", help="with these in quote, note or title"
    )
    parser.add_argument(
        "--order",
        choices=("kept", "published"),
        default="kept",
        help="by when they were kept, or by the dates of their articles (kept)",
    )
