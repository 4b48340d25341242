"""The `dateline` command: parse, call, print.

Results go to stdout, errors to stderr in one line. Exit code 0: done; 2: the user can mend it;
130: stopped by the user.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.article import DatelineError, Filters
from index.text import one_line

if TYPE_CHECKING:
    from assistant.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    # Libraries that would report their use over the network read these when they are imported.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    command: Callable[[argparse.Namespace, Settings], int] = options.run
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal of few letters still shows the rest
    try:
        code = command(options, _settings(options))
        sys.stdout.flush()  # here, where a reader that has gone is no error
        return code
    except DatelineError as error:
        print(f"dateline: {one_line(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("dateline: stopped; what was reported as added is kept", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _settings(options: argparse.Namespace) -> Settings:
    from assistant.settings import Settings

    given = {name: getattr(options, name, None) for name in ("home", "model", "host", "port")}
    return Settings.load(given, os.environ)


# -- commands


def _add(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.progress import reading
    from assistant.terminal import show_report
    from assistant.wiring import open_library
    from index.sources import find_files, read_files, total_bytes

    found = list(find_files(_expanded(path) for path in options.paths))
    if not found:
        raise DatelineError(
            f"There is no article in {', '.join(options.paths)}", "Files end in .txt, .md or .jsonl"
        )
    console = _console()
    with (
        open_library(settings, write=True) as library,
        reading(_console(stderr=True), total_bytes(found)) as on_progress,
    ):
        report = library.add(read_files(found), on_progress)
    show_report(console, report)
    nothing_went_in = report.added + report.unchanged + report.updated == 0
    return 2 if nothing_went_in and report.skipped else 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.terminal import show_answer
    from assistant.wire import answer_json
    from assistant.wiring import make_assistant, open_library

    with open_library(settings) as library:
        answer = make_assistant(library).ask(options.question, _filters(options))
    if options.json:
        _print_json(answer_json(answer))
    else:
        show_answer(_console(), answer)
    return 0


def _search(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.terminal import show_hits
    from assistant.wire import hit_json
    from assistant.wiring import open_library
    from index.stopwatch import Stopwatch

    watch = Stopwatch()
    with open_library(settings) as library:
        hits = library.search(options.query, options.k, _filters(options), watch)
    if options.json:
        found = [hit_json(hit) for hit in hits]
        _print_json({"query": options.query, "hits": found, "timings_ms": watch.timings_ms()})
    else:
        show_hits(_console(), hits)
    return 0


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.terminal import show_article
    from assistant.wire import article_json
    from assistant.wiring import open_library

    with open_library(settings) as library:
        article = library.get(options.article_id)
    if options.json:
        _print_json(article_json(article))
    else:
        show_article(_console(), article)
    return 0


def _list(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.terminal import show_articles
    from assistant.wire import article_json
    from assistant.wiring import open_library

    with open_library(settings) as library:
        if options.json:
            articles = library.articles()
            _print_json([article_json(article, with_text=False) for article in articles])
        else:
            show_articles(_console(), library.articles())
    return 0


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.wiring import open_library

    with open_library(settings, write=True) as library:
        removed, unknown = library.remove(options.article_ids)
    print(f"removed {len(removed):,}")
    if unknown:
        raise DatelineError(f"The archive has no article {', '.join(map(repr, unknown))}")
    return 0


def _stats(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.wiring import open_library

    with open_library(settings) as library:
        stats = library.stats()
    if options.json:
        _print_json(stats)
    else:
        for name, value in stats.items():
            shown = f"{value:,}" if isinstance(value, int) else (value or "unknown")
            print(f"{name:<9} {shown}")
    return 0


def _rebuild(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.progress import rebuilding
    from index.library import Library

    with rebuilding(_console(stderr=True)) as on_progress:
        library = Library.rebuild(settings.home, model=settings.model, on_progress=on_progress)
    with library:
        print(f"rebuilt {library.article_count:,} articles with {settings.model}")
    return 0


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.server import serve

    serve(settings, samples=options.samples)
    return 0


# -- what commands share


def _expanded(path: str) -> Path:
    """The path with "~" as a home directory; as it is where nobody has such a name."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def _filters(options: argparse.Namespace) -> Filters:
    return Filters(options.after, options.before, tuple(options.source or ()))


def _console(*, stderr: bool = False) -> Any:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=not sys.stdout.isatty())


def _print_json(value: object) -> None:
    # Ensured ASCII, so that no terminal or pipe encoding can break it.
    print(json.dumps(value))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Answers from an archive of news articles, every sentence a quotation.",
    )
    parser.add_argument("--version", action="version", version=f"dateline {version('dateline')}")
    parser.add_argument("--home", metavar="DIR", help="folder of the archive (or DATELINE_HOME)")
    parser.add_argument("--model", help="sentence-transformers model, by name or folder")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    add = _command(commands, "add", _add, "add articles from files and folders")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder: .txt .md .jsonl")
    ask = _command(commands, "ask", _ask, "answer a question from the archive")
    ask.add_argument("question", metavar="QUESTION")
    _add_filters(ask)
    search = _command(commands, "search", _search, "rank the passages that fit a query")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("-k", type=int, default=10, metavar="N", help="how many (10)")
    _add_filters(search)
    show = _command(commands, "show", _show, "show an article")
    show.add_argument("article_id", metavar="ARTICLE_ID")
    listing = _command(commands, "list", _list, "list the articles, newest first")
    remove = _command(commands, "remove", _remove, "remove articles")
    remove.add_argument("article_ids", nargs="+", metavar="ARTICLE_ID")
    stats = _command(commands, "stats", _stats, "what the archive holds")
    _command(commands, "rebuild", _rebuild, "make all vectors anew, with the model that is set")
    serve = _command(commands, "serve", _serve, "open the screen in a browser")
    serve.add_argument("--host", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (7860)")
    serve.add_argument("--samples", action="store_true", help="add the samples to an empty archive")
    for command in (ask, search, show, listing, stats):
        command.add_argument("--json", action="store_true", help="print one JSON value")
    return parser


def _command(
    commands: Any,
    name: str,
    run: Callable[[argparse.Namespace, Settings], int],
    description: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=description, description=description.capitalize() + "."
    )
    parser.set_defaults(run=run)
    return parser


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--after", metavar="D", help="published on or after: 2025, 2025-03-17")
    parser.add_argument("--before", metavar="D", help="published on or before")
    parser.add_argument("--source", action="append", metavar="S", help="outlet; may be repeated")


if __name__ == "__main__":
    sys.exit(main())
