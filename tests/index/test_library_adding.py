"""Nothing is added twice, a changed article replaces its old self, a removed one is gone."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.embedding.engine import Vectors
from index.library import Library
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent
from index.sources.sandbox.files import find_files, read_files
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, counts, search_ids, story, texts


def test_new_unchanged_and_updated_articles_are_counted(library: Library, tmp_path: Path) -> None:
    for name in "abc":
        story(tmp_path / f"{name}.md", f"Report {name} on the harbour.")
    assert counts(add(library, tmp_path)) == (3, 0, 0)
    story(tmp_path / "b.md", "A wholly new report.")
    story(tmp_path / "d.md", "One more report.")
    assert counts(add(library, tmp_path)) == (1, 2, 1)
    assert library.article_count == 4


def test_adding_again_embeds_nothing(
    library: Library, embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        story(tmp_path / f"{number}.md", f"Report {number}. It is short.")
    add(library, tmp_path)
    passages = library.passage_count
    embedded_texts: list[str] = []
    embed = embedder.embed_passages

    def embed_and_note(texts: Sequence[str]) -> Vectors:
        embedded_texts.extend(texts)
        return embed(texts)

    monkeypatch.setattr(embedder, "embed_passages", embed_and_note)
    assert counts(add(library, tmp_path)) == (0, 3, 0)
    assert embedded_texts == []
    assert library.passage_count == passages
    story(tmp_path / "1.md", "Report 1 was wrong.")
    add(library, tmp_path)
    assert set(embedded_texts) == {"Report 1 was wrong."}  # passage and sentence are one text


@pytest.mark.parametrize("change", [{"title": "New"}, {"source": "New"}, {"published": "2024"}])
def test_a_change_of_metadata_is_an_update(
    library: Library, tmp_path: Path, change: dict[str, str]
) -> None:
    matter = {"title": "Old", "source": "Old", "published": "2023"}
    add(library, story(tmp_path / "a.md", "The text stays.", **matter))
    report = add(library, story(tmp_path / "a.md", "The text stays.", **matter | change))
    assert counts(report) == (0, 0, 1)
    (hit,) = library.search("text")
    assert {hit.title, hit.source, hit.published} == set((matter | change).values())


def test_an_updated_article_is_found_by_its_new_text_alone(
    library: Library, tmp_path: Path
) -> None:
    story(tmp_path / "other.md", "The orchestra played Mahler.")
    add(library, story(tmp_path / "a.md", "A volcano erupted on Iceland."), tmp_path)
    assert texts(library, "volcano") == ["A volcano erupted on Iceland."]
    add(library, story(tmp_path / "a.md", "A glacier melted in Norway."))
    assert texts(library, "volcano") == []
    assert texts(library, "glacier") == ["A glacier melted in Norway."]
    assert {hit.passage.text for hit in library.search("volcano", 50)} == {
        "A glacier melted in Norway.",
        "The orchestra played Mahler.",
    }
    assert library.terms("volcano")[0].passages == 0


def test_two_files_of_one_name_are_two_articles(library: Library, tmp_path: Path) -> None:
    north = story(tmp_path / "north" / "story.md", "Herring were landed in Bergen.")
    south = story(tmp_path / "south" / "story.md", "Olives were pressed in Jaén.")
    assert counts(add(library, tmp_path)) == (2, 0, 0)
    ids = search_ids(library, "herring")[0], search_ids(library, "olives")[0]
    assert ids[0] == "story"
    assert ids[1].startswith("story-")
    assert counts(add(library, tmp_path)) == (0, 2, 0)
    assert counts(add(library, south, north)) == (0, 2, 0)
    story(south, "Almonds were shelled in Jaén.")
    assert counts(add(library, tmp_path)) == (0, 1, 1)
    story(north, "Cod was dried in Bergen.")
    assert counts(add(library, tmp_path)) == (0, 1, 1)
    assert library.get(ids[0]).text == "Cod was dried in Bergen."
    assert library.get(ids[1]).text == "Almonds were shelled in Jaén."
    assert library.article_count == 2


def test_two_files_of_one_name_in_separate_runs(library: Library, tmp_path: Path) -> None:
    north = story(tmp_path / "north" / "story.md", "Herring were landed in Bergen.")
    south = story(tmp_path / "south" / "story.md", "Olives were pressed in Jaén.")
    assert counts(add(library, north)) == (1, 0, 0)
    assert counts(add(library, south)) == (1, 0, 0)
    assert counts(add(library, north)) == (0, 1, 0)
    assert library.article_count == 2


def test_the_same_content_from_another_place_is_unchanged(library: Library, tmp_path: Path) -> None:
    for place in ("first", "second"):
        story(tmp_path / place / "story.md", "The text.", title="T")
    assert counts(add(library, tmp_path / "first")) == (1, 0, 0)
    assert counts(add(library, tmp_path / "second")) == (0, 1, 0)
    assert counts(add(library, tmp_path, tmp_path / "first" / "story.md")) == (0, 3, 0)


def test_a_line_of_a_corpus_is_updated_under_its_id(library: Library, tmp_path: Path) -> None:
    def corpus(**articles: str) -> Path:
        lines = [json.dumps({"_id": i, "text": text}) for i, text in articles.items()]
        (tmp_path / "corpus.jsonl").write_text("\n".join(lines))
        return tmp_path / "corpus.jsonl"

    assert counts(add(library, corpus(a="Rain fell.", b="Snow fell."))) == (2, 0, 0)
    # The order of lines means nothing.
    assert counts(add(library, corpus(b="Snow fell.", a="Hail fell."))) == (0, 1, 1)
    assert library.get("a").text == "Hail fell."


def test_removed_articles_are_gone_at_once(library: Library, tmp_path: Path) -> None:
    story(tmp_path / "a.md", "A volcano erupted on Iceland.")
    story(tmp_path / "b.md", "The orchestra played Mahler.")
    add(library, tmp_path)
    assert library.remove(["a", "nobody", "a", "\ud800"]) == (["a"], ["nobody", "\ud800"])
    assert search_ids(library, "volcano") == ["b"]
    assert library.terms("volcano")[0].passages == 0
    assert [article.id for article in library.articles()] == ["b"]
    for article_id in ("a", "\ud800", "x" * 10_000):
        with pytest.raises(DatelineError, match="has no article"):
            library.get(article_id)
    assert library.remove([]) == ([], [])
    # It comes back as it was.
    assert counts(add(library, tmp_path)) == (0, 2, 0)
    assert texts(library, "volcano") == ["A volcano erupted on Iceland."]


def test_problems_are_reported_and_keep_nothing_else_out(library: Library, tmp_path: Path) -> None:
    story(tmp_path / "a.md", "Rain fell.", published="yesterday")
    (tmp_path / "b.txt").write_bytes(b"\xff")
    story(tmp_path / "c.md", "Snow fell.")
    report = add(library, tmp_path, tmp_path / "missing.txt")
    assert counts(report) == (2, 0, 0)
    assert [Path(problem.place).name for problem in report.skipped] == ["b.txt", "missing.txt"]
    assert [Path(problem.place).name for problem in report.warnings] == ["a.md"]
    assert library.get("a").published is None


def test_progress_hears_of_everything_once_it_is_safe(
    library: Library, open_library: OpenLibrary, home: Path, tmp_path: Path
) -> None:
    for number in range(50):  # more than one batch
        story(tmp_path / "in" / f"{number}.md", f"Number {number}.")
    (tmp_path / "in" / "bad.txt").write_bytes(b"\xff")
    reader = open_library(home)
    heard: list[SourceEvent] = []

    def hear(read: SourceEvent) -> None:
        heard.append(read)
        if isinstance(read, ParsedArticle):
            assert reader.get(read.article.id) == read.article

    library.add(read_files(find_files([tmp_path / "in"])), hear)
    assert len({read.article.id for read in heard if isinstance(read, ParsedArticle)}) == 50
    assert [type(read) for read in heard].count(Problem) == 1
    heard.clear()
    library.add(read_files(find_files([tmp_path / "in"])), hear)
    assert len([read for read in heard if isinstance(read, ParsedArticle | Problem)]) == 51


def test_a_file_name_that_is_no_utf_8_can_be_added(library: Library, tmp_path: Path) -> None:
    place = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(place)).write_text("The mayor resigned.")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert counts(add(library, tmp_path)) == (1, 0, 0)
    assert counts(add(library, tmp_path)) == (0, 1, 0)
    assert texts(library, "mayor") == ["The mayor resigned."]
