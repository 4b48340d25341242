"""The words of the `dateline` command. Other programs rely on them."""

from __future__ import annotations

import argparse
from importlib.metadata import version
from typing import Any


def make_parser() -> argparse.ArgumentParser:
    """The parser; the chosen command's name comes as `command`, its values under their names."""
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Answers from an archive of news articles, every sentence a quotation.",
    )
    parser.add_argument("--version", action="version", version=f"dateline {version('dateline')}")
    parser.add_argument("--home", metavar="DIR", help="folder of the archive (or DATELINE_HOME)")
    parser.add_argument("--model", help="sentence-transformers model, by name or folder")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="command")

    add = _command(commands, "add", "add articles from files and folders")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder: .txt .md .jsonl")
    ask = _command(commands, "ask", "answer a question from the archive")
    ask.add_argument("question", metavar="QUESTION")
    _add_filters(ask)
    search = _command(commands, "search", "rank the passages that fit a query")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("-k", type=int, default=10, metavar="N", help="how many (10)")
    _add_filters(search)
    show = _command(commands, "show", "show an article")
    show.add_argument("article_id", metavar="ARTICLE_ID")
    listing = _command(commands, "list", "list the articles, newest first")
    remove = _command(commands, "remove", "remove articles")
    remove.add_argument("article_ids", nargs="+", metavar="ARTICLE_ID")
    stats = _command(commands, "stats", "what the archive holds")
    _command(commands, "rebuild", "make all vectors anew, with the model that is set")
    serve = _command(commands, "serve", "open the screen in a browser")
    serve.add_argument("--host", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (7860)")
    serve.add_argument("--samples", action="store_true", help="add the samples to an empty archive")
    for command in (ask, search, show, listing, stats):
        command.add_argument("--json", action="store_true", help="print one JSON value")
    return parser


def _command(
    commands: Any,
    name: str,
    description: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=description, description=description.capitalize() + "."
    )
    return parser


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--after", metavar="D", help="published on or after: 2025, 2025-03-17")
    parser.add_argument("--before", metavar="D", help="published on or before")
    parser.add_argument("--source", action="append", metavar="S", help="outlet; may be repeated")
