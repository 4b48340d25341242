"""A check that is killed with SIGKILL before any of its writes is gone through again, and tells
everything once."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.alerts.check import AlertChecker
from assistant.alerts.request import make_alert_request
from assistant.pipeline import Assistant
from index.core.alert import AlertKind, Maker
from index.core.article import Article, Filters
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests import CHECKOUT

pytestmark = pytest.mark.slow

# Dies before the statement of this number that begins, writes or ends a transaction.
_CHECK = """
import os, signal, sys
from assistant.alerts import check
from assistant.pipeline import Assistant
from index.core.alert import AlertKind
from index.library import Library

check.AT_ONCE = {AlertKind.SEARCH: 2, AlertKind.QUESTION: 2}
left = int(sys.argv[2])
with Library.open(sys.argv[1]) as library:
    def die(statement):
        global left
        if statement.split()[0] in ("BEGIN", "INSERT", "UPDATE", "DELETE", "COMMIT"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    library._home.catalog.database._connection.set_trace_callback(die)
    check.AlertChecker(library, lambda: Assistant(library)).check()
"""
NEWS = [
    Article(f"n{i}", "Storm", f"A storm hit Gotland on day {i}.", "Wire", f"2025-03-0{i}")
    for i in range(1, 6)
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A home with a search and a question, and articles that nobody has compared with them."""
    folder = tmp_path_factory.mktemp("alerts") / "home"
    with Library(Home(folder, write=True), embedder) as library:
        old = Article("old", "Ferry", "A ferry came to Gotland.", "Wire", "2025-03-01")
        library.add([ParsedArticle(old, "old")])
        for kind, query in (
            (AlertKind.SEARCH, "gotland"),
            (AlertKind.QUESTION, "What hit Gotland?"),
        ):
            library.alerts.add(make_alert_request(kind, query, Filters(), Maker.COMMAND))
        library.add([ParsedArticle(article, article.id) for article in NEWS])
    return folder


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 8, 10, 13])
def test_a_killed_check_repeats_nothing_and_misses_nothing(
    prepared: Path, tmp_path: Path, embedder: Embedder, number: int
) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    killed = subprocess.run(
        [sys.executable, "-c", _CHECK, str(home), str(number)],
        cwd=CHECKOUT,
        timeout=120,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    expected = sorted(article.id for article in NEWS)
    with Library(Home(home), embedder) as library:
        before = [library.alerts.get(i).total for i in (1, 2)]
        report = AlertChecker(library, lambda: Assistant(library)).check()
        assert report.found + sum(before) == 2 * len(NEWS)
        with library.alerts.findings.take_unprinted(1_000) as findings:
            told = [(one.alert_id, one.article_id) for one in findings]
        assert sorted(told) == [(alert, i) for alert in (1, 2) for i in expected]
        with library.alerts.findings.take_unprinted(1_000) as findings:
            assert findings == []


_ADD = """
import os, signal, sys
from index.core.article import Article
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.catalog import Catalog
from index.storage.home import Home

setattr(Home, sys.argv[2], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
with Library.open(sys.argv[1], write=True) as library:
    article = Article("late", "Storm", "Another storm hit Gotland.", "Wire", "2025-03-09")
    library.add([ParsedArticle(article, "late")])
"""


def test_what_a_killed_run_has_added_is_checked_by_the_next_one(
    prepared: Path, tmp_path: Path, embedder: Embedder
) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    killed = subprocess.run(
        [sys.executable, "-c", _ADD, str(home), "_mark_clean"],
        cwd=CHECKOUT,
        timeout=120,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    with Library(Home(home), embedder) as library:
        AlertChecker(library, lambda: Assistant(library)).check()
        found = library.alerts.findings.list_latest(1, 100)
    assert "late" in [one.article_id for one in found]


def test_an_archive_that_is_being_changed_is_not_checked(
    prepared: Path, tmp_path: Path, embedder: Embedder
) -> None:
    home = Path(shutil.copytree(prepared, tmp_path / "home"))
    with Library(Home(home, write=True), embedder) as writer, Library(Home(home), embedder) as own:
        writer._home._mark_dirty()
        report = AlertChecker(own, lambda: Assistant(own)).check()
        assert (report.is_begun, report.is_complete, report.found) == (False, False, 0)
        writer._home._mark_clean()
        assert AlertChecker(own, lambda: Assistant(own)).check().found == 2 * len(NEWS)
