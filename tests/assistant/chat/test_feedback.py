"""Verdicts in a home: whole lines, whoever writes at the same time, and nobody else's to read."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.chat import feedback
from assistant.chat.feedback import FILE, MAX_COMMENT, Feedback, Verdict, append_feedback
from index.core.errors import DatelineError
from tests.assistant.chat.turns import ASKED, REFUSED, citation_of, turn_of_quotes

NOON = datetime(2025, 10, 15, 12, tzinfo=UTC)
UP = Feedback.from_turn(ASKED, Verdict.UP, NOON, "“just” so\n")

# Writes fifty verdicts of another process.
_WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from assistant.chat.feedback import append_feedback
from tests.assistant.chat.test_feedback import UP
for number in range(50):
    append_feedback(Path(sys.argv[1]), replace(UP, comment=f"{sys.argv[2]} {number} " + "x" * 900))
"""


def kept(home: Path) -> list[dict[str, object]]:
    lines = (home / FILE).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_verdict_says_what_it_is_on(tmp_path: Path) -> None:
    append_feedback(tmp_path, UP)
    append_feedback(tmp_path, Feedback.from_turn(REFUSED, Verdict.DOWN, NOON))
    first, second = kept(tmp_path)
    quote = ASKED.citations[0].quote
    assert first == {
        "time": "2025-10-15T12:00:00+00:00",
        "typed": "What did Tilda Brask say about the river in Velmora?",
        "question": "What did Tilda Brask say about the river in Velmora?",
        "filters": {"after": None, "before": None, "sources": []},
        "status": "answered",
        "confidence": 0.75,
        "citations": [{"article_id": "rain", "start": 0, "end": len(quote), "quote": quote}],
        "verdict": "up",
        "comment": "“just” so\n",
    }
    assert (second["verdict"], second["status"], second["citations"]) == ("down", "no_evidence", [])


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    (tmp_path / FILE).touch(mode=0o644)
    append_feedback(tmp_path, UP)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_threads_and_processes_write_whole_lines(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WRITER, str(tmp_path)]
    processes = [subprocess.Popen([*command, name]) for name in ("one", "two")]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: append_feedback(tmp_path, UP), range(100)))
    assert [process.wait() for process in processes] == [0, 0]
    comments = [str(line["comment"])[:6] for line in kept(tmp_path)]
    assert len(comments) == 200
    # Each writer's own lines are in its order.
    assert comments.count("one 49") == comments.count("two 49") == 1


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'{"time": "2025')
    append_feedback(tmp_path, UP)
    cut, whole = (tmp_path / FILE).read_text("utf-8").splitlines()
    assert cut == '{"time": "2025'
    assert json.loads(whole)["verdict"] == "up"


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(Feedback.from_turn(ASKED, Verdict.UP, NOON, "x" * 9_999).comment) == MAX_COMMENT
    long = Feedback.from_turn(turn_of_quotes("Q", citation_of("x" * 70_000)), Verdict.UP, NOON)
    with pytest.raises(DatelineError, match="too long"):
        append_feedback(tmp_path, long)
    append_feedback(tmp_path, UP)
    monkeypatch.setattr(feedback, "_MAX_BYTES", (tmp_path / FILE).stat().st_size + 10)
    with pytest.raises(DatelineError, match="is full"):
        append_feedback(tmp_path, UP)
    assert len(kept(tmp_path)) == 1


def test_where_it_cannot_be_written_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"cannot be saved .*No such file"):
        append_feedback(tmp_path / "nowhere", UP)
    # Not through a link to another file, as root may anywhere.
    (tmp_path / "other").touch()
    (tmp_path / FILE).symlink_to(tmp_path / "other")
    with pytest.raises(DatelineError, match="cannot be saved"):
        append_feedback(tmp_path, UP)
    assert (tmp_path / "other").stat().st_size == 0


def test_a_home_for_reading_is_a_clear_error(guarded_folder: Path) -> None:
    guarded_folder.chmod(0o500)
    with pytest.raises(DatelineError, match="Permission denied"):
        append_feedback(guarded_folder, UP)
