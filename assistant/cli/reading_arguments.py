"""The arguments of the commands that answer and list."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from typing import Any

from assistant.present.syntax_help import SYNTAX_HELP
from index.core.facet import Facet

# `text` is for people, and the default.
ANSWER_FORMATS = ("text", "json", "markdown", "html", "csv", "ris", "bibtex", "csl")
STATEMENT_FORMATS = ("text", "json", "csv", "ris", "bibtex", "csl")

AddCommand = Callable[[Any, str, str], argparse.ArgumentParser]

# A word that a query excludes: no option of one letter, with or without its number.
_EXCLUSION = re.compile(r"-(?!-|k\d+$)\S{2,}")


class _JoinWords(argparse.Action):
    """Joins the words of a question or query that is typed without quotation marks."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        setattr(namespace, self.dest, " ".join(map(str.strip, values)) if values else None)


def protect_exclusions(arguments: Sequence[str]) -> list[str]:
    """The arguments of a command line, with a space before what a search excludes: without it the
    parser takes "-oil" for an option."""
    if "search" not in arguments:
        return list(arguments)
    start = arguments.index("search") + 1
    end = arguments.index("--") if "--" in arguments[start:] else len(arguments)
    return [
        f" {word}" if start <= place < end and _EXCLUSION.fullmatch(word) else word
        for place, word in enumerate(arguments)
    ]


def add_reading_commands(commands: Any, add_command: AddCommand) -> None:
    """Add `ask`, `search`, `show`, `said`, `list`, `stats` and `facets`, each by `add_command`."""
    _add_ask(add_command(commands, "ask", "answer a question from the archive"))
    search = add_command(commands, "search", "rank the passages that fit a query")
    _add_search(search)
    show = add_command(commands, "show", "show an article")
    show.add_argument("article_id", metavar="ARTICLE_ID")
    show.add_argument("--versions", action="store_true", help="show its earlier versions")
    show.add_argument("--held", action="store_true", help="also if it is held or has expired")
    show.add_argument("--attributions", action="store_true", help="show who says what in it")
    _add_said(add_command(commands, "said", "list what somebody says, in the order of time"))
    listing = add_command(commands, "list", "list the articles, newest first")
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--held", action="store_true", help="those that are not shown yet")
    which.add_argument("--expired", action="store_true", help="those that are not shown any more")
    listing.add_argument("-n", type=int, metavar="N", help="how many at most (all)")
    stats = add_command(commands, "stats", "what the archive holds")
    facets = add_command(commands, "facets", "count articles by outlet, month, author, person, …")
    facets.add_argument("field", nargs="*", metavar="FIELD", help=f"{', '.join(Facet)} (all)")
    facets.add_argument("-n", type=int, default=20, metavar="N", help="how many of each (20)")
    for command in (listing, stats, facets):
        _add_passage_filters(command)
        command.add_argument("--grep", metavar="WORDS", help="only with these in title or text")
    for command in (search, show, listing, stats, facets):
        _add_json(command)


def _add_ask(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("question", metavar="QUESTION", nargs="*", action=_JoinWords)
    ask.add_argument("--file", metavar="FILE", help="ask all questions of a .csv, .jsonl or .txt")
    ask.add_argument("--to", metavar="FILE", help="write their answers to a .csv or .jsonl")
    _add_passage_filters(ask)
    ask.add_argument(
        "--ignore-dates", action="store_true", help="take dates in the question as mere words"
    )
    _add_formats(ask, ANSWER_FORMATS)
    ask.add_argument("--exit-code", action="store_true", help="exit with 1 if there is no answer")


def _add_search(search: argparse.ArgumentParser) -> None:
    search.add_argument("query", metavar="QUERY", nargs="+", action=_JoinWords)
    search.add_argument("-k", type=int, default=10, metavar="N", help="how many (10)")
    search.add_argument("--offset", type=int, default=0, metavar="N", help="after so many (0)")
    search.add_argument(
        "--order",
        choices=("best", "newest", "oldest"),
        default="best",
        help="in order of time, only what has all the words (best)",
    )
    search.add_argument(
        "--over-time", action="store_true", help="count what matches by month or year instead"
    )
    search.add_argument("--compare", metavar="QUERY", help="with another query, over time")
    search.add_argument("--by", choices=("month", "year"), help="the step (months if they are few)")
    search.add_argument("--csv", action="store_true", help="print what is over time as CSV")
    _add_passage_filters(search)
    search.formatter_class = argparse.RawDescriptionHelpFormatter
    quoted = [(f"'{example}'", meaning) for example, meaning in SYNTAX_HELP]
    rows = [f"  {example:<38} {meaning}" for example, meaning in quoted]
    search.epilog = "\n".join(
        [
            "in a query, with single quotation marks around all of it for the shell:",
            *rows,
        ]
    )


def _add_said(said: argparse.ArgumentParser) -> None:
    said.add_argument("speaker", metavar="SPEAKER", help="a name or an office")
    said.add_argument("--about", metavar="TOPIC", help="only statements on a topic")
    said.add_argument("--direct", action="store_true", help="only what is in quotation marks")
    exact = "only where the article names the speaker, not by the office alone"
    said.add_argument("--exact", action="store_true", help=exact)
    said.add_argument("-n", type=int, default=50, metavar="N", help="how many (50), the newest")
    add_filters(said)
    _add_formats(said, STATEMENT_FORMATS)


def _add_formats(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--format", choices=formats, help="how to print it (text)")
    _add_json(group)


def _add_json(parser: Any) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON value")


def _add_passage_filters(parser: argparse.ArgumentParser) -> None:
    add_filters(parser)
    parser.add_argument("--speaker", metavar="NAME", help="only words of a person or an office")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the filters of articles but those on their words."""
    parser.add_argument("--after", metavar="D", help="published on or after: 2025, 2025-03-17")
    parser.add_argument("--before", metavar="D", help="published on or before")
    parser.add_argument("--source", action="append", metavar="S", help="outlet; may be repeated")
    parser.add_argument(
        "--collection", action="append", metavar="C", help="of a collection; may be repeated"
    )
    parser.add_argument(
        "--facet", action="append", metavar="F:V", help="such as author:NAME; may be repeated"
    )
    parser.add_argument(
        "--as-of", metavar="D", help="read the archive as it stood on this day, which is then today"
    )
    parser.add_argument(
        "--republishable", action="store_true", help="only what anybody may republish, as stated"
    )
