"""One question, asked under the options of a command."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.cli.output import parse_passage_filters

if TYPE_CHECKING:
    from assistant.core.answer import Answer
    from assistant.pipeline import Assistant


def ask_question(question: str, options: argparse.Namespace, assistant: Assistant) -> Answer:
    """Ask a question under the filters of a command."""
    from index.language.en.dates.question_time import QuestionTime
    from index.search.query import check_query

    time = QuestionTime.ignore(check_query(question)) if options.ignore_dates else None
    return assistant.ask(question, parse_passage_filters(options), time)
