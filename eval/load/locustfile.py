"""Simulates clients that ask a running server, wait for the whole answer, and ask again.

    locust -f eval/load/locustfile.py --headless --host URL --users 64 --run-time 60s
        [--tags search | --tags ask]

Questions are titles of the archive's own articles, read over the server's interface before the
clients start. Without tags the mix is five searches, three asks, one streamed ask and one article.
locust prints requests per second, percentiles and failures, and exits with code 1 if a request
failed. A refusal with Retry-After (429) is not a failure: it has a separate row, and the client
waits. Starts no server, and inspects no process.
"""

from __future__ import annotations

import random
import time
from typing import Any
from urllib.parse import quote

import httpx
from locust import HttpUser, constant, events, tag, task

# Titles with fewer words are too unspecific.
_FEWEST_WORDS = 3
# The maximum of characters in a title as a question, below the limit of the server.
_LONGEST = 300
_MOST_ARTICLES = 2_000
# Seconds. Longer than the server's own limit for a request, so that the server reports the timeout.
_PATIENCE = 60

# Ids and titles, the newest first.
_articles: list[tuple[str, str]] = []


@events.test_start.add_listener
def prepare(environment: Any, **_: object) -> None:
    """Read ids and titles of the archive; end the run if there are none."""
    try:
        read_articles(environment.host)
    except httpx.HTTPError as error:
        # locust ignores any other exception.
        raise SystemExit(f"The articles of {environment.host} cannot be read: {error}") from error
    if not _articles:
        raise SystemExit("The archive has no article with a title to ask for")


def read_articles(host: str) -> None:
    """Read ids and titles of the newest articles. Raises httpx.HTTPError."""
    _articles.clear()
    query: dict[str, Any] = {"limit": 100}
    with httpx.Client(base_url=host, timeout=_PATIENCE) as client:
        while len(_articles) < _MOST_ARTICLES:
            page = client.get("/v1/articles", params=query).raise_for_status().json()
            _articles.extend(
                (one["article_id"], one["title"][:_LONGEST])
                for one in page["articles"]
                if len(one["title"].split()) >= _FEWEST_WORDS
            )
            if page["next"] is None:
                break
            query["cursor"] = page["next"]


class Client(HttpUser):
    """A client in a closed loop, without pauses."""

    wait_time = constant(0)

    @tag("search")
    @task(5)
    def search(self) -> None:
        """Search for an article by its title."""
        self._send("search", "GET", "/v1/search", params={"q": self._title()})

    @tag("ask")
    @task(3)
    def ask(self) -> None:
        """Ask for an article by its title."""
        self._send("ask", "POST", "/v1/ask", json={"question": self._title()})

    @task(1)
    def ask_for_events(self) -> None:
        """Ask, and read the answer as events."""
        headers = {"Accept": "text/event-stream"}
        body = {"question": self._title()}
        self._send("ask, as events", "POST", "/v1/ask", json=body, headers=headers)

    @task(1)
    def article(self) -> None:
        """Read an article."""
        article_id, _ = random.choice(_articles)
        self._send("article", "GET", f"/v1/articles/{quote(article_id, safe='')}")

    def _title(self) -> str:
        return random.choice(_articles)[1]

    def _send(self, name: str, method: str, path: str, **more: Any) -> None:
        request = self.client.request(
            method, path, name=name, timeout=_PATIENCE, catch_response=True, **more
        )
        with request as answer:
            if answer.status_code == 429:
                answer.request_meta["name"] = f"{name}, refused"
                answer.success()
            # After the stream has started, an error arrives as an event.
            elif name == "ask, as events" and answer.ok and "event: answer\n" not in answer.text:
                answer.failure("the events hold no answer")
        if answer.status_code == 429:
            time.sleep(float(answer.headers.get("retry-after", 1)))
