"""What an article was stays with it, and no text is embedded that was embedded before."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.errors import DatelineError
from index.library import Library
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, counts, story
from tests.index.wires import make_sentences

SENTENCES = make_sentences(3, 60)  # some 600 words: several passages


def earlier(library: Library, article_id: str) -> list[tuple[int, str]]:
    return [(v.number, v.article.text) for v in library.versions(article_id)]


def test_a_changed_article_keeps_what_it_was_in_order(
    library: Library, open_library: OpenLibrary, home: Path, tmp_path: Path
) -> None:
    for text in ("Rain fell.", "Hail fell.", "Rain fell.", "Snow fell."):
        add(library, story(tmp_path / "a.md", text, title="Weather"))
    expected = [(1, "Rain fell."), (2, "Hail fell."), (3, "Rain fell.")]
    assert earlier(library, "a") == expected
    assert library.get("a").text == "Snow fell."
    replaced = [datetime.fromisoformat(v.replaced) for v in library.versions("a")]
    assert replaced == sorted(replaced)
    assert all(time.utcoffset() is not None for time in replaced)
    assert earlier(open_library(home), "a") == expected  # on disk, too
    assert [hit.passage.text for hit in library.search("rain hail snow")] == ["Snow fell."]


def test_all_that_described_an_article_is_in_its_version(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    record = {
        "id": "a",
        "title": "Old",
        "text": "Rain fell.",
        "source": "Wire",
        "url": "http://w/a",
        "published": "2025-03-17",
        "authors": ["Ada Brandt", "Otto Lund"],
        "language": "en",
        "section": "Weather",
        "updated": "2025-03-18T09:00:00Z",
    }
    path.write_text(json.dumps(record))
    add(library, path)
    before = library.get("a")
    assert before.authors == ("Ada Brandt", "Otto Lund")
    path.write_text(json.dumps(record | {"title": "New", "authors": []}))
    assert counts(add(library, path)) == (0, 0, 1)
    (version,) = library.versions("a")
    assert version.article == before
    assert library.get("a").title == "New"


@pytest.mark.parametrize(
    ("change", "embedded"),
    [
        ({"source": "New"}, 0),
        ({"published": "2024"}, 0),
        ({"section": "Sport"}, 0),
        ({"title": "New"}, 1),  # the model reads the title before the passage
    ],
)
def test_a_change_of_metadata_is_a_version_and_costs_next_to_nothing(
    library: Library, tmp_path: Path, change: dict[str, str], embedded: int
) -> None:
    matter = {"title": "Old", "source": "Old", "published": "2023"}
    text = "Rain fell on Marlow Bay. Nobody minded."
    assert add(library, story(tmp_path / "a.md", text, **matter)).embedded == 3
    report = add(library, story(tmp_path / "a.md", text, **matter | change))
    assert (report.updated, report.embedded) == (1, embedded)
    assert [v.article.text for v in library.versions("a")] == [text]


def test_removal_takes_the_versions_along(library: Library, tmp_path: Path) -> None:
    for text in ("Rain fell.", "Hail fell."):
        add(library, story(tmp_path / "a.md", text))
    library.remove(["a"])
    with pytest.raises(DatelineError, match="no article"):
        library.versions("a")
    # It is restored as it was, and then updated.
    add(library, story(tmp_path / "a.md", "Snow fell."))
    assert [one.article.text for one in library.versions("a")] == ["Rain fell.", "Hail fell."]
    library.remove(["a"], keep_days=0)
    add(library, story(tmp_path / "a.md", "Sleet fell."))
    assert library.versions("a") == []


def test_an_article_of_which_there_is_none_has_no_versions(library: Library) -> None:
    with pytest.raises(DatelineError, match="no article"):
        library.versions("nobody")


# -- what is embedded


def test_adding_again_and_adding_back_embed_nothing(library: Library, tmp_path: Path) -> None:
    path = story(tmp_path / "a.md", " ".join(SENTENCES), title="Harbour")
    passages = len(set(SENTENCES))
    first = add(library, path)
    assert first.embedded == passages + library.passage_count
    assert library.passage_count >= 3
    assert add(library, path).embedded == 0


def test_a_changed_sentence_costs_itself_and_the_passages_that_hold_it(
    library: Library, tmp_path: Path
) -> None:
    changed = ["Nobody came to the auction of the old ferry this year.", *SENTENCES[1:]]
    last = [*SENTENCES[:-1], "Nobody came to the auction of the old ferry this year."]
    add(library, story(tmp_path / "a.md", " ".join(SENTENCES), title="Harbour"))
    before = {hit.passage.text for hit in library.search("harbour", 100)}
    report = add(library, story(tmp_path / "a.md", " ".join(last), title="Harbour"))
    after = {hit.passage.text for hit in library.search("harbour", 100)}
    # The last sentence stands in the last passage alone: that passage, and the sentence.
    assert len(after - before) == 1
    assert (report.updated, report.embedded) == (1, 2)
    # Where the first is longer or shorter, passages may break elsewhere; what does not, is known.
    report = add(library, story(tmp_path / "a.md", " ".join(changed), title="Harbour"))
    again = {hit.passage.text for hit in library.search("harbour", 100)}
    assert report.embedded == 1 + len(again - after)  # the last sentence is the old one, but new


def test_the_same_passage_elsewhere_costs_nothing_under_the_same_title(
    library: Library, tmp_path: Path
) -> None:
    text = "Rain fell on Marlow Bay. Nobody minded."
    assert add(library, story(tmp_path / "a.md", text, title="Weather")).embedded == 3
    assert add(library, story(tmp_path / "b.md", text, title="Weather")).embedded == 0
    # Under another title the passage, but not its sentences.
    assert add(library, story(tmp_path / "c.md", text, title="Rain")).embedded == 1
    assert add(library, story(tmp_path / "d.md", text, title="Rain", source="W")).embedded == 0
    dense = {hit.signals.dense for hit in library.search("rain", 10)}
    assert len(dense) == 1  # copies: one is shown
    a, b = (library._home.catalog.passages(library._home.catalog.passage_ids([i])) for i in "ab")
    (one,), (other,) = a.values(), b.values()
    assert one.vectors.tolist() == other.vectors.tolist()


def test_a_batch_embeds_what_recurs_in_it_once(library: Library, tmp_path: Path) -> None:
    for name in "abc":
        story(tmp_path / "in" / f"{name}.md", "Rain fell. Nobody minded.", source=name)
    assert add(library, tmp_path / "in").embedded == 3


def test_vectors_that_are_reused_are_those_that_were_stored(
    library: Library, tmp_path: Path
) -> None:
    """Or a text would drift with every copy of a copy."""
    text = "Rain fell on Marlow Bay. Nobody minded."
    catalog = library._home.catalog
    vectors = []
    for number in range(4):
        add(library, story(tmp_path / "a.md", text, title="Weather", source=str(number)))
        (stored,) = catalog.passages(catalog.passage_ids(["a"])).values()
        vectors.append(stored.vectors.tolist())
    assert vectors == [vectors[0]] * 4


def test_hashes_of_articles_without_new_metadata_are_as_they_always_were() -> None:
    """Or every archive would be embedded anew."""
    article = Article("a", "Title", "Text.", "Wire", "2025-03-17", "http://w/a")
    assert article.content_hash == "aa922bf90fd1022b5f277716c4e5a1fb"
