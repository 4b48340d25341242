"""The arguments of the `dateline` command. Other programs rely on them."""

from __future__ import annotations

import argparse
from importlib.metadata import version
from typing import Any

from assistant.cli.alerts.arguments import add_alert_arguments
from assistant.cli.clippings.clipping_arguments import add_clipping_arguments
from assistant.cli.collection_arguments import add_collection_arguments
from assistant.cli.key_commands import add_arguments as add_key_arguments
from assistant.cli.permission_arguments import add_permission_arguments
from assistant.cli.reading_arguments import add_reading_commands
from assistant.cli.removal.arguments import add_removal_arguments
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
    add_removal_arguments(commands, _add_command)
    add_permission_arguments(commands, _add_command)
    add_reading_commands(commands, _add_command)
    add_collection_arguments(_add_command(commands, "collection", "keep named sets of articles"))
    add_alert_arguments(
        _add_command(commands, "alerts", "tell what is new to saved searches and questions")
    )
    clippings = _add_command(commands, "clippings", "keep passages of articles, with notes")
    add_clipping_arguments(clippings)
    add_eval_arguments(_add_command(commands, "eval", "measure answers by labelled questions"))
    add_bench_arguments(_add_command(commands, "bench", "measure how fast it is on this machine"))
    serve = _add_command(commands, "serve", "open the screen in a browser")
    serve.add_argument("--host", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (7860)")
    serve.add_argument("--samples", action="store_true", help="add the samples to an empty archive")
    add_key_arguments(_add_command(commands, "keys", "make, list and revoke keys of the server"))
    _add_command(commands, "mcp", "serve an agent over stdin and stdout (Model Context Protocol)")
    return parser


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
    edit = _add_command(commands, "edit", "set title, outlet, date or authors of articles")
    edit.add_argument("article_ids", nargs="+", metavar="ARTICLE_ID")
    edit.add_argument("--title", metavar="T", help='the title; "" if it has none')
    edit.add_argument("--source", metavar="S", help='the outlet; "" if it is not known')
    edit.add_argument("--published", metavar="D", help='2025 or 2025-03-17; "" if it is not known')
    edit.add_argument("--author", action="append", metavar="NAME", help="may be repeated")
    edit.add_argument("--undo", action="store_true", help="take back all that was set")
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
