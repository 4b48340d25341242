"""Many ask while many articles come in: both go on, and what is done is found."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests.assistant.rest import PATIENCE, events_of, program, settings_of

NUMBER = 48
ARTICLES = [
    {"id": f"storm{n}", "text": f"Storm number {n} hit Quillport. Nobody minded."}
    for n in range(NUMBER)
]


def test_articles_come_in_while_eight_ask(filled: Path, embedder: Embedder) -> None:
    over = threading.Event()
    statuses: Counter[int] = Counter()

    def ask(client: httpx.Client, number: int) -> int:
        """Ask until the articles are there; the number of answers."""
        asked = 0
        while not over.is_set():
            question = {"question": f"Which storm hit Quillport? {number}"}
            headers = {"Accept": "text/event-stream"} if number % 2 else {}
            answer = client.post("/v1/ask", json=question, headers=headers)
            statuses[answer.status_code] += 1
            if number % 2:
                assert [name for name, _ in events_of(answer.text)][-1] == "answer"
            asked += 1
        return asked

    with (
        Library(Home(filled), embedder) as library,
        program(settings_of(filled), library) as client,
        ThreadPoolExecutor(8) as threads,
    ):
        asking = [threads.submit(ask, client, number) for number in range(8)]
        try:
            told = client.post("/v1/articles", json={"articles": ARTICLES})
            assert told.status_code == 202
            while (job := client.get(told.headers["location"]).json())["state"] != "done":
                assert job["state"] in ("waiting", "running"), job
                # Whatever is said to be done is found at once.
                if job["done"]:
                    assert found(client, job["done"] - 1)
            assert job["done"] == NUMBER
            assert all(found(client, n) for n in range(NUMBER))
        finally:
            over.set()
        answers = [call.result(PATIENCE) for call in asking]
    assert all(answers)
    assert set(statuses) == {200}


def found(client: httpx.Client, number: int) -> bool:
    """Is the article among what is found by its words?"""
    query = {"q": f"Storm number {number} hit Quillport", "k": "100"}
    hits = client.get("/v1/search", params=query).json()["hits"]
    return f"storm{number}" in {hit["article_id"] for hit in hits}
