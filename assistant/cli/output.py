"""What the commands share: consoles, JSON output and filters."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from typing import Any

from index.core.article import Filters
from index.core.facet import parse_choice
from index.core.text import one_line


def make_console(*, stderr: bool = False) -> Any:
    """Make a console for people, on stdout or stderr."""
    from assistant.present.terminal.console import PipeConsole

    return PipeConsole(stderr=stderr, highlight=False, soft_wrap=not sys.stdout.isatty())


def print_json(value: object) -> None:
    """Print one JSON value on a line, in ASCII, so that no terminal or pipe can break it."""
    print(json.dumps(value), flush=True)


def print_document(text: str) -> None:
    """Print a whole document as it is; on a terminal without characters that control it."""
    from assistant.present.terminal.console import strip_controls

    is_shown = sys.stdout.isatty()
    shown = strip_controls(text.replace("\r\n", "\n")) if is_shown else text
    print(shown, end="" if shown.endswith("\n") or not shown else "\n")


def parse_filters(options: argparse.Namespace) -> Filters:
    """Make the filters from the options of a command."""
    return Filters(
        options.after,
        options.before,
        tuple(options.source or ()),
        options.as_of,
        options.republishable,
        facets=tuple(parse_choice(text) for text in options.facet or ()),
        collections=tuple(options.collection or ()),
    )


def parse_passage_filters(options: argparse.Namespace) -> Filters:
    """Make the filters from the options of a command that finds passages."""
    return replace(parse_filters(options), speaker=options.speaker)


def parse_article_filters(options: argparse.Namespace) -> Filters:
    """Make the filters from the options of a command that finds articles."""
    return replace(parse_passage_filters(options), words=options.grep or "")


def print_note(text: str) -> None:
    """Print a note beside the output, on stderr, in one line."""
    print(f"dateline: {one_line(text)}", file=sys.stderr, flush=True)
