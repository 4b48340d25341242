"""What a message was understood to ask, and what of that comes from before. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation
from assistant.expectation import AnswerType
from index.article import Filters

NO_FILTERS = Filters()


class ChipKind(StrEnum):
    """What a chip stands for."""

    SUBJECT = "subject"
    QUOTE = "quote"
    DATES = "dates"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of what is searched, in a few words of plain text, unescaped.

    `carried` tells what comes from before from what the message itself says.
    """

    text: str
    kind: ChipKind
    carried: bool


class Act(StrEnum):
    """What a message wants done."""

    ASK = "ask"
    START_OVER = "start_over"


@dataclass(frozen=True, slots=True)
class QuoteReference:
    """An earlier quotation that is asked about, what is wanted of it, and how sure its answer
    was."""

    citation: Citation
    wanted: AnswerType
    confidence: float


@dataclass(frozen=True, slots=True)
class ResolvedQuestion:
    """A message as it is searched.

    `question` stands on its own and is what was typed unless `carried`; it is "" only for
    START_OVER. `filters` are always valid if those given were. `chips` are for display, none
    unless `carried`. `base` are the filters that the controls had. What the next message may
    build on: `topic`, the question to which "and Britain?" is put, and `standing`, the question
    that "when?" asks about.
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

    @property
    def summary(self) -> str:
        """ "EU troops · Britain · from Mar 2025"; "" where nothing was carried."""
        return " · ".join(chip.text for chip in self.chips)
