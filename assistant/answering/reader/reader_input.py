"""The input of the reader: a question, a title with its date, and the sentences of a passage.

    [CLS] question [SEP] date . title sentence sentence … [SEP]

Pure, but for the tokenizer's file. Training and answering share it, so the model always reads what
it was taught on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.language.en.date_words import format_plain_date

# Word pieces of an input, special ones included. A passage of the default splitting fits in one
# with its question: its title and text have at most 256.
MAX_PIECES = 320
# The most word pieces of a question, of a title with its date, and of one sentence. The rest is not
# read.
MAX_QUESTION, MAX_TITLE, MAX_SENTENCE = 48, 40, 160
# Sentences that a window shares with the one before.
OVERLAP = 1
_SPECIAL = 3
# Characters of a text that are tokenised: more than its word pieces can need.
_CHARACTERS_PER_PIECE = 24


@dataclass(frozen=True, slots=True)
class ReaderInput:
    """Word pieces of one window. The first `question_size` belong to the question, special ones
    included; `spans[i]` are the half-open places of the window's sentence i."""

    ids: tuple[int, ...]
    question_size: int
    spans: tuple[tuple[int, int], ...]


class ReaderTokenizer:
    """Splits texts into word pieces, without special ones."""

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        numbers = self._tokenizer.get_vocab()
        self.start, self.end, self.unknown = (
            numbers[piece] for piece in ("[CLS]", "[SEP]", "[UNK]")
        )

    def encode_question(self, question: str) -> list[int]:
        """The word pieces of a question, at most MAX_QUESTION."""
        return self._encode([question], MAX_QUESTION)[0]

    def encode_title(self, title: str, published: str | None) -> list[int]:
        """The word pieces of a date and a title, at most MAX_TITLE; none if both are missing."""
        if not published:
            return self._encode([title], MAX_TITLE)[0]
        return self._encode([f"{format_plain_date(published)}. {title}"], MAX_TITLE)[0]

    def encode_sentences(self, sentences: Sequence[str]) -> list[list[int]]:
        """The word pieces of each sentence, at least one and at most MAX_SENTENCE."""
        return [pieces or [self.unknown] for pieces in self._encode(sentences, MAX_SENTENCE)]

    def _encode(self, texts: Sequence[str], most: int) -> list[list[int]]:
        starts = [" ".join(text[: most * _CHARACTERS_PER_PIECE].split()) for text in texts]
        encodings = self._tokenizer.encode_batch(starts, add_special_tokens=False)
        return [encoding.ids[:most] for encoding in encodings]

    def join(
        self,
        question: Sequence[int],
        title: Sequence[int],
        sentences: Sequence[Sequence[int]],
    ) -> ReaderInput:
        """Join the word pieces of a window."""
        ids = [self.start, *question, self.end]
        question_size = len(ids)
        ids += title
        spans = []
        for pieces in sentences:
            spans.append((len(ids), len(ids) + len(pieces)))
            ids += pieces
        return ReaderInput((*ids, self.end), question_size, tuple(spans))


def split_windows(
    question_size: int, title_size: int, sentence_sizes: Sequence[int], most: int = MAX_PIECES
) -> Iterator[range]:
    """The numbers of the sentences of each window: as many as fit into `most` word pieces. Every
    sentence is in a window; a window begins OVERLAP sentences before the end of the last one, if
    that leaves room for a further sentence."""
    room = most - _SPECIAL - question_size - title_size
    first = 0
    while first < len(sentence_sizes):
        end, used = first, 0
        while end < len(sentence_sizes) and (end == first or used + sentence_sizes[end] <= room):
            used += sentence_sizes[end]
            end += 1
        yield range(first, end)
        if end == len(sentence_sizes):
            return
        again = end - OVERLAP
        shared = sum(sentence_sizes[again : end + 1])
        first = again if again > first and shared <= room else end
