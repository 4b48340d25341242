"""Runs one task: `python -m eval.bench.tasks.worker TASK`, started by `subprocess_task`.

Reads a specification from the first line of stdin, which then stays open; the process exits when
its parent closes it. Writes lines of JSON, each a name and a value: "progress", "done" (the end of
the timed part), and finally "result" or "error".
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from index.core.errors import DatelineError

Say = Callable[[str, Any], None]
Task = Callable[[Mapping[str, Any], Say], dict[str, Any]]

# Tasks by name, with their modules; only the module of the requested task is imported.
TASKS = {
    "embed": "eval.bench.tasks.embed",
    "ingest": "eval.bench.tasks.ingest_articles",
    "peer": "eval.bench.tasks.peers",
    "ask": "eval.bench.tasks.ask",
    "grow": "eval.bench.tasks.grow",
    "look": "eval.bench.tasks.look_up",
}


def main() -> int:
    """Run the named task; returns 0 if it finished."""
    # The output of libraries must not mix with the messages.
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(name: str, value: Any) -> None:
        lines.write(json.dumps([name, value], allow_nan=False) + "\n")
        lines.flush()

    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        task: Task = import_module(TASKS[sys.argv[1]]).run
        spec = json.loads(sys.stdin.readline())
        threading.Thread(target=_exit_with_parent, daemon=True).start()
        say("result", task(spec, say))
    except DatelineError as error:
        say("error", [error.message, error.remedy])
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _exit_with_parent() -> None:
    os.read(0, 1)  # not sys.stdin: a thread that blocks there delays the exit
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
