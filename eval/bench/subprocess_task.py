"""Runs a task in a process of its own, so that tasks share no memory, threads or caches.

Input and output are JSON. The output of libraries is shown only if the task fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import IO, Any

from index.core.errors import DatelineError
from index.core.text import one_line

OnProgress = Callable[[str], None]
_MAX_REASON = 300


def run_in_subprocess(
    task: str, spec: Mapping[str, Any], on_progress: OnProgress = lambda text: None
) -> dict[str, Any]:
    """Run a task and return its result, with `whole_s`: the seconds from the start of its process
    to
    its message "done" (later measurements are excluded).

    Raises DatelineError if the task fails.
    """
    command = [sys.executable, "-m", "eval.bench.tasks.worker", task]
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        with subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process:
            try:
                messages = _read_messages(process, spec, on_progress, started)
            except BaseException:
                process.kill()
                raise
        if "result" in messages:
            result: dict[str, Any] = messages["result"]
            return result | {"whole_s": messages.get("done", messages["end"])}
        if "error" in messages:
            raise DatelineError(*messages["error"])
        raise DatelineError(f"Measuring failed ({task}): {_last_line(errors)}")


def _read_messages(
    process: subprocess.Popen[str], spec: Mapping[str, Any], on_progress: OnProgress, started: float
) -> dict[str, Any]:
    """Read the messages of the process; "done" and "end" are times in seconds."""
    assert process.stdin is not None
    assert process.stdout is not None
    messages: dict[str, Any] = {}
    try:
        process.stdin.write(f"{json.dumps(spec)}\n")
        process.stdin.flush()
    except BrokenPipeError:  # the process has ended; its messages say why
        with suppress(BrokenPipeError):
            process.stdin.close()
    for line in process.stdout:
        name, value = json.loads(line)
        if name == "progress":
            on_progress(value)
        else:
            messages[name] = time.perf_counter() - started if name == "done" else value
    return messages | {"end": time.perf_counter() - started}


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return one_line(lines[-1])[:_MAX_REASON] if lines else "it said nothing"
