"""Generates any number of articles from the words and sentence shapes of real ones. Pure.

A sentence keeps the order, common words and punctuation of a real one. The other words are sampled
by frequency, half of them from the few topic words of the article. Words recur as in a real
archive, so near neighbours exist, but the text has no meaning. The same seed and number give the
same article.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from index.core.article import Article, digest
from index.core.errors import DatelineError

# The most common words keep sentences together and are not replaced.
_COMMON = 160
# Topic words of each kind in an article.
_TOPIC = 8
_ENDINGS = ("ing", "ed", "ly", "ion", "s")
_SENTENCES_A_PARAGRAPH = 3
_FIRST_DAY, _DAYS = date(2015, 1, 1), 4_000
_OUTLETS = tuple(
    f"{place} Courier" for place in ("Northern", "Harbour", "Valley", "Island", "Lake")
)

_PART = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a word: punctuation around it, and either the word or its kind and case."""

    before: str
    after: str
    word: str = ""
    kind: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one kind with their cumulative frequencies, for sampling."""

    words: tuple[str, ...]
    weights: tuple[int, ...]

    def draw(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self.weights, k=count)


class SyntheticCorpus:
    """Generates articles from given ones. Raises DatelineError if there are none."""

    def __init__(self, articles: Iterable[Article], seed: int = 1) -> None:
        originals = [(article.title, article.text) for article in articles]
        self._seed = seed
        self._common = _find_common_words(text for _, text in originals)
        self.key = digest(str(seed), *(text for _, text in originals))
        counts: dict[str, Counter[str]] = {}
        self._titles = [self._parse_shape(title, counts) for title, _ in originals if title]
        texts = [
            [self._parse_shape(one, counts) for one in _split_sentences(text)]
            for _, text in originals
        ]
        self._lengths = [len(shapes) for shapes in texts if shapes]
        self._shapes = [shape for shapes in texts for shape in shapes]
        if not self._shapes:
            raise DatelineError("There are no articles from whose words others could be made")
        self._words = {
            kind: _Words(tuple(frequencies), tuple(accumulate(frequencies.values())))
            for kind, frequencies in counts.items()
        }

    def make_article(self, number: int) -> Article:
        """Generate the article of a number."""
        chance = random.Random(f"{self._seed}/{number}")
        topic = {kind: words.draw(chance, _TOPIC) for kind, words in self._words.items()}
        count = chance.choice(self._lengths)
        sentences = [
            self._fill_shape(chance.choice(self._shapes), topic, chance) for _ in range(count)
        ]
        title = chance.choice(self._titles or self._shapes)
        return Article(
            id=f"invented-{number:08}",
            title=self._fill_shape(title, topic, chance),
            text="\n\n".join(
                " ".join(sentences[start : start + _SENTENCES_A_PARAGRAPH])
                for start in range(0, count, _SENTENCES_A_PARAGRAPH)
            ),
            source=chance.choice(_OUTLETS),
            published=(_FIRST_DAY + timedelta(days=chance.randrange(_DAYS))).isoformat(),
        )

    def _parse_shape(self, text: str, counts: dict[str, Counter[str]]) -> list[_Slot]:
        slots = []
        for place, token in enumerate(text.split()):
            match = _PART.fullmatch(token)
            assert match is not None
            slot = self._parse_slot(*match.groups(), first=place == 0)
            if slot.kind and slot.kind != "number":
                word = match[2].lower() if slot.kind != "name" else match[2].capitalize()
                counts.setdefault(slot.kind, Counter())[word] += 1
            slots.append(slot)
        return slots

    def _parse_slot(self, before: str, word: str, after: str, *, first: bool) -> _Slot:
        if not word or word.lower() in self._common:
            return _Slot(before, after, word=word)
        if _DIGIT.search(word):
            return _Slot(before, after, word=word, kind="number")
        if word.isupper() and len(word) > 1:
            return _Slot(before, after, kind=_classify_ending(word.lower()), case="upper")
        if word[0].isupper():
            kind = _classify_ending(word.lower()) if first else "name"
            return _Slot(before, after, kind=kind, case="title")
        return _Slot(before, after, kind=_classify_ending(word))

    def _fill_shape(
        self, shape: Sequence[_Slot], topic: dict[str, list[str]], chance: random.Random
    ) -> str:
        words = []
        for slot in shape:
            word = slot.word
            if slot.kind == "number":
                word = _DIGIT.sub(lambda _: str(chance.randrange(10)), word)
            elif slot.kind:
                of_topic = chance.random() < 0.5
                word = (
                    chance.choice(topic[slot.kind])
                    if of_topic
                    else self._words[slot.kind].draw(chance, 1)[0]
                )
            words.append(f"{slot.before}{_CASES[slot.case](word)}{slot.after}")
        return " ".join(words)


_CASES: dict[str, Callable[[str], str]] = {
    "": str,
    "upper": str.upper,
    "title": lambda word: word[:1].upper() + word[1:],
}


def _classify_ending(word: str) -> str:
    """Classify a word by its ending; words of a class can replace each other."""
    return next((ending for ending in _ENDINGS if word.endswith(ending)), "plain")


def _find_common_words(texts: Iterable[str]) -> frozenset[str]:
    counts = Counter(
        word for text in texts for word in {token.strip(".,;:\"'") for token in text.split()}
    )
    lower = ((word, number) for word, number in counts.items() if word.isalpha() and word.islower())
    ordered = sorted(lower, key=lambda one: (-one[1], one[0]))
    return frozenset(word for word, _ in ordered[:_COMMON])


def _split_sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
