"""Reads the material of the reader: questions of several collections, in one form.

Every collection is read whole; which part of it is taught depends on the groups of its texts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path

from eval.datasets.marked_sentences import read_marks, read_sentences
from eval.datasets.record import Record, read_lines
from eval.training.reader.groups import find_groups, normalise_letters
from eval.training.reader.marked_question import MarkedQuestion
from eval.training.reader.plain_text import join_lines, join_tokens
from eval.training.reader.written_questions import (
    WRITTEN,
    read_asked_articles,
    read_invented,
    read_written,
)
from index.splitting.sentences import split_sentences

# Files of answer-sentence selection that are learned from. trecqa_dev stays unseen whole.
MARKED_FILES = ("qed", "selqa", "fairytaleqa", "covidqa", "trecqa_train")
_SIGNATURES = frozenset({"", "reuter", "reuters", "reuter..."})


def read_material(data: Path, written: Path = WRITTEN) -> list[MarkedQuestion]:
    """All questions, with the groups of their texts; `written` is the folder of the written ones.
    Raises DatelineError if a collection is missing or in another layout."""
    marked = dict(_read_marked_files(data / "answer_sentences"))
    asked = read_asked_articles(written)
    texts = {
        **{key: own[0] for key, own in marked.items()},
        **dict(_read_articles("reuters", data / "reuters" / "corpus.jsonl", asked)),
        **dict(_read_articles("polnear", data / "attributions" / "polnear_dev.jsonl", asked)),
    }
    questions = [each for own in marked.values() for each in own]
    questions += _read_news(data / "news_questions" / "marked.jsonl")
    questions += [*read_written(texts, written), *read_invented(written)]
    return assign_groups(questions)


def assign_groups(questions: Sequence[MarkedQuestion]) -> list[MarkedQuestion]:
    """The questions with the groups of their texts."""
    texts = list(dict.fromkeys(each.sentences for each in questions))
    firsts = find_groups([[normalise_letters(s) for s in text] for text in texts])
    groups = {
        text: hashlib.sha256("\n".join(texts[first]).encode()).hexdigest()[:16]
        for text, first in zip(texts, firsts, strict=True)
    }
    return [replace(each, group=groups[each.sentences]) for each in questions]


def _read_marked_files(folder: Path) -> Iterator[tuple[str, list[MarkedQuestion]]]:
    """The questions of each text, by the digest of its sentences as they stand in the file."""
    found: dict[str, list[MarkedQuestion]] = {}
    for name in MARKED_FILES:
        for record in read_lines(folder / f"{name}.jsonl"):
            sentences = read_sentences(record)
            # As they stand in the file: what is read is normalised.
            raw = "\n".join(record.list("sentences"))
            key = hashlib.sha256(raw.encode()).hexdigest()[:16]
            found.setdefault(key, []).append(_make_question(name, record, sentences))
    return iter(found.items())


def _make_question(name: str, record: Record, sentences: Sequence[str]) -> MarkedQuestion:
    return MarkedQuestion(
        collection=name.partition("_")[0],
        kind=record.text("kind", ""),
        question=join_tokens(record.text("question")),
        title=record.text("title", ""),
        published=record.text("published", ""),
        sentences=tuple(map(join_tokens, sentences)),
        answers=frozenset(read_marks(record, len(sentences))),
    )


def _read_news(path: Path) -> Iterator[MarkedQuestion]:
    for record in read_lines(path):
        yield _make_question("news", record, read_sentences(record))


def _read_articles(name: str, path: Path, asked: Set[str]) -> Iterator[tuple[str, MarkedQuestion]]:
    """A text without a question for each article that is asked about, by its id."""
    for record in read_lines(path):
        if record.text("_id") not in asked:
            continue
        text = join_lines(record.text("text"))
        sentences = tuple(_split(text))
        metadata = Record(record.fields.get("metadata") or record.fields, record.place)
        yield (
            record.text("_id"),
            MarkedQuestion(
                collection=name,
                kind="",
                question="",
                title=record.text("title", ""),
                published=metadata.text("published", ""),
                sentences=sentences,
                answers=frozenset(),
            ),
        )


def _split(text: str) -> Iterator[str]:
    for span in split_sentences(text):
        sentence = " ".join(text[span.start : span.end].split())
        if sentence.casefold().strip(" .") not in _SIGNATURES:
            yield sentence
