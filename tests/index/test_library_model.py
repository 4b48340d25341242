"""A home belongs to the model that made its vectors, until it is rebuilt with another."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.core.errors import DatelineError
from index.library import Library
from index.maintenance import offline_repair
from index.search.search_config import Splitting, Tuning
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, counts, search_ids, story

pytestmark = pytest.mark.slow


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name, text in {"a": "A volcano erupted.", "b": "Mahler was played.", "c": "Rain."}.items():
        story(tmp_path / "news" / f"{name}.md", text)
    return tmp_path / "news"


@pytest.fixture
def small_home(open_library: OpenLibrary, home: Path, news: Path) -> Path:
    """A closed home with three articles."""
    library = open_library(home, write=True)
    add(library, news)
    library.close()
    return home


def test_another_model_is_refused_until_the_home_is_rebuilt(
    small_home: Path, news: Path, other_model: str
) -> None:
    for write in (False, True):
        with pytest.raises(DatelineError) as raised:
            Library.open(small_home, model=other_model, write=write)
        assert "'all-MiniLM-L6-v2'" in raised.value.message
        assert f"'{other_model}'" in raised.value.message
        assert f"dateline --home {small_home} --model {other_model} rebuild" in raised.value.remedy
    done: list[Article] = []
    with Library.rebuild(small_home, model=other_model, on_progress=done.append) as library:
        assert {article.id for article in done} == {"a", "b", "c"}
        assert search_ids(library, "volcano")[0] == "a"
        assert library.stats()["model"] == other_model
        assert counts(add(library, news)) == (0, 3, 0)
    with pytest.raises(DatelineError, match="were made with"):
        Library.open(small_home)
    with Library.open(small_home, model=other_model) as library:
        assert library.passage_count == 3


def test_an_interrupted_rebuild_must_be_done_again(
    small_home: Path, other_model: str, open_library: OpenLibrary
) -> None:
    def interrupt(_: Article) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Library.rebuild(small_home, model=other_model, on_progress=interrupt)
    for model in (other_model, "all-MiniLM-L6-v2"):
        with pytest.raises(DatelineError, match="interrupted") as raised:
            Library.open(small_home, model=model)
        assert f"dateline --home {small_home} --model {other_model} rebuild" in raised.value.remedy
    Library.rebuild(small_home).close()
    with Library.open(small_home) as library:
        assert library.article_count == library.passage_count == 3
    assert search_ids(open_library(small_home), "volcano")[0] == "a"


def test_an_empty_home_can_be_rebuilt(home: Path, other_model: str) -> None:
    Library.open(home, write=True).close()
    Library.rebuild(home, model=other_model).close()
    with Library.open(home, model=other_model) as library:
        assert library.article_count == 0
    with pytest.raises(DatelineError):
        Library.open(home)


def test_other_weights_under_the_same_name_add_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    weights = tmp_path / "model" / "model.safetensors"
    weights.write_bytes(b"old")
    with Library.open(home, model=str(tmp_path / "model"), write=True) as library:
        library.add([])
    weights.write_bytes(b"new")
    with Library.open(home, model=str(tmp_path / "model"), write=True) as library:
        with pytest.raises(DatelineError, match="sha256") as raised:
            library.add([])
        assert raised.value.remedy.startswith(f"Rebuild it: dateline --home {home} --model ")


def test_an_unknown_model_is_an_error_before_anything_is_written(home: Path) -> None:
    with Library.open(home, model="no-such-model", write=True) as library:
        with pytest.raises(DatelineError, match="neither a folder nor"):
            library.add([])
        assert library.article_count == 0
    Library.open(home).close()


def test_a_home_that_another_version_split_is_refused_until_it_is_rebuilt(
    home: Path, news: Path
) -> None:
    with Library.open(home, write=True, tuning=Tuning(splitting=Splitting(splitter="1"))) as made:
        add(made, news)
    for write in (False, True):
        with pytest.raises(DatelineError, match="Another version") as raised:
            Library.open(home, write=write)
        assert raised.value.remedy == f"Rebuild it: dateline --home {home} rebuild"
    # It is whole, and only of another version.
    examination = offline_repair.examine(home)
    assert examination.outdated
    assert list(examination.lines()) == [
        "another version of Dateline split the articles; run: dateline rebuild"
    ]
    assert offline_repair.repair(home).embedded == 0
    assert offline_repair.examine(home).outdated
    Library.rebuild(home).close()
    assert offline_repair.examine(home).is_sound
    with Library.open(home, write=True) as library:
        assert search_ids(library, "volcano")[0] == "a"
        assert counts(add(library, news)) == (0, 3, 0)


def test_another_splitting_asks_for_a_rebuild_and_gets_it(small_home: Path, tmp_path: Path) -> None:
    short = Tuning(splitting=Splitting(8, 0))
    with pytest.raises(DatelineError, match="other settings") as raised:
        Library.open(small_home, tuning=short)
    assert "rebuild" in raised.value.remedy
    Library.rebuild(small_home, tuning=short).close()
    with Library.open(small_home, tuning=short, write=True) as library:
        before = library.passage_count
        add(library, story(tmp_path / "late.md", "This is one sentence. " * 30))
        assert library.passage_count > before + 10
        assert search_ids(library, "one sentence")[0] == "late"
    assert offline_repair.examine(small_home).is_sound
    with pytest.raises(DatelineError, match="other settings"):
        Library.open(small_home)


def test_a_refused_home_is_let_go_of(small_home: Path, other_model: str) -> None:
    with pytest.raises(DatelineError):
        Library.open(small_home, model=other_model, write=True)
    Library.open(small_home, write=True).close()
