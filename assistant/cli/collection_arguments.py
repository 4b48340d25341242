"""The arguments of `dateline collection`."""

from __future__ import annotations

import argparse

from assistant.cli.reading_arguments import add_filters


def add_collection_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions of the command."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    add = actions.add_parser("add", help="put articles into a collection, and make it")
    add.add_argument("name", metavar="NAME")
    add.add_argument("article_ids", nargs="*", metavar="ARTICLE_ID")
    add_filters(add)
    add.add_argument("--speaker", metavar="WHO", help="in which this person or office speaks")
    add.add_argument("--grep", metavar="WORDS", help="with these in title or text")
    remove = actions.add_parser("remove", help="take articles out of a collection")
    remove.add_argument("name", metavar="NAME")
    remove.add_argument("article_ids", nargs="+", metavar="ARTICLE_ID")
    rename = actions.add_parser("rename", help="give a collection another name")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new_name", metavar="NEW_NAME")
    delete = actions.add_parser("delete", help="delete a collection; its articles stay")
    delete.add_argument("name", metavar="NAME")
    listing = actions.add_parser("list", help="list the collections")
    listing.add_argument("--json", action="store_true", help="print one JSON value")
