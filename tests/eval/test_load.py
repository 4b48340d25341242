"""The locustfile, run by locust as a process of its own: importing locust patches the sockets."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.serve import build_interfaces
from assistant.config.factory import make_assistant
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests import CHECKOUT
from tests.assistant.rest import client_of, settings_of

ROOT = CHECKOUT
# The clients as they are, until so many requests have ended, however busy the machine is. What
# ended is printed; locust's own table is not filled yet where a run is as short.
UNTIL = """
import json, gevent
from locust import events
from eval.load.locustfile import Client

@events.init.add_listener
def until(environment, **_):
    ended = []

    @environment.events.request.add_listener
    def count(name, exception, **_):
        ended.append((name, exception and str(exception)))
        if len(ended) == 6:
            print(json.dumps(ended), flush=True)
            # Not by a client: it would wait for its own end.
            gevent.spawn(environment.runner.quit)
"""

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("locust") is None, reason="needs the extra 'load'"
)


def load(url: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    file = folder / "until.py"
    file.write_text(UNTIL)
    command = [sys.executable, "-m", "locust", "-f", str(file), "--headless"]
    command += ["--host", url, "--users", "3", "--spawn-rate", "3", "--run-time", "120s"]
    return subprocess.run(
        [*command, *words], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), {"search", "ask", "ask, as events", "article"}),
        (("--tags", "search"), {"search"}),
        (("--tags", "ask"), {"ask"}),
    ],
)
def test_a_small_load_has_answers_and_no_failure(
    samples_home: Path,
    embedder: Embedder,
    tmp_path: Path,
    words: tuple[str, ...],
    expected: set[str],
) -> None:
    settings = settings_of(samples_home)
    with Library(Home(samples_home), embedder) as library:
        app = build_interfaces(settings, library, make_assistant(library, settings))
        app.state.service.warm_up().join()
        with client_of(app) as client:
            done = load(str(client.base_url), tmp_path, *words)
    assert done.returncode == 0, done.stderr
    ended = json.loads(done.stdout.splitlines()[0])
    assert {name for name, _ in ended} <= expected
    assert [exception for _, exception in ended] == [None] * 6


def test_a_server_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    done = load("http://127.0.0.1:1", tmp_path)
    assert done.returncode != 0
    assert "Connection refused" in done.stderr
