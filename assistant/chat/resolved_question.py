"""The resolved question: what a message asks, with what it carries over. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.core.answer import Citation
from index.core.article import Filters
from index.language.en.answer_type import AnswerType

NO_FILTERS = Filters()


class ChipKind(StrEnum):
    """The types of chips."""

    SUBJECT = "subject"
    QUOTE = "quote"
    DATES = "dates"
    OUTLET = "outlet"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the search, in a few words of plain text, unescaped.

    `carried` is true for what comes from earlier turns.
    """

    text: str
    kind: ChipKind
    carried: bool


class Act(StrEnum):
    """The action that a message requests."""

    ASK = "ask"
    START_OVER = "start_over"


@dataclass(frozen=True, slots=True)
class QuoteReference:
    """An earlier quotation, the answer type asked of it, and the confidence of its answer."""

    citation: Citation
    wanted: AnswerType
    confidence: float


@dataclass(frozen=True, slots=True)
class ResolvedQuestion:
    """A message as it is searched.

    `question` is self-contained; it is the typed message unless `carried`, and "" only for
    START_OVER. `filters` are valid if the given ones were. `chips` are for display, none unless
    `carried`. `base` holds the filters of the controls. The next message builds on `topic`, the
    question in which "and Britain?" replaces the subject, and on `standing`, the question that
    "when?" asks about.

    With a `phrase` the dates of `filters` are a period that the question names in these words, and
    no limit of the search. `reads_dates` is false if dates in the question are mere words.
    """

    typed: str
    question: str
    filters: Filters = NO_FILTERS
    chips: tuple[Chip, ...] = ()
    carried: bool = False
    act: Act = Act.ASK
    about: QuoteReference | None = None
    base: Filters = NO_FILTERS
    topic: str = ""
    standing: str = ""
    phrase: str = ""
    reads_dates: bool = True

    @property
    def summary(self) -> str:
        """ "EU troops · Britain · from Mar 2025"; "" if nothing is carried."""
        return " · ".join(chip.text for chip in self.chips)
