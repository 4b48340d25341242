"""Questions for a corpus that has none: articles to be found again by their titles.

This is known-item search: somebody remembers an article and types what it was about; one article
is right. A title that stood in the indexed article would be found by its letters, and tell nothing
of a ranking; so the articles that are asked for lose theirs, and only their text can be found.

A known limit: where a corpus has near-copies under other titles (a correction, the next take of a
wire story), another copy is as good an answer, and counts as wrong. Articles whose title or whole
text another has are not asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from eval.datasets.dataset import Dataset, LabelledQuery
from eval.datasets.record import hash_lines
from index.core.article import Article, digest
from index.core.errors import DatelineError
from index.search.query import MAX_QUERY_CHARACTERS
from index.sources.parsed_article import ParsedArticle, SourceEvent

# Shorter titles ("COCOA REVIEW") name a column or a subject, not an article.
MIN_WORDS = 4
_SEED = "7"


def make_known_items(dataset: Dataset, count: int, *, keep_titles: bool = False) -> Dataset:
    """The dataset with questions made of `count` titles, or as many as there are, instead of its
    own.

    Which articles are asked for hangs on their ids alone, so that fewer are some of the more.
    `keep_titles` leaves the titles in the corpus. Raises DatelineError where no title can serve.
    """
    if count < 1:
        raise DatelineError(f"The number of known items must be at least 1, not {count}")
    titles = _find_usable_titles(dataset)
    if not titles:
        raise DatelineError(
            f"The articles of {dataset.name} have no titles that can serve as questions",
            f"A title must have {MIN_WORDS} words and be one article's only",
        )
    sampled_ids = set(sorted(titles, key=lambda article_id: digest(_SEED, article_id))[:count])
    sampled_titles = {
        article_id: title for article_id, title in titles.items() if article_id in sampled_ids
    }
    known_items = Dataset(
        name=f"{dataset.name}-known-items",
        corpus=dataset.corpus,
        reads=dataset.reads,
        queries=tuple(
            LabelledQuery(f"known-{article_id}", title)
            for article_id, title in sampled_titles.items()
        ),
        qrels={f"known-{article_id}": {article_id: 1} for article_id in sampled_titles},
    )
    return known_items if keep_titles else _remove_titles(known_items, frozenset(sampled_titles))


def _remove_titles(dataset: Dataset, article_ids: frozenset[str]) -> Dataset:
    def reads() -> Iterator[SourceEvent]:
        for item in dataset.reads():
            if isinstance(item, ParsedArticle) and item.article.id in article_ids:
                yield replace(item, article=replace(item.article, title=""))
            else:
                yield item

    corpus = hash_lines((dataset.corpus, "without the titles of", *sorted(article_ids)))
    return replace(dataset, corpus=corpus, reads=reads)


def _find_usable_titles(dataset: Dataset) -> dict[str, str]:
    """Titles by article id, in the order of the corpus."""
    titles: dict[str, str] = {}
    texts: dict[str, str] = {}
    for article in _read_articles(dataset):
        titles[article.id] = article.title
        texts[article.id] = digest(article.text)
    title_counts = Counter(map(str.casefold, titles.values()))
    text_counts = Counter(texts.values())
    return {
        article_id: title
        for article_id, title in titles.items()
        if len(title.split()) >= MIN_WORDS
        and len(title) <= MAX_QUERY_CHARACTERS
        and title_counts[title.casefold()] == 1
        and text_counts[texts[article_id]] == 1
    }


def _read_articles(dataset: Dataset) -> Iterator[Article]:
    return (read.article for read in dataset.reads() if isinstance(read, ParsedArticle))
