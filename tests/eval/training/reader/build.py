"""Questions, windows and readings made by hand, and a tokenizer whose word pieces are words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

from assistant.answering.answerability_features import AnswerabilityFeatures
from assistant.answering.candidate import SentenceCandidate, SentenceFeatures
from assistant.answering.reader.reader_input import ReaderInput, ReaderTokenizer
from eval.training.reader.archives import AskedQuestion
from eval.training.reader.marked_question import MarkedQuestion
from tests.assistant.build import article_of, hit_of

_NO_FEATURES = SentenceFeatures(**{each.name: 0.0 for each in fields(SentenceFeatures)})
_NO_EVIDENCE = AnswerabilityFeatures(**{each.name: 0.0 for each in fields(AnswerabilityFeatures)})


def question_on(
    *sentences: str,
    answers: Iterable[int] = (),
    question: str = "who",
    collection: str = "news",
    kind: str = "",
    title: str = "",
    published: str = "",
    group: str = "",
) -> MarkedQuestion:
    """A question on a text of these sentences."""
    return MarkedQuestion(
        collection, kind, question, title, published, sentences, frozenset(answers), group
    )


def make_tokenizer(file: Path, words: Iterable[str]) -> ReaderTokenizer:
    """A tokenizer that knows these words, which it takes from a file that is written here."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    pieces = dict.fromkeys(("[CLS]", "[SEP]", "[UNK]", *words))
    model = WordLevel({piece: number for number, piece in enumerate(pieces)}, unk_token="[UNK]")
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(file))
    return ReaderTokenizer(file)


def window_of(*sizes: int, question: int = 1) -> ReaderInput:
    """A window whose sentences have so many word pieces; all have different numbers."""
    first = question + 2
    starts = [first + sum(sizes[:n]) for n in range(len(sizes))]
    spans = tuple((start, start + size) for start, size in zip(starts, sizes, strict=True))
    return ReaderInput(tuple(range(first + sum(sizes) + 1)), first, spans)


def asked_of(
    *scores: float,
    right: Iterable[int] = (),
    reader: float = 0.0,
    kind: str = "",
    has_answer: bool = True,
) -> AskedQuestion:
    """A question whose candidates have these scores, best first, in one article each; `right` are
    the numbers of those that answer, and `reader` is the answerability feature."""
    candidates = tuple(
        SentenceCandidate(
            hit_of(article_of(f"Sentence {n} stands here.", article_id=str(n)), {0: 0.0}),
            0,
            _NO_FEATURES,
            score,
            frozenset({str(n)}),
        )
        for n, score in enumerate(scores)
    )
    marked = question_on("Text.", answers=[0] if has_answer else [], kind=kind)
    gold = tuple(n in set(right) for n in range(len(scores)))
    return AskedQuestion(marked, candidates, gold, replace(_NO_EVIDENCE, reader=reader))
