"""What is measured with: invented articles, files, questions, and the model's stand-in."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.config.settings import Settings
from eval.bench.tasks.worker import TASKS
from eval.bench.workload.corpus import read_articles, read_questions, select_evenly, write_corpus
from eval.bench.workload.product import ingest, measure_disk_mb
from eval.bench.workload.stand_in_embedder import NAME, StandInEmbedder
from eval.bench.workload.synthetic_corpus import SyntheticCorpus
from index.core.article import Article
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.sources.sandbox.files import find_files, read_files
from index.storage.home import Home
from tests.conftest import SAMPLES
from tests.eval.conftest import ARTICLES


def samples() -> list[Article]:
    reads = read_files(find_files([SAMPLES]))
    return [read.article for read in reads if isinstance(read, ParsedArticle)]


def words(text: str) -> set[str]:
    return {word.strip(".,:;!?()\"'“”’‘").lower() for word in text.split()}


def test_invented_articles_are_the_same_each_time_and_each_another() -> None:
    one, again = SyntheticCorpus(samples()), SyntheticCorpus(samples())
    articles = [one.make_article(number) for number in range(50)]
    assert articles == [again.make_article(number) for number in range(50)]
    assert len({article.text for article in articles}) == len({a.id for a in articles}) == 50
    assert one.key == again.key != SyntheticCorpus(samples()[1:]).key
    assert SyntheticCorpus(samples(), seed=2).make_article(0) != one.make_article(0)


def test_they_have_the_words_of_real_ones_in_other_sentences() -> None:
    real = samples()
    known = set().union(*(words(f"{article.title} {article.text}") for article in real))
    sentences = {line.strip() for a in real for line in a.text.replace("\n", " ").split(". ")}
    invention = SyntheticCorpus(real)
    for number in range(10):
        article = invention.make_article(number)
        strange = {
            word
            for word in words(f"{article.title} {article.text}") - known
            if word.isalpha() and word not in {w.replace("’s", "") for w in known}
        }
        assert not strange
        long = [s for s in article.text.replace("\n", " ").split(". ") if len(s.split()) > 6]
        assert long
        assert not sentences.intersection(long)
        assert article.source
        assert article.published


def test_of_nothing_nothing_is_invented() -> None:
    with pytest.raises(DatelineError, match="no articles from whose words"):
        SyntheticCorpus([])


def test_articles_are_written_to_one_file_that_reads_the_same(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    made = write_corpus(str(SAMPLES), 5, file)
    assert (made.name, made.articles, made.invented) == ("samples", 5, False)
    assert list(read_articles(file)) == samples()[:5]
    made = write_corpus(None, 7, file)
    assert (made.name, made.articles, made.invented) == ("invented", 7, True)
    assert len(list(read_articles(file))) == 7


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.jsonl", "", "no article to measure with"),
        ("broken.jsonl", "{broken\n", "broken.jsonl"),
        ("missing.jsonl", None, "no such file"),
    ],
)
def test_a_corpus_without_articles_is_refused(
    name: str, content: str | None, told: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(DatelineError, match=told):
        write_corpus(str(tmp_path / name), 5, tmp_path / "articles.jsonl")


def test_an_address_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="not from an address"):
        write_corpus("https://example.org/news.rss", 5, tmp_path / "articles.jsonl")


def test_questions_are_titles_or_lines_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    lines = [
        json.dumps({"_id": i, "title": title, "text": text})
        for i, (title, text) in {**ARTICLES, "short": ("Too short", "Rain fell.")}.items()
    ]
    file.write_text("\n".join(lines))
    assert read_questions(None, file) == [title for title, _ in ARTICLES.values()]
    questions = tmp_path / "questions.txt"
    questions.write_text("Who sang?\n\n  What erupted? \n")
    assert read_questions(str(questions), file) == ["Who sang?", "What erupted?"]
    questions.write_text("\n")
    with pytest.raises(DatelineError, match="nothing to ask"):
        read_questions(str(questions), file)
    with pytest.raises(DatelineError, match="cannot be read"):
        read_questions(str(tmp_path / "missing.txt"), file)
    assert select_evenly(list(range(10)), 4) == [0, 2, 5, 7]
    assert select_evenly([1, 2], 4) == [1, 2]


def test_the_stand_in_puts_texts_that_share_words_near_one_another() -> None:
    standin = StandInEmbedder()
    texts = ["The harbour of Velmora will close", "Velmora will close the harbour", "A choir sang"]
    vectors = standin.embed_passages(texts)
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert vectors[0] @ vectors[1] > 0.9
    assert vectors[0] @ vectors[2] < 0.3
    assert np.allclose(standin.embed_query(texts[2]), vectors[2])
    assert np.isfinite(standin.embed_passages(["…", ""])).all()
    many = standin.embed_passages(["word " * 50_000, "A choir sang", "word " * 50_000])
    assert np.allclose(many[1], vectors[2], atol=1e-6)


def test_a_home_of_the_stand_in_is_refused_with_the_real_model(
    home: Path, embedder: Embedder
) -> None:
    with Library(Home(home, write=True), StandInEmbedder()) as library:
        library.add([ParsedArticle(article, article.id) for article in samples()[:2]])
        assert library.search("ceasefire")
        assert library.stats()["model"] == NAME
    with pytest.raises(DatelineError, match="'stand-in', not 'all-MiniLM-L6-v2'"):
        Library.open(home)


def test_an_ingest_is_looked_at_and_not_changed(home: Path, settings: Settings) -> None:
    standin = StandInEmbedder()
    reads = [ParsedArticle(article, article.id) for article in samples()]
    found = ingest(home, standin, settings, iter(reads))
    assert found.articles == len(samples())
    assert found.texts > found.passages > 0
    assert found.pieces > found.texts
    assert {"read", "split", "embed", "write"} <= set(found.stages)
    assert found.stages["embed"] > 0 < found.stages["write"]
    assert max(found.stages.values()) <= 1_000 * found.seconds
    assert "embed_passages" not in vars(standin)  # the clock is taken off again
    with Library(Home(home), standin) as library:
        assert library.article_count == found.articles
        assert library.passage_count == found.passages
    sizes = measure_disk_mb(home)
    assert set(sizes) == {"catalog", "vectors", "lexical"}
    assert min(sizes.values()) > 0


def test_every_task_has_its_module() -> None:
    from importlib import import_module

    for module in TASKS.values():
        assert callable(import_module(module).run)
