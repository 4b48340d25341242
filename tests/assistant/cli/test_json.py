"""The JSON that other programs rely on: these keys, no others, and offsets that hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.wire import archive_shapes, responses
from tests.assistant.conftest import Run

ANSWER = {"question", "status", "confidence", "sentences", "citations", "hits", "refusal"}
ANSWER |= {"missing", "period", "as_of", "speaker", "order", "note", "sides", "independence"}
ANSWER |= {"difference", "suggestions"}
ANSWER |= {"timings_ms"}
SENTENCE = {"text", "citations", "side", "has_gap", "is_best"}
CITATION = {"number", "article_id", "title", "source", "published", "url"}
CITATION |= {"passage_id", "start", "end", "quote", "also_in", "updated", "when"}
CITATION |= {"ocr", "pages", "terms"}
HIT = {"rank", "score", "passage_id", "article_id", "title", "source", "published"}
HIT |= {"start", "end", "text", "story_id", "also_in", "ocr", "pages", "terms"}
DESCRIBED = {"article_id", "title", "source", "published", "url"}
FURTHER = {"authors", "updated", "language", "section", "terms"}
TERMS = {"copyright", "usage", "credit", "data_mining", "correction", "corrected", "embargo"}
TERMS |= {"expiry", "republishable"}
SEARCH = {"query", "hits", "articles", "stories", "exact", "next_offset", "notice", "timings_ms"}
ARTICLE = DESCRIBED | FURTHER | {"text"}
STATS = {"home", "articles", "passages", "stories", "sources", "oldest", "newest", "model"}
STATS |= {"backend", "bytes"}


def run_json(run: Run, *arguments: str | Path) -> Any:
    ran = run(*arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.isascii()
    assert ran.out.count("\n") == 1
    return json.loads(ran.out)


def assert_hits(hits: list[dict[str, Any]]) -> None:
    assert all(set(hit) == HIT for hit in hits)
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert all(hit["end"] - hit["start"] == len(hit["text"]) for hit in hits)


def test_an_answer_and_the_articles_that_it_cites(run: Run, samples_home: Path) -> None:
    home = ("--home", samples_home)
    answer = run_json(run, *home, "ask", "what did the Kremlin say about EU troops?")
    assert set(answer) == ANSWER
    assert answer["question"] == "what did the Kremlin say about EU troops?"
    assert answer["status"] == "answered"
    assert (answer["refusal"], answer["missing"]) == ("", [])
    assert 0.0 <= answer["confidence"] <= 1.0
    assert all(set(sentence) == SENTENCE for sentence in answer["sentences"])
    assert all(set(citation) == CITATION for citation in answer["citations"])
    assert_hits(answer["hits"])
    assert answer["timings_ms"]["total"] > 0
    by_number = {citation["number"]: citation for citation in answer["citations"]}
    assert list(by_number) == list(range(1, len(by_number) + 1))
    for sentence in answer["sentences"]:
        assert sentence["citations"]
        assert {by_number[n]["quote"] for n in sentence["citations"]} == {sentence["text"]}
    for citation in answer["citations"]:
        article = run_json(run, *home, "show", citation["article_id"])
        assert set(article) == ARTICLE | {"origins", "edits"}
        assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert all(citation[key] == article[key] for key in DESCRIBED)


def test_a_refusal_has_the_same_keys_and_no_quotes(run: Run, samples_home: Path) -> None:
    answer = run_json(run, "--home", samples_home, "ask", "How do I bake sourdough bread?")
    assert set(answer) == ANSWER
    assert answer["status"] == "no_evidence"
    assert (answer["sentences"], answer["citations"]) == ([], [])
    assert answer["refusal"].startswith("The archive does not say")
    assert_hits(answer["hits"])


def test_hits_stand_in_their_articles(run: Run, samples_home: Path) -> None:
    found = run_json(run, "--home", samples_home, "search", "Élysée security", "-k", "3")
    assert set(found) == SEARCH
    assert found["query"] == "Élysée security"
    assert len(found["hits"]) == 3
    assert_hits(found["hits"])
    for hit in found["hits"]:
        article = run_json(run, "--home", samples_home, "show", hit["article_id"])
        assert article["text"][hit["start"] : hit["end"]] == hit["text"]


def test_stats(run: Run, samples_home: Path) -> None:
    stats = run_json(run, "--home", samples_home, "stats")
    assert set(stats) == STATS
    assert stats["articles"] == len(run_json(run, "--home", samples_home, "list"))
    assert stats["passages"] >= stats["articles"] > 0
    assert stats["model"] == "all-MiniLM-L6-v2"
    on_disk = sum(path.stat().st_size for path in samples_home.rglob("*") if path.is_file())
    # Some files are there only while it is open.
    assert stats["bytes"] == pytest.approx(on_disk, rel=0.1)


def test_a_list_describes_articles_without_their_text(run: Run, samples_home: Path) -> None:
    articles = run_json(run, "--home", samples_home, "list")
    assert all(set(article) == ARTICLE - {"text"} for article in articles)


def test_an_empty_archive_is_valid_json_too(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("--home", home, "sync", tmp_path / "empty", "--empty").code == 0
    assert run_json(run, "--home", home, "list") == []
    assert run_json(run, "--home", home, "search", "Kremlin")["hits"] == []
    assert run_json(run, "--home", home, "stats")["articles"] == 0
    answer = run_json(run, "--home", home, "ask", "Who?")
    assert (answer["status"], answer["hits"]) == ("no_evidence", [])


def test_a_shape_has_the_keys_that_are_promised() -> None:
    promised: dict[type[archive_shapes.Shape], set[str]] = {
        responses.AnswerShape: ANSWER,
        responses.SentenceShape: SENTENCE,
        responses.CitationShape: CITATION,
        responses.HitShape: HIT,
        archive_shapes.ArticleShape: ARTICLE,
        archive_shapes.TermsShape: TERMS,
        archive_shapes.StatsShape: STATS - {"home"},
    }
    for shape, keys in promised.items():
        assert set(shape.model_fields) == keys
