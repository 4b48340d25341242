"""A dataset's archive is made once, and never taken for another's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.config.settings import Settings
from eval.archive_cache import open_archive
from eval.datasets import registry
from index.core.errors import DatelineError
from index.sources.parsed_article import SourceEvent
from tests.eval.conftest import ARTICLES, Write


def embedded(folder: Path, settings: Settings, cache: Path) -> tuple[int, int]:
    """How many texts were embedded, and how many articles the archive then has."""
    with open_archive(registry.read(folder), settings, cache) as home:
        return home.embedded, home.library.article_count


def test_the_second_time_nothing_is_embedded(
    invented: Path, settings: Settings, tmp_path: Path
) -> None:
    # Three articles, a passage each, and seven sentences.
    assert embedded(invented, settings, tmp_path / "cache") == (3 + 7, 3)
    assert embedded(invented, settings, tmp_path / "cache") == (0, 3)
    assert not settings.home.exists()


def test_another_ranking_asks_the_same_archive_and_another_splitting_does_not(
    invented: Path, settings: Settings, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    embedded(invented, settings, cache)
    ranking = settings.model_copy(update={"dense_weight": 0.1, "candidate_depth": 7})
    assert embedded(invented, ranking, cache)[0] == 0
    splitting = settings.model_copy(update={"passage_pieces": 20})
    assert embedded(invented, splitting, cache)[0] > 0
    assert len(list(cache.iterdir())) == 2


def test_other_articles_are_another_archive(
    invented: Path, settings: Settings, tmp_path: Path
) -> None:
    embedded(invented, settings, tmp_path / "cache")
    with (invented / "corpus.jsonl").open("a") as corpus:
        corpus.write(json.dumps({"_id": "late", "title": "", "text": "It came late."}) + "\n")
    assert embedded(invented, settings, tmp_path / "cache")[1] == 4


def test_what_was_interrupted_goes_on_where_it_stopped(
    invented: Path, settings: Settings, tmp_path: Path
) -> None:
    dataset = registry.read(invented)

    def broken() -> Iterator[SourceEvent]:
        yield from dataset.reads()
        raise KeyboardInterrupt

    cache = tmp_path / "cache"
    with (
        pytest.raises(KeyboardInterrupt),
        open_archive(replace(dataset, reads=broken), settings, cache),
    ):
        pass
    assert embedded(invented, settings, cache)[1] == 3
    assert embedded(invented, settings, cache) == (0, 3)


def test_what_could_not_be_read_is_noted_every_time(
    invented: Path, settings: Settings, tmp_path: Path
) -> None:
    with (invented / "corpus.jsonl").open("a") as corpus:
        corpus.write('{"_id": "empty", "title": "Nothing", "text": ""}\n')
    for _ in range(2):
        with open_archive(registry.read(invented), settings, tmp_path / "cache") as home:
            assert [note for note in home.notes if "it has no text" in note]
            assert home.library.article_count == len(ARTICLES)


def test_a_corpus_without_articles_is_an_error(
    write: Write, settings: Settings, tmp_path: Path
) -> None:
    folder = write([{"_id": "q", "text": "Who?"}])
    (folder / "corpus.jsonl").write_text('{"_id": "a", "title": "", "text": ""}\n')
    with pytest.raises(DatelineError, match="has no article that can be read"):
        embedded(folder, settings, tmp_path / "cache")
