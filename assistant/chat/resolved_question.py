"""The resolved question: what a message asks, with what it carries over. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.core.answer import Citation
from index.core.article import Filters
from index.language.en.asking.answer_type import AnswerType

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
class Attempt:
    """One way to ask a follow-up; with `is_near` of the articles just quoted alone."""

    question: str
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Attempts:
    """The ways in which a follow-up is asked, one after the other, until one is answered.

    `articles` has a citation of each article just quoted. An answer must speak of the `focus`,
    unless that is "", and quotes nothing that stands at the places `without`, article ids with
    offsets. With `rest` the sentences behind the last quotation answer, before all else.
    """

    ways: tuple[Attempt, ...] = ()
    articles: tuple[Citation, ...] = ()
    focus: str = ""
    without: frozenset[tuple[str, int]] = frozenset()
    rest: Citation | None = None


NO_ATTEMPTS = Attempts()


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
    `attempts` say how else it is asked; without ways it is asked as it is.
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
    attempts: Attempts = NO_ATTEMPTS

    @property
    def summary(self) -> str:
        """ "EU troops · Britain · from Mar 2025"; "" if nothing is carried."""
        return " · ".join(chip.text for chip in self.chips)
