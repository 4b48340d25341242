"""Dateline beside the plain alternatives: all of them find, none of them reaches out."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.config.settings import Settings
from eval.baselines.__main__ import main
from eval.baselines.dateline_rankings import fuse_rankings
from eval.baselines.run import SYSTEMS, SystemResult, compare_results, compare_systems
from eval.baselines.system import RetrievalTask, System, fold_to_articles
from eval.datasets.dataset import Dataset
from eval.datasets.registry import read
from index.core.errors import DatelineError
from tests import CHECKOUT
from tests.assistant.cli.test_process import ENVIRONMENT
from tests.eval.datasets.test_registry import write_lines
from tests.model_cache import cache_folder, link_models, prepare_models

EXTRA = {package for system in SYSTEMS.values() for package in system.needs}

ARTICLES = {
    "ferry": "The ferry to the island did not sail. Its captain had called a strike over pay.",
    "comet": "Astronomers saw a comet with the naked eye. Its tail was long and green.",
    "bread": "The price of bread rose again. Bakers blame the cost of wheat and of gas.",
    "bridge": "The stone bridge was closed to lorries. Engineers found cracks in an arch.",
    "choir": "The choir sang in the cathedral. It was the first concert since the fire.",
    "otter": "Otters are back in the river. A ranger counted nine cubs in the reeds.",
}
QUESTIONS = {
    "ferry": "Why did the ferry captain strike?",
    "comet": "What did astronomers see of the comet's tail?",
    "bread": "Why did the price of bread rise?",
    "bridge": "Why was the stone bridge closed to lorries?",
    "otter": "How many otter cubs did the ranger count?",
}
# A process of its own, with an alarm on every socket, and a home without caches.
OFFLINE = """
import sys
from tests.assistant.offline import attempts
from eval.baselines.__main__ import main
code = main(sys.argv[1:])
print(attempts, file=sys.stderr)
sys.exit(1 if attempts else code)
"""


def collection(folder: Path) -> Path:
    # A long article is many passages and chunks, and still one result.
    nights = " ".join(f"On night {n} the comet stood {n} degrees high." for n in range(80))
    texts = ARTICLES | {"comet": f"{ARTICLES['comet']} {nights}"}
    corpus = [{"_id": i, "title": i.title(), "text": text} for i, text in texts.items()]
    write_lines(folder / "corpus.jsonl", *corpus)
    write_lines(folder / "queries.jsonl", *({"_id": i, "text": q} for i, q in QUESTIONS.items()))
    (folder / "qrels").mkdir()
    rows = "".join(f"{i}\t{i}\t1\n" for i in QUESTIONS)
    (folder / "qrels" / "test.tsv").write_text(rows, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """The table and the JSON of all systems over the collection."""
    missing = sorted(name for name in EXTRA if find_spec(name.split(".")[0]) is None)
    if missing:
        pytest.skip(f"the extra 'baselines' is not installed: no {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("baselines")
    place, report = collection(folder / "invented"), folder / "report.json"
    link_models(prepare_models(cache_folder()), folder / "cache")
    command = [sys.executable, "-c", OFFLINE, str(place), "--k", "3", "--json", str(report)]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=ENVIRONMENT | {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")},
        timeout=280,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout, json.loads(report.read_text("utf-8"))


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_finds_the_obvious_article_first(
    name: str, compared: tuple[str, dict[str, Any]]
) -> None:
    table, document = compared
    (dataset,) = document["datasets"]
    (found,) = (system for system in dataset["systems"] if system["system"] == name)
    assert {query: v["Success@1"] for query, v in found["values"].items()} == dict.fromkeys(
        QUESTIONS, 1.0
    )
    assert f"| {name} | 1.000 | 1.000 |" in table
    assert found["search_p50_ms"] > 0


def test_only_what_was_indexed_in_this_run_has_a_time(
    compared: tuple[str, dict[str, Any]],
) -> None:
    seconds = {s["system"]: s["indexing_s"] for s in compared[1]["datasets"][0]["systems"]}
    shared = {"dense only", "BM25 only, passages", "reciprocal-rank fusion"}
    assert {name for name, value in seconds.items() if value is None} == shared
    assert all(value > 0 for value in seconds.values() if value is not None)


def test_no_difference_between_equals(compared: tuple[str, dict[str, Any]]) -> None:
    for system in compared[1]["datasets"][0]["systems"]:
        for difference in system["against Dateline"].values():
            assert (difference["value"], difference["p"]) == (0.0, 1.0)


def test_whole_articles_without_a_word_of_the_query_are_not_found(tmp_path: Path) -> None:
    pytest.importorskip("bm25s", reason="the extra 'baselines' is not installed")
    pytest.importorskip("Stemmer", reason="the extra 'baselines' is not installed")
    bench = RetrievalTask(read(collection(tmp_path / "c")), Settings(home=tmp_path), tmp_path, 50)
    with SYSTEMS["BM25 only, articles"].build(bench) as ready:
        assert ready.search("striking ferries")[0] == "ferry"
        assert ready.search("parliament") == []
        assert ready.search("the of and") == []
        assert ready.search("?!") == []


def test_rank_fusion_by_hand() -> None:
    # b: 1/62 + 1/61, a: 1/61, c: 1/62
    assert fuse_rankings([["a", "b"], ["b", "c"]]) == ["b", "a", "c"]
    # With k = 0, first and fourth (1 + 1/4) beat second and second (1/2 + 1/2).
    assert fuse_rankings([["a", "b", "c", "d"], ["e", "b", "f", "a"]], k=0)[:2] == ["a", "b"]
    assert fuse_rankings([]) == fuse_rankings([[], []]) == []


@given(rankings=st.lists(st.lists(st.text("abcdef", max_size=1), unique=True), max_size=4))
def test_rank_fusion_keeps_everything_once(rankings: list[list[str]]) -> None:
    found = fuse_rankings(rankings)
    assert sorted(found) == sorted({item for ranking in rankings for item in ranking})
    for ranking in rankings:
        if all(other == ranking for other in rankings):
            assert all(found.index(a) < found.index(b) for a, b in pairwise(ranking))


def test_an_article_stands_where_its_best_passage_does() -> None:
    assert fold_to_articles(["b", "a", "b", "c", "a"]) == ["b", "a", "c"]


def test_means_and_differences() -> None:
    good = SystemResult(
        "good", {str(n): {"Success@1": 1.0} for n in range(20)}, (3.0, 1.0, 2.0), None
    )
    bad = SystemResult("bad", {str(n): {"Success@1": float(n < 5)} for n in range(20)}, (1.0,), 2.0)
    assert (bad.means, good.search_p50) == ({"Success@1": 0.25}, 2.0)
    difference = compare_results(bad, good)["Success@1"]
    assert difference.value == -0.75
    # Fifteen that all went one way: twice one half to the fifteenth.
    assert difference.p == pytest.approx(2 * 0.5**15)


def test_what_is_missing_is_said_with_what_to_install(tmp_path: Path) -> None:
    system = System("other", SYSTEMS["Dateline"].build, ("json", "no_such.package_here"))
    bench = RetrievalTask(read(collection(tmp_path / "c")), Settings(home=tmp_path), tmp_path, 50)
    with pytest.raises(DatelineError, match=r"'other' needs no_such.package_here") as caught:
        compare_systems(bench, 10, [SYSTEMS["Dateline"], system])
    assert "pip install 'dateline[baselines]'" in caught.value.remedy


def test_a_dataset_without_judgements_is_refused(tmp_path: Path) -> None:
    dataset = read(collection(tmp_path / "c"))
    unjudged = Dataset(dataset.name, dataset.corpus, dataset.reads, dataset.queries)
    with pytest.raises(DatelineError, match="does not say which articles answer"):
        compare_systems(RetrievalTask(unjudged, Settings(home=tmp_path), tmp_path, 50), 10, [])


def test_the_command_says_what_went_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err.startswith("error: There is no file or folder")
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--k", "0"])
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--systems", "another"])


def test_importing_the_baselines_loads_nothing_heavy() -> None:
    heavy = {name.split(".")[0] for name in EXTRA} | {"torch", "chromadb", "numba", "nltk"}
    program = (
        "import sys, eval.baselines.__main__\n"
        f"sys.exit(', '.join({heavy!r} & {{name.split('.')[0] for name in sys.modules}}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        timeout=60,
        check=False,
    )
    assert ran.stderr.strip() == ""
