"""Makes known-item questions for a corpus without questions: find an article by its title.

Exactly one article is relevant to each question. An indexed title would match itself word by word
and say nothing about the ranking, so these articles are indexed without their titles.

Articles that share their title or text with another article are not used. Near-duplicates under
other titles (a correction, the next take of a wire story) remain, and count as wrong although they
answer as well.
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

# Shorter titles ("COCOA REVIEW") name a column or a subject, not one article.
MIN_WORDS = 4
_SEED = "7"


def make_known_items(dataset: Dataset, count: int, *, keep_titles: bool = False) -> Dataset:
    """Replace the questions of a dataset by at most `count` titles.

    The sample depends on the article ids alone, so smaller samples are subsets of larger ones.
    `keep_titles` leaves the titles in the corpus. Raises DatelineError if no title can be used.
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
        for event in dataset.reads():
            if isinstance(event, ParsedArticle) and event.article.id in article_ids:
                yield replace(event, article=replace(event.article, title=""))
            else:
                yield event

    corpus = hash_lines((dataset.corpus, "without the titles of", *sorted(article_ids)))
    return replace(dataset, corpus=corpus, reads=reads)


def _find_usable_titles(dataset: Dataset) -> dict[str, str]:
    """Usable titles by article id, in the order of the corpus."""
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
    return (event.article for event in dataset.reads() if isinstance(event, ParsedArticle))
