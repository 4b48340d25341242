"""Reads and prepares the labelled collections for training.

Handles the peculiarities of each: some are sampled, some are windows of longer texts, and one puts
the answers first. Asks no questions.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.config.samples import find_samples
from eval.datasets import registry
from eval.datasets.dataset import Dataset, LabelledQuery
from eval.datasets.known_items import make_known_items
from eval.datasets.record import hash_lines
from eval.training.windows import join_windows
from index.core.article import Article, digest
from index.sources.parsed_article import ParsedArticle, SourceEvent
from index.sources.sandbox.files import find_files, read_files

_PARAGRAPH = "\n\n"
# Of FairytaleQA's sections a quarter, of Reuters' articles one in sixteen: more adds time alone.
_FAIRYTALES, _NEWSWIRE = 4, 16
_KNOWN_ITEMS = 300


@dataclass(frozen=True, slots=True)
class Collection:
    """A dataset under the name that tables give it.

    `kin` are collections whose articles may well answer its questions (both are searches answered
    from Wikipedia): they are never asked of one another as if they could not.
    """

    name: str
    dataset: Dataset
    kin: frozenset[str] = frozenset()


# The collections of searches and trivia overlap, and so do the two of medicine.
_GENERAL = frozenset({"clapnq", "qed", "trecqa"})
_MEDICAL = frozenset({"covidqa", "medline"})


def read_collections(data: Path) -> list[Collection]:
    """All of them. Raises DatelineError where one is missing or is not in its layout."""
    marked = data / "answer_sentences"
    trecqa = _join_datasets("trecqa", [marked / "trecqa_train.jsonl", marked / "trecqa_dev.jsonl"])
    fairytales = _sample(registry.read(marked / "fairytaleqa.jsonl"), _FAIRYTALES)
    datasets = {
        "clapnq": registry.read(data / "clapnq"),
        "qed": registry.read(marked / "qed.jsonl"),
        "trecqa": trecqa,
        "fairytaleqa": fairytales,
        "covidqa": registry.read(marked / "covidqa.jsonl"),
        "reuters": _read_newswire(data / "reuters"),
        "cranfield": registry.read(data / "cranfield"),
        "medline": registry.read(data / "medline"),
    }
    return [_make_collection(name, dataset) for name, dataset in datasets.items()]


def _make_collection(name: str, dataset: Dataset) -> Collection:
    """A dataset under a name, with its articles as an archive has them."""
    if name == "trecqa":
        # Its marked sentences stand first among their candidates.
        dataset = _replace_texts(dataset, _shuffle_paragraphs, "_shuffled")
    elif name == "covidqa":
        dataset = join_windows(dataset)
    kin = {name: group for group in (_GENERAL, _MEDICAL) for name in group}
    return Collection(name, replace(dataset, name=name), kin.get(name, frozenset()) - {name})


def read_samples() -> Dataset:
    """Read the sample articles as a dataset without questions, for off-topic questions."""
    folder = find_samples()
    paths = [path for path in find_files([folder]) if isinstance(path, Path)]
    return Dataset(
        "samples",
        hash_lines(digest(path.read_text("utf-8")) for path in paths),
        lambda: read_files(find_files([folder])),
        (),
    )


def _is_sampled(article_id: str, one_in: int) -> bool:
    """Is the article in the sample? Depends on its id alone."""
    return int(digest("sample", article_id), 16) % one_in == 0


def _join_datasets(name: str, places: list[Path]) -> Dataset:
    """Several datasets as one."""
    parts = [registry.read(place) for place in places]
    return Dataset(
        name=name,
        corpus=hash_lines(part.corpus for part in parts),
        reads=lambda: (event for part in parts for event in part.reads()),
        queries=tuple(query for part in parts for query in part.queries),
        qrels={query_id: grades for part in parts for query_id, grades in part.qrels.items()},
    )


def _sample(dataset: Dataset, one_in: int) -> Dataset:
    """One in so many of the articles, with the questions that they answer."""

    def reads() -> Iterator[SourceEvent]:
        for event in dataset.reads():
            if isinstance(event, ParsedArticle) and _is_sampled(event.article.id, one_in):
                yield event

    def is_kept(query: LabelledQuery) -> bool:
        return any(
            _is_sampled(article_id, one_in) for article_id in dataset.qrels.get(query.id, ())
        )

    return replace(
        dataset,
        corpus=hash_lines((dataset.corpus, f"one in {one_in}")),
        reads=reads,
        queries=tuple(filter(is_kept, dataset.queries)),
    )


def _read_newswire(folder: Path) -> Dataset:
    """A sample of the newswire, whose articles are asked for by what their titles were.

    Headlines that shout are written as other headlines are, so that names look like names.
    """
    known_items = make_known_items(_sample_corpus(folder), _KNOWN_ITEMS)
    queries = tuple(
        replace(query, text=query.text.title() if query.text.isupper() else query.text)
        for query in known_items.queries
    )
    return replace(known_items, queries=queries)


def _sample_corpus(folder: Path) -> Dataset:
    corpus = folder / "corpus.jsonl"
    whole = Dataset(
        "reuters", hash_lines((str(corpus.stat().st_size),)), lambda: read_files([corpus]), ()
    )
    return _sample(whole, _NEWSWIRE)


def _replace_texts(dataset: Dataset, change: Callable[[Article], str], name: str) -> Dataset:
    """The dataset with changed texts. `name` goes into the corpus digest, so that archives in the
    cache stay valid."""

    def reads() -> Iterator[SourceEvent]:
        for event in dataset.reads():
            if isinstance(event, ParsedArticle):
                yield replace(event, article=replace(event.article, text=change(event.article)))
            else:
                yield event

    corpus = hash_lines((dataset.corpus, name))
    return replace(dataset, corpus=corpus, reads=reads)


def _shuffle_paragraphs(article: Article) -> str:
    """The text with its paragraphs in an order that says nothing."""
    paragraphs = article.text.split(_PARAGRAPH)
    random.Random(article.id).shuffle(paragraphs)
    return _PARAGRAPH.join(paragraphs)
