"""Alerts are checked against what comes in: each new article once, and none is missed."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.alerts import check
from assistant.alerts.check import AlertChecker, CheckReport
from assistant.alerts.request import make_alert_request
from assistant.core.answer import Answer
from assistant.core.answer_options import Strictness
from assistant.pipeline import Assistant
from index.core.alert import Alert, AlertKind, Finding, Maker
from index.core.article import Article, Filters
from index.core.facet import Facet, FacetChoice
from index.core.paths import CATALOG_FILE
from index.core.terms import build_terms
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

OLD = Article("old", "Ferry", "The ferry to Gotland was late.", "Wire", "2025-03-01")
NEW = Article("new", "Storm", "It rained. A storm hit Gotland on Monday.", "Post", "2025-03-02")
OTHER = Article("other", "Market", "The market of Quillport opened.", "Wire", "2025-03-03")


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    with Library(Home(tmp_path / "home", write=True), embedder) as opened:
        add(opened, OLD)
        yield opened


def add(library: Library, *articles: Article) -> None:
    library.add(ParsedArticle(article, article.id) for article in articles)


def watch(
    library: Library,
    query: str,
    kind: AlertKind = AlertKind.SEARCH,
    filters: Filters | None = None,
) -> Alert:
    request = make_alert_request(kind, query, filters or Filters(), Maker.COMMAND)
    return library.alerts.add(request)


def run(library: Library, seconds: float | None = None) -> CheckReport:
    return AlertChecker(library, lambda: Assistant(library)).check(seconds)


def found(library: Library, alert: Alert) -> list[Finding]:
    return library.alerts.findings.list_latest(alert.id, 1_000)[::-1]


def ids(findings: Iterable[Finding]) -> list[str]:
    return [one.article_id for one in findings]


def test_a_search_reports_each_new_article_with_its_words_once(library: Library) -> None:
    alert = watch(library, "gotland")
    assert run(library) == CheckReport()
    add(library, NEW, OTHER)
    assert run(library).found == 1
    assert run(library).found == 0
    (one,) = found(library, alert)
    assert (one.article_id, one.quote) == ("new", "A storm hit Gotland on Monday.")
    assert NEW.text[one.start : one.end] == one.quote


def test_an_article_that_changes_is_not_new(library: Library) -> None:
    alert = watch(library, "gotland")
    add(library, OTHER)
    run(library)
    add(
        library,
        Article("old", "Ferry", "The ferry to Gotland was very late.", "Wire", "2025-03-01"),
        Article("other", "Market", "The market moved to Gotland.", "Wire", "2025-03-03"),
    )
    assert run(library).found == 0
    assert found(library, alert) == []


def test_a_quotation_that_no_longer_stands_there_is_not_shown(library: Library) -> None:
    alert = watch(library, "gotland")
    add(library, NEW)
    run(library)
    add(library, Article("new", "Storm", "A storm hit Gotland on Tuesday. It rained.", "Post"))
    assert [one.quote for one in found(library, alert)] == [""]
    library.remove(["new"])
    assert found(library, alert) == []
    assert library.alerts.get(alert.id).unseen == 0


def test_an_article_that_is_removed_and_comes_again_is_reported_once(library: Library) -> None:
    alert = watch(library, "gotland")
    for _ in range(2):
        add(library, NEW)
        run(library)
        assert ids(found(library, alert)) == ["new"]
        library.remove(["new"])


def test_the_last_number_of_an_article_is_used_again_and_nothing_is_missed(
    library: Library,
) -> None:
    alert = watch(library, "gotland")
    add(library, OTHER)
    run(library)
    library.remove(["other"])
    add(library, NEW)  # has the number that the other one had
    run(library)
    assert ids(found(library, alert)) == ["new"]


def test_near_identical_copies_are_each_reported(library: Library) -> None:
    alert = watch(library, "gotland")
    text = "A storm hit Gotland. " + "The roofs of the harbour were damaged by the wind. " * 12
    add(library, Article("a", "Storm", text, "Wire"), Article("b", "Storm", text, "Post"))
    run(library)
    assert sorted(ids(found(library, alert))) == ["a", "b"]
    assert {one.quote for one in found(library, alert)} == {"A storm hit Gotland."}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"hit gotland"', ["new"]),
        ('"gotland hit"', []),
        ("gotl*", ["new"]),
        ("gotland OR quillport", ["new", "other"]),
        ("gotland -storm", []),
        ("title:storm", ["new"]),
        ("source:post", ["new"]),
        ("-gotland", ["other"]),
        ("storm NEAR/3 gotland", ["new"]),
    ],
)
def test_a_search_has_the_syntax_of_searches(
    library: Library, query: str, expected: list[str]
) -> None:
    alert = watch(library, query)
    add(library, NEW, OTHER)
    run(library)
    assert ids(found(library, alert)) == expected


def test_filters_narrow_a_search(library: Library) -> None:
    filters = Filters(
        "2025-03-02", "2025-03-31", ("POST",), facets=(FacetChoice(Facet.YEAR, "2025"),)
    )
    alert = watch(library, "storm OR market", filters=filters)
    assert library.alerts.get(alert.id).filters == filters
    add(library, NEW, OTHER)
    run(library)
    assert ids(found(library, alert)) == ["new"]


def test_a_question_reports_the_quotations_of_new_articles_alone(library: Library) -> None:
    alert = watch(library, "What hit Gotland?", AlertKind.QUESTION)
    add(library, OTHER)
    run(library)
    assert found(library, alert) == []
    second = Article("gale", "Gale", "A gale hit Gotland on Friday.", "Wire", "2025-03-07")
    add(library, NEW, second)
    run(library)
    quotes = {one.article_id: one.quote for one in found(library, alert)}
    assert quotes == {
        "new": "A storm hit Gotland on Monday.",
        "gale": "A gale hit Gotland on Friday.",
    }
    assert run(library).found == 0


def test_an_article_under_an_embargo_is_new_once_it_opens(
    tmp_path: Path, embedder: Embedder
) -> None:
    now = [1_700_000_000.0]
    with Library(Home(tmp_path / "home", write=True, clock=lambda: now[0]), embedder) as library:
        alert = watch(library, "gotland")
        terms = build_terms({"embargo": "2030-01-01T00:00:00Z"})
        add(library, Article("later", "Held", "News of Gotland.", "Wire", terms=terms), OTHER)
        run(library)
        assert found(library, alert) == []
        now[0] = 1_900_000_000.0
        assert run(library).found == 1
        assert ids(found(library, alert)) == ["later"]
        assert run(library).found == 0


def test_what_somebody_says_is_found_once_it_is_read(library: Library) -> None:
    alert = watch(library, "storm", filters=Filters(speaker="Olga Brandt"))
    said = watch(library, 'said:"Olga Brandt"')
    text = '"The storm was the worst in years," said Olga Brandt, the mayor of Visby.'
    add(library, Article("said", "Mayor", text, "Wire"))
    run(library)
    assert found(library, alert) == []
    library.enrich()
    run(library)
    assert ids(found(library, alert)) == ids(found(library, said)) == ["said"]


def test_a_question_is_asked_again_once_who_says_what_is_known(library: Library) -> None:
    alert = watch(library, "What did Olga Brandt say about the storm?", AlertKind.QUESTION)
    text = "The mayor of Visby spoke. It was the worst storm in years, Olga Brandt said."
    add(library, Article("said", "Mayor", text, "Wire"))
    asked: list[str] = []

    class Counting(Assistant):
        def ask(self, question: str, *rest: Any, **named: Any) -> Answer:
            asked.append(question)
            return super().ask(question, *rest, **named)

    AlertChecker(library, lambda: Counting(library)).check()
    before = len(asked)
    library.enrich()
    AlertChecker(library, lambda: Counting(library)).check()
    assert len(asked) > before
    assert ids(found(library, alert)) == ["said"]


def test_old_articles_that_are_read_later_are_not_new(library: Library) -> None:
    add(library, Article("said", "Mayor", '"A storm came," said Olga Brandt.', "Wire"))
    alert = watch(library, 'said:"Olga Brandt"')
    library.enrich()
    run(library)
    assert found(library, alert) == []


def test_a_new_article_is_found_once_it_is_in_the_collection(library: Library) -> None:
    library.collections.add("Sea", ["old"])
    alert = watch(library, "gotland", filters=Filters(collections=("SEA",)))
    add(library, NEW)
    run(library)
    library.collections.add("Sea", ["new"])
    run(library)
    assert ids(found(library, alert)) == ["new"]
    library.collections.delete("sea")
    assert "no collection 'SEA'" in library.alerts.get(alert.id).fault
    assert run(library).is_complete


def test_an_alert_that_cannot_be_checked_says_why_and_loses_nothing(
    library: Library, tmp_path: Path
) -> None:
    alert, other = watch(library, "gotland"), watch(library, "storm")
    with closing(sqlite3.connect(tmp_path / "home" / CATALOG_FILE)) as connection, connection:
        connection.execute("UPDATE alerts SET query = '(gotland' WHERE number = ?", (alert.id,))
    add(library, NEW)
    assert run(library).found == 1
    assert ids(found(library, other)) == ["new"]
    assert library.alerts.get(alert.id).fault.startswith("The bracket is not closed.")
    with closing(sqlite3.connect(tmp_path / "home" / CATALOG_FILE)) as connection, connection:
        connection.execute("UPDATE alerts SET query = 'gotland' WHERE number = ?", (alert.id,))
    assert run(library).found == 1
    assert library.alerts.get(alert.id).fault == ""


def test_a_round_ends_in_time_and_the_next_one_goes_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "AT_ONCE", {AlertKind.SEARCH: 1, AlertKind.QUESTION: 1})
    alerts = [watch(library, "gotland"), watch(library, "visby OR gotland")]
    add(library, *(Article(f"n{i}", "", f"Gotland, part {i}.", "Wire") for i in range(3)))
    ticks = itertools.count()
    checker = AlertChecker(library, lambda: Assistant(library), lambda: float(next(ticks)))
    # One tick at the beginning and one before each part: four parts.
    assert checker.check(5.0) == CheckReport(4, is_complete=False)
    assert [len(found(library, alert)) for alert in alerts] == [2, 2]
    assert run(library) == CheckReport(2)
    assert [ids(found(library, alert)) for alert in alerts] == [["n0", "n1", "n2"]] * 2


def test_no_question_is_asked_of_nothing(library: Library) -> None:
    def refuse() -> Assistant:
        pytest.fail("an assistant was made")

    watch(library, "What hit Gotland?", AlertKind.QUESTION)
    assert AlertChecker(library, refuse).check() == CheckReport()


def test_a_strict_assistant_is_the_one_that_answers(library: Library) -> None:
    made: list[Assistant] = []

    def make() -> Assistant:
        made.append(Assistant(library, Strictness.STRICT))
        return made[-1]

    watch(library, "What hit Gotland?", AlertKind.QUESTION)
    watch(library, "Who came to Gotland?", AlertKind.QUESTION)
    add(library, NEW)
    AlertChecker(library, make).check()
    assert len(made) == 1
