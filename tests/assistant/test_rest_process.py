"""`dateline serve` as a process: how it answers with its screen, and how it ends."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx

from tests.assistant.conftest import Run
from tests.assistant.rest import PATIENCE, assert_problem
from tests.e2e.server import dateline, serving

# What whoever runs it waits for, and what is left on a machine that is busy elsewhere.
TEN_SECONDS = 10


def test_it_ends_in_time_in_the_middle_of_a_job_and_goes_on_later(filled: Path, run: Run) -> None:
    articles = [{"id": f"a{n}", "text": f"Storm {n} hit Quillport. " * 4} for n in range(900)]
    with serving(filled) as server, httpx.Client(base_url=server.url, timeout=PATIENCE) as client:
        while client.get("/readyz").status_code != 200:
            time.sleep(0.05)
        # The screen and the interfaces have one port, and only the screen's errors are its own.
        assert "Dateline" in client.get("/").text
        assert_problem(client.get("/v1/nothing"), 404)
        assert_problem(client.put("/healthz"), 405)
        job = client.post("/v1/articles", json={"articles": articles}).headers["location"]
        while client.get(job).json()["done"] == 0:
            time.sleep(0.05)
        done = client.get(job).json()["done"]
        assert done < 900
        started = time.monotonic()
        code = server.stop()
        taken = time.monotonic() - started
    assert code == 0
    assert taken < TEN_SECONDS
    assert "Traceback" not in server.errors.read_text()
    assert run("--home", filled, "doctor").code == 0
    stats = json.loads(run("--home", filled, "stats", "--json").out)
    assert stats["articles"] >= done


def test_a_port_for_others_needs_a_key(home: Path) -> None:
    ran = dateline(home, "serve", "--host", "0.0.0.0", "--port", "0")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("dateline: Without keys the server only listens to this machine")
    assert ran.stderr.count("\n") == 1
    assert not (home / "catalog.sqlite3").exists()
