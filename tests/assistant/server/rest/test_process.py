"""`dateline serve` as a process: how it answers with its screen, and how it ends."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.assistant.rest import PATIENCE, assert_problem
from tests.e2e.server import run_dateline, serving

# What whoever runs it waits for, and what is left on a machine that is busy elsewhere.
TEN_SECONDS = 10


@contextmanager
def rude(url: str) -> Iterator[None]:
    """Clients that go on sending, read nothing of their answers, or have nothing to say."""
    question = json.dumps({"question": "What did the Kremlin say about EU troops?"}).encode()
    head = b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    length = b"Content-Length: %d\r\n\r\n" % len(question)
    unread = head + b"Accept: text/event-stream\r\n" + length + question
    address = urlsplit(url)
    with ExitStack() as stack:
        for sent in [b"", head, head + length + question[:5], unread] * 5:
            connection = socket.create_connection((address.hostname or "", address.port or 0))
            stack.enter_context(connection).sendall(sent)
        yield


def test_it_ends_in_time_in_the_middle_of_a_job_and_goes_on_later(filled: Path) -> None:
    articles = [{"id": f"a{n}", "text": f"Storm {n} hit Quillport. " * 40} for n in range(400)]
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
        with rude(server.url):
            told = client.get(job).json()
            assert told["done"] < 400
            started = time.monotonic()
            code = server.stop()
            taken = time.monotonic() - started
    assert code == 0
    assert taken < TEN_SECONDS
    assert "Traceback" not in server.errors.read_text()
    assert run_dateline(filled, "doctor").returncode == 0
    listed = json.loads(run_dateline(filled, "list", "--json").stdout)
    assert set(told["articles"]) <= {article["article_id"] for article in listed}


def test_a_port_for_others_needs_a_key(home: Path) -> None:
    ran = run_dateline(home, "serve", "--host", "0.0.0.0", "--port", "0")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("dateline: Without keys the server only listens to this machine")
    assert ran.stderr.count("\n") == 1
    assert not (home / "catalog.sqlite3").exists()
