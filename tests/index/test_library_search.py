"""Every hit is verbatim, filters hold at both ends, and odd questions do no harm."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from index.core.article import Filters
from index.core.errors import DatelineError
from index.core.stopwatch import Stopwatch
from index.embedding.embedder import Embedder
from index.library import Library
from index.search.query import MAX_QUERY_CHARACTERS
from index.storage.home import Home
from tests.index.conftest import SAMPLES_COUNT, OpenLibrary
from tests.index.stories import add, search_ids, story

QUESTIONS = [
    "What did the Kremlin say about European troops in Ukraine?",
    "Who won the women's World Cup?",
    "chandrayaan landing moon",
    "recipe for apple pie",
    "NATO",
]
DATES = {
    "before": "2025-03-16T23:59:59Z",
    "day": "2025-03-17",
    "evening": "2025-03-17T23:59:59Z",
    "moscow": "2025-03-18T01:00:00+03:00",  # 17 March in UTC
    "after": "2025-03-18",
    "month": "2025-03",
    "undated": "",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_hit_is_verbatim_and_in_order(samples: Library, question: str) -> None:
    hits = samples.search(question, k=20)
    assert [hit.rank for hit in hits] == list(range(1, 21))
    assert all(before.score >= after.score for before, after in pairwise(hits))
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert len({hit.passage.id for hit in hits}) == 20
    for hit in hits:
        article = samples.get(hit.passage.article_id)
        passage = hit.passage
        assert article.text[passage.start : passage.end] == passage.text
        assert (hit.title, hit.source, hit.published, hit.url) == (
            (article.title, article.source, article.published, article.url)
        )
        assert [(s.start, s.end) for s in hit.sentences] == list(passage.sentences)
        assert hit.signals.sentence == max(s.similarity for s in hit.sentences)


def test_signals_are_what_they_say(samples: Library, embedder: Embedder) -> None:
    question = "Who won the women's World Cup?"
    best = samples.search(question)[0]
    assert best.passage.article_id == "2023-08-20-spain-win-womens-world-cup"
    article = samples.get(best.passage.article_id)
    texts = [f"{article.title}\n{best.passage.text}"]
    texts += [article.text[s.start : s.end] for s in best.sentences]
    similarities = embedder.embed_passages(texts) @ embedder.embed_query(question)
    # The catalog keeps half precision.
    expected = pytest.approx(similarities, abs=2e-3)
    assert [best.signals.dense, *(s.similarity for s in best.sentences)] == expected
    assert best.signals.lexical > 0


def test_searching_again_gives_the_same(samples: Library, open_library: OpenLibrary) -> None:
    again = open_library(Path(str(samples.stats()["home"])))
    for question in QUESTIONS:
        assert samples.search(question) == samples.search(question) == again.search(question)


def test_fewer_hits_are_the_first_of_more(samples: Library) -> None:
    many = samples.search(QUESTIONS[0], k=12)
    assert samples.search(QUESTIONS[0], k=3) == many[:3]
    assert len(samples.search(QUESTIONS[0])) == 10
    everything = samples.search(QUESTIONS[0], k=2**64)
    assert len(everything) == samples.passage_count
    for k in (0, -1):
        with pytest.raises(DatelineError, match="at least 1"):
            samples.search("NATO", k=k)


@pytest.mark.parametrize("query", ["", "  \n\t ", "\x00", "\x01\x02\x1b", "\u2028"])
def test_a_question_without_a_character_is_refused(samples: Library, query: str) -> None:
    with pytest.raises(DatelineError, match="empty"):
        samples.search(query)


def test_a_question_may_have_2000_characters(samples: Library) -> None:
    assert MAX_QUERY_CHARACTERS == 2_000
    assert samples.search("war " * 500)
    for length in (2_001, 100_000):
        with pytest.raises(DatelineError, match=f"{length:,} characters, more than 2,000"):
            samples.search("x" * length)


@pytest.mark.parametrize("odd", ["\x00", "\x1b[31m", "\ud800", "\u202e", "e\u0301", "😀", '"', "("])
def test_odd_characters_do_not_hide_the_rest(samples: Library, odd: str) -> None:
    hit = samples.search(f"Notre Dame {odd} cathedral reopens")[0]
    assert hit.passage.article_id == "2024-12-08-notre-dame-reopens"


def test_accents_may_be_typed_in_either_form(library: Library, tmp_path: Path) -> None:
    add(library, story(tmp_path / "a.md", "Beyoncé sang in Tromsø."))
    composed, combining = (library.search(name)[0] for name in ("Beyoncé", "Beyonce\u0301"))
    assert combining.signals == composed.signals
    assert composed.signals.lexical > 0


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("dated")
    for number, (name, date) in enumerate(DATES.items()):
        source = ("Meridian Wire", "Evening Post", "")[number % 3]
        story(folder / "in" / f"{name}.md", f"The {name} report.", published=date, source=source)
    home = Home(folder / "home", write=True)
    with Library(home, embedder) as library:
        add(library, folder / "in")
        yield library


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), set(DATES)),
        (Filters(after="2025-03-17", before="2025-03-17"), {"day", "evening", "moscow"}),
        (Filters(after="2025-03-17"), {"day", "evening", "moscow", "after"}),
        (Filters(before="2025-03-16"), {"before", "month"}),
        (Filters(after="2025", before="2025"), set(DATES) - {"undated"}),
        (Filters(before="9999"), set(DATES) - {"undated"}),
        (Filters(after="0001"), set(DATES) - {"undated"}),
        (Filters(after="2026"), set()),
        (Filters(after="2025-04", before="2025-02"), set()),
        (Filters(sources=("meridian wire",)), {"before", "moscow", "undated"}),
        (Filters(sources=("EVENING POST", " Meridian Wire")), set(DATES) - {"evening", "month"}),
        (Filters(sources=("Nobody's News",)), set()),
        (Filters(sources=("\ud800",)), set()),
        (Filters(after="2025-03-17", sources=("evening post",)), {"day", "after"}),
    ],
)
def test_filters(dated: Library, filters: Filters, expected: set[str]) -> None:
    assert set(search_ids(dated, "report", filters)) == expected


def test_a_filter_that_is_no_date_is_an_error(samples: Library) -> None:
    with pytest.raises(DatelineError, match="'after'"):
        samples.search("NATO", filters=Filters(after="last week"))


def test_an_empty_library(library: Library) -> None:
    assert library.search("anything") == []
    assert list(library.articles()) == []
    assert library.sources() == []
    assert library.terms("anything")[0].passages == 0
    stats = library.stats()
    assert (stats["articles"], stats["passages"], stats["oldest"]) == (0, 0, None)


def test_terms_are_stemmed_and_counted(samples: Library) -> None:
    name, noun, absent = samples.terms("reports of Grushko’s troop of volleyball players")[1:4]
    assert (name.word, name.stem, name.is_name, name.passages) == ("Grushko", "grushko", True, 1)
    assert (noun.stem, noun.is_name) == ("troop", False)
    assert noun.passages == samples.terms("troops")[0].passages > 1
    assert (absent.word, absent.passages) == ("volleyball", 0)


def test_stats_tell_what_is_there(samples: Library, samples_home: Path, embedder: Embedder) -> None:
    stats = samples.stats()
    assert stats["home"] == str(samples_home)
    assert stats["articles"] == SAMPLES_COUNT == len(list(samples.articles()))
    assert stats["passages"] == samples.passage_count >= SAMPLES_COUNT
    assert stats["sources"] == len(samples.sources())
    assert str(stats["oldest"]).startswith("2022-04-28")
    assert str(stats["newest"]).startswith("2025-09-05")
    assert (stats["model"], stats["backend"]) == ("all-MiniLM-L6-v2", embedder.backend)
    files = [path for path in samples_home.rglob("*") if path.is_file()]
    assert stats["bytes"] == sum(path.stat().st_size for path in files) > 100_000


def test_articles_come_newest_first_and_sources_largest_first(dated: Library) -> None:
    ids = ["after", "evening", "moscow", "day", "before", "month", "undated"]
    assert [article.id for article in dated.articles()] == ids
    assert [article.id for article in dated.articles(2)] == ids[:2]
    assert list(dated.articles(0)) == []
    assert dated.sources() == [("Meridian Wire", 3), ("Evening Post", 2)]


def test_a_stopwatch_hears_of_every_stage(samples: Library) -> None:
    watch = Stopwatch()
    samples.search("NATO", stopwatch=watch)
    timings = watch.timings_ms()
    assert list(timings) == ["embed", "dense", "lexical", "rank", "collapse", "total"]
    assert np.sum(list(timings.values())[:-1]) <= timings["total"] + 0.05
