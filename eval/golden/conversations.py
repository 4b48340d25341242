"""Holds the golden conversations, and prints how many follow-ups are answered right, by kind.

python -m eval.golden.conversations [--wrong]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.chat.archive_gender import find_archive_gender
from assistant.chat.resolution.followup_answers import stream_answer
from assistant.chat.resolution.resolve_followup import ArchiveFacts, resolve_followup
from assistant.chat.turn import Turn
from assistant.config.factory import make_assistant
from assistant.config.settings import Settings
from assistant.core.answer import Answer, Status
from assistant.pipeline import Assistant
from eval.archive_cache import cache_folder, open_archive
from eval.datasets.registry import read
from index.core.article import Filters
from index.core.errors import DatelineError
from index.language.en.date_words import format_long_interval
from index.library import Library

FIRST = "first"
# Kinds that ask for more must not get what was quoted before.
_NEW_KINDS = frozenset(("else", "more"))
# The datasets whose articles the conversations are about, by the names in the data.
_DATASETS = {"samples": "golden", "dated": "dated"}
_COMMAND = "python -m eval.golden.conversations"
_TODAY = date(2025, 10, 15)


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """A message and what a right answer to it must be.

    One of `answers` stands in a quotation, none of `never` in any. `day` (ISO) is stated beside the
    answer. All quotations are of articles published `within` two days, both inclusive. A turn that
    `is_refused` must have no answer.
    """

    text: str
    kind: str
    answers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    day: str = ""
    within: tuple[str, ...] = ()
    is_refused: bool = False

    def accepts(self, answer: Answer, earlier: Sequence[Turn]) -> bool:
        """Is the answer right, after these turns?"""
        if self.is_refused or answer.status is not Status.ANSWERED:
            return self.is_refused and answer.status is not Status.ANSWERED
        quotes = [citation.quote for citation in answer.citations]
        days = [(citation.published or "")[:10] for citation in answer.citations]
        given = {citation.quote for turn in earlier for citation in turn.citations}
        return (
            (not self.answers or any(one in quote for one in self.answers for quote in quotes))
            and not any(one in quote for one in self.never for quote in quotes)
            and (not self.day or _states_day(answer, self.day))
            and (not self.within or all(self.within[0] <= day <= self.within[1] for day in days))
            and not (self.kind in _NEW_KINDS and not given.isdisjoint(quotes))
        )


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns about the articles of an archive, asked on a day (None for no day)."""

    id: str
    archive: str
    turns: tuple[LabelledTurn, ...]
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A turn of a conversation, the question as it was resolved, its answer, and whether that is
    right."""

    conversation: str
    turn: LabelledTurn
    question: str
    answer: Answer
    is_right: bool


def read_conversations() -> list[Conversation]:
    """Read the golden conversations."""
    lines = files("eval.golden").joinpath("conversations.jsonl").read_text("utf-8").splitlines()
    return [_make_conversation(json.loads(line)) for line in lines]


def _make_conversation(record: dict[str, Any]) -> Conversation:
    turns = tuple(
        LabelledTurn(
            turn["text"],
            turn["kind"],
            tuple(turn.get("answers", ())),
            tuple(turn.get("never", ())),
            turn.get("date", ""),
            tuple(turn.get("within", ())),
            turn.get("refused", False),
        )
        for turn in record["turns"]
    )
    return Conversation(record["_id"], record["archive"], turns, record.get("as_of"))


def hold_conversation(
    conversation: Conversation, assistant: Assistant, library: Library
) -> Iterator[Result]:
    """Ask all messages of a conversation as the screen does."""
    controls = Filters(as_of=conversation.as_of)
    today = date.fromisoformat(conversation.as_of) if conversation.as_of else _TODAY
    outlets = tuple(name for name, _ in library.sources())
    facts = ArchiveFacts(today, outlets, partial(find_archive_gender, library))
    turns: list[Turn] = []
    for turn in conversation.turns:
        asked = resolve_followup(turn.text, turns, facts, controls)
        answer = list(stream_answer(asked, assistant, library))[-1]
        assert isinstance(answer, Answer)
        yield Result(conversation.id, turn, asked.question, answer, turn.accepts(answer, turns))
        turns.append(Turn.from_answer(asked, answer))


def measure_conversations(settings: Settings, cache: Path) -> list[Result]:
    """Hold all conversations. Raises DatelineError if an archive cannot be built."""
    conversations = read_conversations()
    results: list[Result] = []
    for archive, dataset in _DATASETS.items():
        with open_archive(read(dataset), settings, cache, enriched=True) as prepared:
            assistant = make_assistant(prepared.library, settings)
            for conversation in conversations:
                if conversation.archive == archive:
                    results += hold_conversation(conversation, assistant, prepared.library)
    return results


def count_right(results: Sequence[Result]) -> dict[str, tuple[int, int]]:
    """How many turns of each kind are right, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for result in sorted(results, key=lambda each: each.turn.kind):
        right, total = counts.get(result.turn.kind, (0, 0))
        counts[result.turn.kind] = right + result.is_right, total + 1
    return counts


def _states_day(answer: Answer, day: str) -> bool:
    """Does the answer state the day, beside a quotation or in its note?"""
    stated = {(one.when.after, one.when.before) for one in answer.citations if one.when}
    return (day, day) in stated or format_long_interval(day, day) in answer.note


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog=_COMMAND, description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="also print the turns that are wrong")
    parser.add_argument("--cache", type=Path, help="where the archives are kept")
    options = parser.parse_args(arguments)
    cache = options.cache or cache_folder()
    try:
        results = measure_conversations(Settings(home=cache), cache)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    for result in results if options.wrong else ():
        if not result.is_right:
            quotes = " | ".join(citation.quote for citation in result.answer.citations)
            shown = quotes or result.answer.refusal
            print(f"{result.conversation} [{result.turn.kind}] {result.turn.text}")
            print(f"   {result.question}\n   {shown} {result.answer.note}")
    for kind, (right, total) in count_right(results).items():
        print(f"{kind:<10} {right} of {total}")
    followups = [result for result in results if result.turn.kind != FIRST]
    print(f"follow-ups {sum(result.is_right for result in followups)} of {len(followups)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
