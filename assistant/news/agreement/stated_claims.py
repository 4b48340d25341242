"""The name that a sentence gives as its answer, and whether it says that something happened. Pure.

Both count only in a sentence that, with its title and the one before it, has every word of the
question: "Holt won the Lerse cup" is no answer to who won the Lerse mayoralty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Meaning, StatedValue
from assistant.answering.question_context import QuestionContext
from index.core.article import Span
from index.language.en.agreement.answer_names import AnswerName, find_answer_name
from index.language.en.agreement.name_kinds import may_be_one, may_contain
from index.language.en.agreement.name_questions import NameKind, NameQuestion, read_name_question
from index.language.en.agreement.stances import Stance, find_stance, read_claim
from index.language.en.agreement.verb_forms import get_base
from index.language.en.figures import find_figures
from index.language.en.names.country_aliases import expand_aliases
from index.language.en.names.name_variants import is_mentioned
from index.language.en.query_terms import content_words
from index.language.en.sentence_form import get_sentence

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class StatedName:
    """A name at the place of an answer, the text around it, and the sums and the years that its
    sentence tells: with others, it tells of another event."""

    name: AnswerName
    around: str
    sums: frozenset[tuple[float, float]] = frozenset()
    years: frozenset[str] = frozenset()

    def agrees_with(self, other: Meaning) -> bool:
        """May both be right: one name, names of different things, or answers for two events?"""
        if not isinstance(other, StatedName):
            return True
        kinds = self.name.kind, other.name.kind
        if kinds[0] is None or kinds[0] is not kinds[1]:
            return True
        if self._tells_of_another_event(other) or may_be_one(self.name.text, other.name.text):
            return True
        if kinds[0] is NameKind.PERSON:
            return False
        # A town in a region, or a company with its owner, is named in the other report.
        if self.name.text in other.around or other.name.text in self.around:
            return True
        return kinds[0] is NameKind.PLACE and (
            self.name.preposition != other.name.preposition
            or may_contain(self.name.text, other.name.text)
        )

    def _tells_of_another_event(self, other: StatedName) -> bool:
        return any(
            bool(own) and bool(others) and own.isdisjoint(others)
            for own, others in ((self.sums, other.sums), (self.years, other.years))
        )


@dataclass(frozen=True, slots=True)
class StatedStance:
    """Whether a sentence says that what is asked happened, or denies it."""

    stance: Stance

    def agrees_with(self, other: Meaning) -> bool:
        """Do both say it, or both deny it, or do they speak of different verbs?"""
        if not isinstance(other, StatedStance) or self.is_denial == other.is_denial:
            return True
        return self.stance.verbs.isdisjoint(other.stance.verbs)

    @property
    def is_denial(self) -> bool:
        """Is it denied?"""
        return self.stance.is_denial


def read_name(context: QuestionContext, candidate: SentenceCandidate) -> StatedValue | None:
    """Read the name that a sentence gives as its answer; None if it gives none for certain."""
    asked = read_name_question(context.question.text)
    if asked is None or not has_words(context, candidate, _list_event_words(asked)):
        return None
    name = find_answer_name(asked, candidate.text, candidate.hit.published)
    if name is None:
        return None
    passage = candidate.hit.passage.text
    sums = frozenset(
        (figure.low, figure.high)
        for figure in find_figures(candidate.text)
        if figure.unit == "money"
    )
    years = frozenset(_YEAR.findall(candidate.text))
    around = f"{candidate.hit.title} {passage}"
    return state_value(candidate, name.span, StatedName(name, around, sums, years))


def read_stance(context: QuestionContext, candidate: SentenceCandidate) -> StatedValue | None:
    """Read whether a sentence says that what is asked happened; None if it does not say."""
    claim = read_claim(context.question.text, context.stems)
    if claim is None:
        return None
    words = [word.text for word in content_words(context.question.text)]
    if not has_words(context, candidate, words):
        return None
    stance = find_stance(claim, candidate.text, context.stems)
    if stance is None:
        return None
    return state_value(candidate, stance.span, StatedStance(stance), stance.by)


def state_value(
    candidate: SentenceCandidate, span: Span, meaning: Meaning, denied_by: str = ""
) -> StatedValue:
    """The value at a place of a sentence."""
    start, end = candidate.start + span.start, candidate.start + span.end
    text = " ".join(candidate.text[slice(*span)].split())
    return StatedValue(candidate.hit.passage.article_id, start, end, text, meaning, denied_by)


def _list_event_words(asked: NameQuestion) -> list[str]:
    return [word.text for word in content_words(asked.event)]


def has_words(context: QuestionContext, candidate: SentenceCandidate, words: list[str]) -> bool:
    """Does the sentence, with the title and the one before it, have all the words, or variants and
    synonyms of them?"""
    hit, number = candidate.hit, candidate.number
    before = get_sentence(hit, number - 1) if number else ""
    text = f"{hit.title} {before} {candidate.text}"
    own = expand_aliases(text, context.stems)
    bases = " ".join(get_base(word) for word in re.findall(r"\w+", text))
    own |= frozenset(context.stems(bases))
    return all(
        is_mentioned(word, own, context.stems)
        or is_mentioned(get_base(word), own, context.stems)
        or any(not own.isdisjoint(context.synonyms.get(stem, ())) for stem in context.stems(word))
        for word in words
    )
