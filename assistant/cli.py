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
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.arguments import make_parser
from index.article import DatelineError, Filters
from index.text import one_line

if TYPE_CHECKING:
    from assistant.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = make_parser().parse_args(arguments)
    # Libraries that would report their use over the network read these when they are imported.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal of few letters still shows the rest
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


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "add": _add,
    "ask": _ask,
    "search": _search,
    "show": _show,
    "list": _list,
    "remove": _remove,
    "stats": _stats,
    "rebuild": _rebuild,
    "serve": _serve,
}


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
    from assistant.terminal import PipeConsole

    return PipeConsole(stderr=stderr, highlight=False, soft_wrap=not sys.stdout.isatty())


def _print_json(value: object) -> None:
    # Ensured ASCII, so that no terminal or pipe encoding can break it.
    print(json.dumps(value))


if __name__ == "__main__":
    sys.exit(main())
