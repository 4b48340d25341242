"""Verdicts of readers on answers, one JSON object a line in the home. They stay on this machine.

Knows how a line is made and kept; what the lines say of quality, `eval.formats.feedback` knows.
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

from assistant.answer import Citation, Status
from assistant.conversation.turn import Turn
from index.article import DatelineError, Filters, storable

FILE = "feedback.jsonl"
MAX_COMMENT = 2_000
# Of a line, and of all of them: some 30,000 verdicts.
_MAX_LINE_BYTES = 64 * 1024
_MAX_BYTES = 64 * 1024 * 1024


class Verdict(StrEnum):
    """What a reader thinks of an answer or a refusal."""

    UP = "up"
    DOWN = "down"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict, with what it is on: the question as typed and as searched, and what came back.

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
    def of(cls, turn: Turn, verdict: Verdict, time: datetime, comment: str = "") -> Feedback:
        """A verdict on a turn of a conversation."""
        asked = turn.asked
        return cls(
            time=time,
            typed=asked.typed,
            question=asked.question,
            filters=asked.filters,
            status=turn.status,
            confidence=turn.confidence,
            citations=turn.citations,
            verdict=verdict,
            comment=storable(comment)[:MAX_COMMENT],
        )

    def record(self) -> dict[str, Any]:
        """The verdict as JSON values."""
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


def record(home: Path, feedback: Feedback) -> None:
    """Append a verdict to the home's file. Safe from several threads and processes.

    It is on the disk when this returns. Raises DatelineError where it cannot be kept.
    """
    line = json.dumps(feedback.record()).encode() + b"\n"
    if len(line) > _MAX_LINE_BYTES:
        raise DatelineError("The answer is too long for its verdict to be kept")
    path = home / FILE
    try:
        _append(path, line)
    except OSError as error:
        raise DatelineError(
            f"The verdict cannot be kept in {path}: {error.strerror or error}",
            "Make the folder writable",
        ) from error


def _append(path: Path, line: bytes) -> None:
    # Not through a symbolic link: it could lead to any file of this user.
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with suppress(PermissionError):  # of another owner, who chose who may read it
            os.fchmod(descriptor, 0o600)
        size = os.fstat(descriptor).st_size
        if size + len(line) > _MAX_BYTES:
            raise DatelineError(f"{path} is full", "Move it elsewhere; a new one is begun")
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            line = b"\n" + line  # a full disk had cut the last one off
        try:
            written = file.write(line)
            if written != len(line):
                raise OSError("the disk is full")
        except OSError:
            os.ftruncate(descriptor, size)
            raise
        os.fsync(descriptor)
