"""What the gate measures: which questions, asked of which articles, and which figures are held.

The collections that are no part of the program lie beside the checkout, and not everywhere: what is
absent says so and is passed over. The two largest are thinned, to be embedded within a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eval.datasets.dataset import Dataset
from eval.datasets.registry import limited, read
from index.core.article import digest
from index.sources.parsed_article import ParsedArticle, SourceEvent

SHARED = Path(__file__).parents[3] / "shared" / "data"

_FOUND = ("nDCG@10", "R@10", "Success@1")
_ANSWERED = ("answer_in_first", "answer_in_cited", "evidence_f1", "quotes_verbatim")
_REFUSED = ("false_answer_rate", "false_refusal_rate", "answerability_auroc")
# Questions that are asked of articles that know nothing of them.
_OFF_TOPIC = 150
# One article of so many is kept.
_MEDLINE, _CRANFIELD = 5, 8
_CRANFIELD_QUESTIONS = 100


@dataclass(frozen=True, slots=True)
class Gated:
    """A set that is measured, the folder that it needs (None: it comes with the program), and the
    names of the figures that are held."""

    load: Callable[[], Dataset]
    figures: tuple[str, ...]
    needs: Path | None = None

    @property
    def is_there(self) -> bool:
        """Can it be measured here?"""
        return self.needs is None or self.needs.is_dir()


def thinned(dataset: Dataset, every: int) -> Dataset:
    """The dataset with one article of `every`, and the questions to which one of these is
    relevant."""

    def reads() -> Iterator[SourceEvent]:
        number = 0
        for found in dataset.reads():
            if not isinstance(found, ParsedArticle):
                yield found
                continue
            if number % every == 0:
                yield found
            number += 1

    kept = {found.article.id for found in reads() if isinstance(found, ParsedArticle)}
    qrels = {
        query: {article: grade for article, grade in grades.items() if article in kept}
        for query, grades in dataset.qrels.items()
    }
    asked = {query for query, grades in qrels.items() if max(grades.values(), default=0) > 0}
    return replace(
        dataset,
        corpus=digest(dataset.corpus, f"one of {every}"),
        reads=reads,
        queries=tuple(query for query in dataset.queries if query.id in asked),
        qrels={query: qrels[query] for query in qrels if query in asked},
    )


def _cranfield() -> Dataset:
    return limited(thinned(read(SHARED / "cranfield"), _CRANFIELD), _CRANFIELD_QUESTIONS)


def _off_topic() -> Dataset:
    """Searches about anything in the world, asked of the sample articles, which have no answer."""
    asked, samples = limited(read(SHARED / "clapnq"), _OFF_TOPIC), read("golden")
    queries = tuple(
        replace(query, answerable=False, answers=(), evidence=()) for query in asked.queries
    )
    return replace(samples, name="off_topic", queries=queries, qrels={})


SETS: Mapping[str, Gated] = {
    "golden": Gated(lambda: read("golden"), (*_FOUND, *_ANSWERED, *_REFUSED)),
    "off_topic": Gated(_off_topic, ("false_answer_rate",), SHARED / "clapnq"),
    "seeds": Gated(
        lambda: read(SHARED / "seeds"),
        ("answer_in_first", "answer_in_cited", "quotes_verbatim", *_REFUSED),
        SHARED / "seeds",
    ),
    "clapnq": Gated(
        lambda: read(SHARED / "clapnq"),
        (*_FOUND, *_ANSWERED, *_REFUSED, "calibration_error"),
        SHARED / "clapnq",
    ),
    "medline": Gated(
        lambda: thinned(read(SHARED / "medline"), _MEDLINE), _FOUND, SHARED / "medline"
    ),
    "cranfield": Gated(_cranfield, _FOUND, SHARED / "cranfield"),
}
