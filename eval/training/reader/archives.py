"""Makes archives of the texts of some questions, and asks them as the product does.

Each sentence of a text is a paragraph, so that the archive splits it as it is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.answerability_features import AnswerabilityFeatures, measure_answerability
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.question import Question
from assistant.answering.question_context import QuestionContext
from assistant.answering.reader.reader import PassageReader
from assistant.answering.sentence_choice import apply_reading, rank_sentences
from assistant.config.settings import Settings
from assistant.news.weighing import HITS
from eval.archive_cache import open_archive
from eval.datasets.dataset import Dataset
from eval.datasets.record import hash_lines
from eval.metrics.matching import is_same_sentence
from eval.training.reader.marked_question import MarkedQuestion
from index.core.article import Article, digest
from index.library import Library
from index.sources.parsed_article import ParsedArticle, SourceEvent

# Collections whose texts share an archive: a question of one is answered by no other text of it.
FAMILIES: dict[str, tuple[str, ...]] = {
    "news": ("news", "reuters", "polnear", "invented"),
    "wikipedia": ("qed", "selqa", "wikipedia"),
}
_BY_READER = {"reader": 1.0}


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its candidates, best first by the reader's raw log-odds, with whether each
    answers, and with its answerability features."""

    marked: MarkedQuestion
    candidates: tuple[SentenceCandidate, ...]
    gold: tuple[bool, ...]
    features: AnswerabilityFeatures


def ask_family(
    name: str,
    questions: Sequence[MarkedQuestion],
    reader: PassageReader,
    cache: Path,
    say: Callable[[str], None],
) -> list[AskedQuestion]:
    """Ask the questions of a family's collections of an archive of their texts."""
    own = [each for each in questions if each.collection in FAMILIES[name]]
    settings = Settings(home=cache)
    with open_archive(_make_dataset(name, own), settings, cache) as archive:
        say(f"{name}: {len(own):,} questions, {archive.library.article_count:,} articles")
        return [_ask(each, archive.library, reader) for each in own]


def _make_dataset(name: str, questions: Sequence[MarkedQuestion]) -> Dataset:
    articles = {article.id: article for article in map(_make_article, questions)}

    def read() -> Iterator[SourceEvent]:
        return (ParsedArticle(article, article.id) for article in articles.values())

    return Dataset(name, hash_lines(map(repr, articles.values())), read, ())


def _make_article(question: MarkedQuestion) -> Article:
    text = "\n\n".join(question.sentences)
    published = question.published or None
    return Article(digest(question.title, text), question.title, text, "", published)


def _ask(marked: MarkedQuestion, library: Library, reader: PassageReader) -> AskedQuestion:
    hits = tuple(library.search(marked.question, HITS))
    terms = library.terms(marked.question)
    question = Question.weigh(marked.question, terms, library.passage_count)
    context = QuestionContext.build(question, hits, library.stems)
    reading = reader.read(marked.question, hits)
    candidates = apply_reading(rank_sentences(context), reading.log_odds, _BY_READER)
    right = [marked.sentences[number] for number in marked.answers]
    gold = tuple(any(is_same_sentence(one, each.text) for one in right) for each in candidates)
    features, _ = measure_answerability(context, candidates)
    return AskedQuestion(marked, tuple(candidates), gold, features)
