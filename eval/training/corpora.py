"""The labelled collections that the weights are learned from, and how each is prepared.

Knows what is peculiar to each: which are too large to be taken whole, which are windows cut from
longer texts, and which put the answers first. Asks nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.config.samples import find_samples
from eval.datasets import registry
from eval.datasets.dataset import Dataset, Query
from eval.datasets.known_items import with_known_items
from eval.datasets.record import lines_digest
from eval.training.marked_articles import letters, taught_questions
from eval.training.windows import joined
from index.core.article import Article, digest
from index.sources.parsed_article import ParsedArticle, SourceEvent
from index.sources.sandbox.files import find_files, read_files

PARAGRAPH = "\n\n"
# Of FairytaleQA's sections a quarter, of Reuters' articles one in sixteen: more adds time alone.
_FAIRYTALES, NEWSWIRE = 4, 16
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


def collections(data: Path) -> list[Collection]:
    """All of them. Raises DatelineError where one is missing or is not in its layout."""
    marked = data / "answer_sentences"
    trecqa = _together("trecqa", [marked / "trecqa_train.jsonl", marked / "trecqa_dev.jsonl"])
    fairytales = _sampled(registry.read(marked / "fairytaleqa.jsonl"), _FAIRYTALES)
    found = {
        "clapnq": registry.read(data / "clapnq"),
        "qed": registry.read(marked / "qed.jsonl"),
        "trecqa": trecqa,
        "fairytaleqa": fairytales,
        "covidqa": registry.read(marked / "covidqa.jsonl"),
        "reuters": _newswire(data / "reuters"),
        "cranfield": registry.read(data / "cranfield"),
        "medline": registry.read(data / "medline"),
    }
    return [collection(name, dataset) for name, dataset in found.items()]


def collection(name: str, dataset: Dataset) -> Collection:
    """A dataset under a name, with its articles as an archive has them."""
    if name == "trecqa":
        # Its marked sentences stand first among their candidates.
        dataset = _with_texts(dataset, _shuffled)
    elif name == "covidqa":
        dataset = joined(dataset)
    kin = {name: group for group in (_GENERAL, _MEDICAL) for name in group}
    return Collection(name, replace(dataset, name=name), kin.get(name, frozenset()) - {name})


def unseen(known: list[Collection], data: Path) -> list[Collection]:
    """The same, without the questions that our own scorer was taught, or stopped by."""
    taught = taught_questions(data / "answer_sentences")

    def without(dataset: Dataset) -> Dataset:
        kept = tuple(query for query in dataset.queries if letters(query.text) not in taught)
        return replace(dataset, queries=kept)

    return [replace(each, dataset=without(each.dataset)) for each in known]


def samples() -> Dataset:
    """The sample articles, to be asked what they cannot answer; none of their own questions."""
    folder = find_samples()
    paths = [path for path in find_files([folder]) if isinstance(path, Path)]
    return Dataset(
        "samples",
        lines_digest(digest(path.read_text("utf-8")) for path in paths),
        lambda: read_files(find_files([folder])),
        (),
    )


def articles(dataset: Dataset) -> Iterator[Article]:
    """The articles of a dataset."""
    return (read.article for read in dataset.reads() if isinstance(read, ParsedArticle))


def is_drawn(article_id: str, one_in: int) -> bool:
    """Is this one of the sample? Hangs on its id alone."""
    return int(digest("sample", article_id), 16) % one_in == 0


def _together(name: str, places: list[Path]) -> Dataset:
    """Several datasets as one."""
    parts = [registry.read(place) for place in places]
    return Dataset(
        name=name,
        corpus=lines_digest(part.corpus for part in parts),
        reads=lambda: (read for part in parts for read in part.reads()),
        queries=tuple(query for part in parts for query in part.queries),
        qrels={query_id: grades for part in parts for query_id, grades in part.qrels.items()},
    )


def _sampled(dataset: Dataset, one_in: int) -> Dataset:
    """One in so many of the articles, with the questions that they answer."""

    def reads() -> Iterator[SourceEvent]:
        for read in dataset.reads():
            if isinstance(read, ParsedArticle) and is_drawn(read.article.id, one_in):
                yield read

    def kept(query: Query) -> bool:
        return any(is_drawn(article_id, one_in) for article_id in dataset.qrels.get(query.id, ()))

    return replace(
        dataset,
        corpus=lines_digest((dataset.corpus, f"one in {one_in}")),
        reads=reads,
        queries=tuple(filter(kept, dataset.queries)),
    )


def _newswire(folder: Path) -> Dataset:
    """A sample of the newswire, whose articles are asked for by what their titles were.

    Headlines that shout are written as other headlines are, so that names look like names.
    """
    asked = with_known_items(_sampled_corpus(folder), _KNOWN_ITEMS)
    queries = tuple(
        replace(query, text=query.text.title() if query.text.isupper() else query.text)
        for query in asked.queries
    )
    return replace(asked, queries=queries)


def _sampled_corpus(folder: Path) -> Dataset:
    corpus = folder / "corpus.jsonl"
    whole = Dataset(
        "reuters", lines_digest((str(corpus.stat().st_size),)), lambda: read_files([corpus]), ()
    )
    return _sampled(whole, NEWSWIRE)


def _with_texts(dataset: Dataset, changed: Callable[[Article], str]) -> Dataset:
    def reads() -> Iterator[SourceEvent]:
        for read in dataset.reads():
            if isinstance(read, ParsedArticle):
                yield replace(read, article=replace(read.article, text=changed(read.article)))
            else:
                yield read

    corpus = lines_digest((dataset.corpus, changed.__name__))
    return replace(dataset, corpus=corpus, reads=reads)


def _shuffled(article: Article) -> str:
    """The text with its paragraphs in an order that says nothing."""
    paragraphs = article.text.split(PARAGRAPH)
    random.Random(article.id).shuffle(paragraphs)
    return PARAGRAPH.join(paragraphs)
