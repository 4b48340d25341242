"""What speaks for and against there being an answer, in numbers. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.candidate import Candidate
from assistant.names import is_mentioned, with_aliases
from assistant.reading import ReadHit, Reading
from assistant.signals import heard

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against an answer, most of it in about 0..1.

    `passage`, `sentence`: the best cosine similarities. `lexical`: the best BM25 score, over the
    question's weight (rare words count more). Of that weight, `share` is what the best-scored
    sentence has, and `article` what one article has as far as it was found, where a word of the
    same family is worth half of the word itself.
    `absent`: the share of the question's names and long numbers that no found article mentions
    together with the others; `scattered`: the share that stands neither in the best-scored
    sentence nor beside it. `silent`: 1 if somebody's words are asked for who speaks nowhere in its
    article; `other`: 1 if somebody else speaks in the best-scored sentence. `misdated`: 1 if the
    question names a year that the best-scored sentence's article has neither as its date nor, as
    far as it was found, in its text.
    """

    passage: float
    sentence: float
    lexical: float
    share: float
    article: float
    absent: float
    scattered: float
    silent: float
    other: float
    misdated: float
    scorer: float = 0.0


def weigh(reading: Reading, found: Sequence[Candidate]) -> tuple[Evidence, tuple[str, ...]]:
    """The evidence for an answer, and what explains a refusal: names that no article has that was
    found, or else words that the archive does not have."""
    question, stems = reading.question, reading.stems
    articles = _stems_by_article(reading)
    lacking = [
        {name for name in question.names if not is_mentioned(name, article, stems)}
        for article in articles
    ]
    # A year may stand in an article's date alone, a country under another of its names.
    unknown = tuple(
        word
        for word in question.unknown_words
        if not any(is_mentioned(word, article, stems) for article in articles)
    )
    hits = [read.hit for read in reading.hits]
    total = sum(question.weights)
    absent = min(lacking, key=len, default=set(question.names))
    evidence = Evidence(
        passage=max((hit.signals.dense for hit in hits), default=0.0),
        sentence=max((hit.signals.sentence for hit in hits), default=0.0),
        lexical=max((hit.signals.lexical for hit in hits), default=0.0) / total if total else 0.0,
        article=max((_coverage(reading, article) for article in articles), default=0.0),
        absent=len(absent) / len(question.names) if question.names else 0.0,
        **_of_the_best(reading, found),
    )
    everywhere = set(question.names).intersection(*lacking)
    return evidence, tuple(name for name in question.names if name in everywhere) or unknown


def _of_the_best(reading: Reading, found: Sequence[Candidate]) -> dict[str, float]:
    """The part of the evidence that the best-scored sentence gives."""
    if not found:
        return dict.fromkeys(("share", "scattered", "silent", "other", "misdated", "scorer"), 0.0)
    best = found[0]
    read = next(each for each in reading.hits if each.hit is best.hit)
    return {
        "share": reading.question.coverage(best.told),
        "scattered": _scattered(reading, read, best.number),
        "silent": float(_is_silent(reading, best.place[0])),
        "other": float(heard(reading, read.sentences[best.number]) < 0),
        "misdated": float(_is_misdated(reading, best.place[0])),
        "scorer": best.signals.scorer,
    }


def _is_misdated(reading: Reading, article_id: str) -> bool:
    """Does the question name a year that is none of the article's?"""
    own = [read.hit for read in reading.hits if read.hit.passage.article_id == article_id]
    told = " ".join(f"{hit.published or ''} {hit.title} {hit.passage.text}" for hit in own)
    return not set(_YEAR.findall(reading.question.text)) <= set(_YEAR.findall(told))


def _scattered(reading: Reading, read: ReadHit, number: int) -> float:
    names, stems = reading.question.names, reading.stems
    near = read.around(number) | with_aliases(_date_words(read.hit.published), stems)
    return sum(not is_mentioned(n, near, stems) for n in names) / len(names) if names else 0.0


def _coverage(reading: Reading, stems: Set[str]) -> float:
    """The share of the question's weight that these stems have; a word of the same family is worth
    half of the word itself."""
    met = {stem for stem, kin in reading.kin.items() if not stems.isdisjoint(kin)}
    return (reading.question.coverage(stems) + reading.question.coverage(stems | met)) / 2


def _is_silent(reading: Reading, article_id: str) -> bool:
    """Are the words of somebody asked for who speaks nowhere in what was found of this article?"""
    return bool(reading.speaker) and not any(
        heard(reading, sentence) == 1.0
        for read in reading.hits
        if read.hit.passage.article_id == article_id
        for sentence in read.sentences
    )


def _stems_by_article(reading: Reading) -> list[Set[str]]:
    """The words of each article as far as it was found, with its outlet and its date."""
    found: dict[str, list[str]] = {}
    for hit in (read.hit for read in reading.hits):
        described = (hit.title, hit.source, _date_words(hit.published), hit.passage.text)
        found.setdefault(hit.passage.article_id, []).extend(described)
    return [with_aliases("\n".join(texts), reading.stems) for texts in found.values()]


def _date_words(published: str | None) -> str:
    """ "2025-03" as "2025 March", so that a question's month and year can be met by a date."""
    if not published:
        return ""
    month = published[5:7]
    return f"{published[:4]} {calendar.month_name[int(month)] if month.isdigit() else ''}"
