"""The `dateline` command: parse, call, print.

Results go to stdout, errors and warnings to stderr in one line. Exit code 0: done; 1: the archive
is not sound (`doctor`); 2: the user can mend it; 130: stopped by the user.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from assistant.cli import archive_commands, query_commands
from assistant.cli.arguments import make_parser
from index.core.errors import DatelineError
from index.core.text import one_line

if TYPE_CHECKING:
    from assistant.config.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = make_parser().parse_args(arguments)
    # Libraries that would report their use over the network read these when they are imported.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal of few letters still shows the rest
    _show_warnings()
    try:
        code = COMMANDS[options.command](options, _settings(options))
        sys.stdout.flush()  # here, where a reader that has gone is no error
        return code
    except DatelineError as error:
        print(f"dateline: {one_line(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("dateline: stopped; what was done until now is kept", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _show_warnings() -> None:
    """What our own modules warn of, on stderr in one line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("dateline: %(message)s"))
    logger = logging.getLogger("index")
    logger.handlers = [handler]
    logger.propagate = False


def _settings(options: argparse.Namespace) -> Settings:
    from assistant.config.settings import Settings

    given = {name: getattr(options, name, None) for name in ("home", "model", "host", "port")}
    return Settings.load(given, os.environ)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.serve import serve

    serve(settings, samples=options.samples)
    return 0


def _keys(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.key_commands import run

    return run(options, settings)


def _mcp(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.server.mcp.stdio import serve_pipe

    serve_pipe(settings)
    return 0


def _eval(options: argparse.Namespace, settings: Settings) -> int:
    from eval.command import run

    return run(options, settings)


def _bench(options: argparse.Namespace, settings: Settings) -> int:
    from eval.bench.command import run

    return run(options, settings)


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "add": archive_commands.add,
    "sync": archive_commands.sync,
    "watch": archive_commands.watch,
    "remove": archive_commands.remove,
    "ask": query_commands.ask,
    "search": query_commands.search,
    "show": query_commands.show,
    "list": query_commands.list_articles,
    "stats": query_commands.stats,
    "doctor": archive_commands.doctor,
    "rebuild": archive_commands.rebuild,
    "backup": archive_commands.backup,
    "restore": archive_commands.restore,
    "eval": _eval,
    "bench": _bench,
    "serve": _serve,
    "keys": _keys,
    "mcp": _mcp,
}


if __name__ == "__main__":
    sys.exit(main())
