"""Writes readers' verdicts on answers to a file in the home, one JSON object per line.

The file stays on this machine. Its evaluation is in `eval.datasets.feedback`.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.chat.turn import Turn
from assistant.core.answer import Citation, Status
from index.core.article import Filters, replace_surrogates
from index.core.errors import DatelineError

FILE = "feedback.jsonl"
MAX_COMMENT = 2_000
# The limits of one line and of the file, which holds some 30,000 verdicts.
_MAX_LINE_BYTES = 64 * 1024
_MAX_BYTES = 64 * 1024 * 1024


class Verdict(StrEnum):
    """A reader's judgement of an answer or a refusal."""

    UP = "up"
    DOWN = "down"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict with its question, as typed and as searched, and with the answer.

    `time` has a time zone; `comment` is cut to MAX_COMMENT characters.
    """

    time: datetime
    typed: str
    question: str
    filters: Filters
    status: Status
    confidence: float
    citations: tuple[Citation, ...]
    verdict: Verdict
    comment: str = ""

    @classmethod
    def from_turn(cls, turn: Turn, verdict: Verdict, time: datetime, comment: str = "") -> Feedback:
        """Make a verdict on a turn of a conversation."""
        question = turn.asked
        return cls(
            time=time,
            typed=question.typed,
            question=question.question,
            filters=question.filters,
            status=turn.status,
            confidence=turn.confidence,
            citations=turn.citations,
            verdict=verdict,
            comment=replace_surrogates(comment)[:MAX_COMMENT],
        )

    def to_json(self) -> dict[str, Any]:
        """Convert the verdict to JSON values."""
        return {
            "time": self.time.isoformat(timespec="seconds"),
            "typed": self.typed,
            "question": self.question,
            "filters": {
                "after": self.filters.after,
                "before": self.filters.before,
                "sources": list(self.filters.sources),
            },
            "status": self.status.value,
            "confidence": self.confidence,
            "citations": [
                {"article_id": one.article_id, "start": one.start, "end": one.end}
                | {"quote": one.quote}
                for one in self.citations
            ],
            "verdict": self.verdict.value,
            "comment": self.comment,
        }


def append_feedback(home: Path, feedback: Feedback) -> None:
    """Append a verdict to the home's file. Safe from several threads and processes.

    It is on the disk when this returns. Raises DatelineError if it cannot be written.
    """
    line = json.dumps(feedback.to_json()).encode() + b"\n"
    if len(line) > _MAX_LINE_BYTES:
        raise DatelineError("The verdict cannot be saved: the answer is too long")
    path = home / FILE
    try:
        _append(path, line)
    except OSError as error:
        raise DatelineError(
            f"The verdict cannot be saved in {path}: {error.strerror or error}",
            "Make the folder writable",
        ) from error


def _append(path: Path, line: bytes) -> None:
    # Symbolic links are refused: one could lead to any file of this user.
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with suppress(PermissionError):  # another owner sets the permissions
            os.fchmod(descriptor, 0o600)
        size = os.fstat(descriptor).st_size
        if size + len(line) > _MAX_BYTES:
            raise DatelineError(f"{path} is full", "Move the file; Dateline will start a new one")
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            line = b"\n" + line  # a full disk truncated the last line
        try:
            written = file.write(line)
            if written != len(line):
                raise OSError("the disk is full")
        except OSError:
            os.ftruncate(descriptor, size)
            raise
        os.fsync(descriptor)
