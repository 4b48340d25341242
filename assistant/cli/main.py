"""The `dateline` command: parse, call, print.

Results go to stdout, errors and warnings to stderr in one line; below it, the place of a fault in a
search. Exit code 0: done; 1: the archive is not sound (`doctor`), or there is no answer (`ask
--exit-code`) or nothing new (`alerts --exit-code`); 2: an error that the user can fix; 130: stopped
by the user.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from assistant.cli import (
    archive_commands,
    collection_commands,
    edit_command,
    list_commands,
    permission_commands,
    query_commands,
    speech_commands,
)
from assistant.cli.alerts import commands as alert_commands
from assistant.cli.arguments import make_parser
from assistant.cli.clippings import clipping_commands
from assistant.cli.reading_arguments import protect_exclusions
from assistant.cli.removal import commands as removal_commands
from index.core.errors import DatelineError
from index.core.text import one_line
from index.search.query_syntax.syntax_error import QuerySyntaxError

if TYPE_CHECKING:
    from assistant.config.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    options = make_parser().parse_args(protect_exclusions(words))
    # Some libraries report their use over the network. They read these variables on import.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # the terminal may lack some characters
    _show_warnings()
    try:
        code = COMMANDS[options.command](options, _load_settings(options))
        sys.stdout.flush()  # here, where a broken pipe is caught
        return code
    except DatelineError as error:
        print(f"dateline: {one_line(str(error))}", file=sys.stderr)
        if isinstance(error, QuerySyntaxError):
            from assistant.present.syntax_fault import point_at

            print(point_at(options.query, error.offset), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("dateline: stopped; what was done until now is kept", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of the output (head, less) has closed the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _show_warnings() -> None:
    """Print the warnings of `index` and `assistant` on stderr, one line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("dateline: %(message)s"))
    for name in ("index", "assistant"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False


def _load_settings(options: argparse.Namespace) -> Settings:
    from assistant.config.settings import Settings

    overrides = {name: getattr(options, name, None) for name in ("home", "model", "host", "port")}
    return Settings.load(overrides, os.environ)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.serve import serve

    serve(settings, samples=options.samples)
    return 0


def _run_keys(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.key_commands import run

    return run(options, settings)


def _serve_mcp(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.server.mcp.stdio import serve_stdio

    serve_stdio(settings)
    return 0


def _run_eval(options: argparse.Namespace, settings: Settings) -> int:
    from eval.command import run

    return run(options, settings)


def _run_bench(options: argparse.Namespace, settings: Settings) -> int:
    from eval.bench.command import run

    return run(options, settings)


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "add": archive_commands.add,
    "sync": archive_commands.sync,
    "watch": archive_commands.watch,
    "remove": removal_commands.remove,
    "removed": removal_commands.list_removed,
    "edit": edit_command.edit,
    "enrich": speech_commands.enrich,
    "said": speech_commands.said,
    "release": permission_commands.release,
    "log": permission_commands.log,
    "reread": permission_commands.reread,
    "ask": query_commands.ask,
    "search": query_commands.search,
    "show": query_commands.show,
    "list": list_commands.list_articles,
    "stats": list_commands.stats,
    "facets": list_commands.facets,
    "collection": collection_commands.collection,
    "alerts": alert_commands.alerts,
    "clippings": clipping_commands.clippings,
    "doctor": archive_commands.doctor,
    "rebuild": archive_commands.rebuild,
    "backup": archive_commands.backup,
    "restore": removal_commands.restore,
    "eval": _run_eval,
    "bench": _run_bench,
    "serve": _serve,
    "keys": _run_keys,
    "mcp": _serve_mcp,
}
