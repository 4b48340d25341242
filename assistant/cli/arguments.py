"""The arguments of the `dateline` command. Other programs rely on them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from assistant.cli.key_commands import add_arguments as add_key_arguments
from assistant.cli.permission_arguments import add_permission_arguments
from eval.arguments import add_arguments as add_eval_arguments
from eval.bench.arguments import add_arguments as add_bench_arguments
from index.sources.formats.registry import ENDINGS


def make_parser() -> argparse.ArgumentParser:
    """Make the parser; it stores the command's name as `command`, its values by their names."""
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Answers from an archive of news articles, every sentence a quotation.",
    )
    parser.add_argument("--version", action="version", version=f"dateline {version('dateline')}")
    parser.add_argument("--home", metavar="DIR", help="folder of the archive (or DATELINE_HOME)")
    parser.add_argument("--model", help="sentence-transformers model, by name or folder")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="command")

    _add_archive_commands(commands)
    add_permission_arguments(commands, _add_command)
    for command in _add_reading_commands(commands):
        command.add_argument("--json", action="store_true", help="print one JSON value")
    add_eval_arguments(_add_command(commands, "eval", "measure answers by labelled questions"))
    add_bench_arguments(_add_command(commands, "bench", "measure how fast it is on this machine"))
    serve = _add_command(commands, "serve", "open the screen in a browser")
    serve.add_argument("--host", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (7860)")
    serve.add_argument("--samples", action="store_true", help="add the samples to an empty archive")
    add_key_arguments(_add_command(commands, "keys", "make, list and revoke keys of the server"))
    _add_command(commands, "mcp", "serve an agent over stdin and stdout (Model Context Protocol)")
    return parser


def _add_reading_commands(commands: Any) -> Iterator[argparse.ArgumentParser]:
    """Add the commands that answer and list."""
    ask = _add_command(commands, "ask", "answer a question from the archive")
    ask.add_argument("question", metavar="QUESTION")
    _add_passage_filters(ask)
    ask.add_argument(
        "--ignore-dates", action="store_true", help="take dates in the question as mere words"
    )
    search = _add_command(commands, "search", "rank the passages that fit a query")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("-k", type=int, default=10, metavar="N", help="how many (10)")
    _add_passage_filters(search)
    show = _add_command(commands, "show", "show an article")
    show.add_argument("article_id", metavar="ARTICLE_ID")
    show.add_argument("--versions", action="store_true", help="show its earlier versions")
    show.add_argument("--held", action="store_true", help="also if it is held or has expired")
    show.add_argument("--attributions", action="store_true", help="show who says what in it")
    said = _add_command(commands, "said", "list what somebody says, in the order of time")
    said.add_argument("speaker", metavar="SPEAKER", help="a name or an office")
    said.add_argument("--about", metavar="TOPIC", help="only statements on a topic")
    said.add_argument("--direct", action="store_true", help="only what is in quotation marks")
    said.add_argument("-n", type=int, default=50, metavar="N", help="how many (50), the newest")
    _add_filters(said)
    listing = _add_command(commands, "list", "list the articles, newest first")
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--held", action="store_true", help="those that are not shown yet")
    which.add_argument("--expired", action="store_true", help="those that are not shown any more")
    stats = _add_command(commands, "stats", "what the archive holds")
    yield from (ask, search, show, said, listing, stats)


def _add_archive_commands(commands: Any) -> None:
    """Add the commands that change the archive or check its health."""
    endings = " ".join(ENDINGS)
    add = _add_command(commands, "add", "add articles from files, folders, pages and feeds")
    add.add_argument(
        "sources", nargs="+", metavar="SOURCE", help=f"a folder, a file ({endings}) or an address"
    )
    sync = _add_command(commands, "sync", "add what is in a folder, remove what is no longer there")
    sync.add_argument("folder", metavar="FOLDER")
    sync.add_argument("--empty", action="store_true", help="also if the folder is now empty")
    watch = _add_command(
        commands, "watch", "keep folders, pages and feeds up to date until stopped"
    )
    watch.add_argument("sources", nargs="+", metavar="SOURCE", help="a folder, file or address")
    enrich = _add_command(commands, "enrich", "find who says what in new and changed articles")
    enrich.add_argument("--all", action="store_true", help="in all articles anew")
    remove = _add_command(commands, "remove", "remove articles, with their earlier versions")
    remove.add_argument("article_ids", nargs="+", metavar="ARTICLE_ID")
    doctor = _add_command(
        commands, "doctor", "compare catalog and indexes; exit code 1 if they differ"
    )
    doctor.add_argument("--repair", action="store_true", help="repair what differs")
    rebuild = _add_command(commands, "rebuild", "rebuild the indexes with the model that is set")
    rebuild.add_argument(
        "--empty", action="store_true", help="begin an empty archive if the catalog is lost"
    )
    backup = _add_command(commands, "backup", "write the archive to one file, while others use it")
    backup.add_argument("file", metavar="FILE")
    restore = _add_command(commands, "restore", "make an archive from a backup")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="in place of the one that is there")
    for command in (add, sync, watch, doctor):
        command.add_argument("--json", action="store_true", help="print JSON")


def _add_command(
    commands: Any,
    name: str,
    description: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=description, description=description.capitalize() + "."
    )
    return parser


def _add_passage_filters(parser: argparse.ArgumentParser) -> None:
    _add_filters(parser)
    parser.add_argument("--speaker", metavar="NAME", help="only words of a person or an office")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--after", metavar="D", help="published on or after: 2025, 2025-03-17")
    parser.add_argument("--before", metavar="D", help="published on or before")
    parser.add_argument("--source", action="append", metavar="S", help="outlet; may be repeated")
    parser.add_argument(
        "--as-of", metavar="D", help="read the archive as it stood on this day, which is then today"
    )
    parser.add_argument(
        "--republishable", action="store_true", help="only what anybody may republish, as stated"
    )
