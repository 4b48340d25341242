"""The name that a sentence gives as its answer, and whether it says that something happened. Pure.

Both count only in a sentence that, with its title and the one before it, has every word of the
question: "Holt won the Lerse cup" is no answer to who won the Lerse mayoralty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Meaning, StatedValue
from assistant.answering.question_context import QuestionContext
from index.core.article import Span
from index.core.periods import Period, parse_day
from index.language.en.agreement.answer_names import AnswerName, find_answer_name
from index.language.en.agreement.name_kinds import may_be_one, may_contain
from index.language.en.agreement.name_questions import NameKind, NameQuestion, read_name_question
from index.language.en.agreement.stances import Stance, find_stance, read_claim
from index.language.en.agreement.verb_forms import get_base
from index.language.en.dates.sentence_times import find_spoken_times
from index.language.en.figures import find_figures
from index.language.en.names.country_aliases import expand_aliases
from index.language.en.names.name_variants import is_mentioned
from index.language.en.query_terms import content_words
from index.language.en.sentence_form import get_sentence

# A negation without a denial answers reports of at most so many days before or after.
_MAX_DAYS_OF_NEGATION = 3
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
    """Whether a sentence says that what is asked happened, or denies it; the days of which it
    speaks, and the one on which it was published. A correction may come late."""

    stance: Stance
    days: Period | None = None
    published: date | None = None
    is_correction: bool = False

    def agrees_with(self, other: Meaning) -> bool:
        """Do both say it, or both deny it, or do they speak of other verbs or days?"""
        if not isinstance(other, StatedStance) or self.is_denial == other.is_denial:
            return True
        if self.stance.verbs.isdisjoint(other.stance.verbs):
            return True
        if self.days and other.days:
            first = max(self.days.first_day, other.days.first_day)
            return first > min(self.days.last_day, other.days.last_day)
        # "The bank did not intervene" denies no report of last week, unless somebody denies it.
        is_made = bool(self.stance.by or other.stance.by or self.is_correction)
        if is_made or other.is_correction or not (self.published and other.published):
            return False
        return abs((self.published - other.published).days) > _MAX_DAYS_OF_NEGATION

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
    published = parse_day(candidate.hit.published)
    days = _find_days(candidate.text, published)
    is_correction = bool(candidate.hit.terms.correction)
    meaning = StatedStance(stance, days, published, is_correction)
    return state_value(candidate, stance.span, meaning, stance.by)


def _find_days(text: str, published: date | None) -> Period | None:
    """The first day of which a sentence speaks, None without one."""
    for time in find_spoken_times(text, published):
        if not time.is_of_speech and None not in (time.period.after, time.period.before):
            return time.period
    return None


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
