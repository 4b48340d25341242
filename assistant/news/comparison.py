"""Plans a comparison: one question for each side, each planned as any question is. Pure.

Which words compare is read in `index.language.en.speech.comparisons`; the answers are put together
in `result`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.news.plan import Plan, plan_question
from index.core.article import Filters
from index.core.attribution import Speaker
from index.language.en.speech.comparisons import read_comparison
from index.language.en.speech.speaker_match import fold_words, match_speakers


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a comparison by its name, as typed, and how it is asked for its words. A question
    that compares nothing is the one side of it, without a name."""

    name: str
    plan: Plan


def plan_sides(
    plan: Plan, filters: Filters, get_speakers: Callable[[], Sequence[Speaker]]
) -> tuple[Side, ...]:
    """Plan the sides of a question, one without a name if it compares nothing.

    A list is no comparison, nor is what the archive's speakers show to be one name, "Hollins and
    Reeve". They are got only if the words compare.
    """
    comparison = None if plan.fault or plan.is_list else read_comparison(plan.time.rest)
    if comparison is None or is_one_name(comparison.sides, get_speakers()):
        return (Side("", plan),)
    return tuple(
        Side(name, _plan_side(plan, comparison.ask(name), filters)) for name in comparison.sides
    )


def is_one_name(sides: Sequence[str], speakers: Sequence[Speaker]) -> bool:
    """Does a speaker have all these names at once, and hardly anybody one of them?"""
    words = {word for side in sides for word in fold_words(side)}
    joint = [each for each in speakers if words <= set(fold_words(each.name))]
    if not joint:
        return False
    alone = [each for each in speakers if each not in joint]
    return not all(match_speakers(side, alone) for side in sides)


def _plan_side(plan: Plan, question: str, filters: Filters) -> Plan:
    """Plan the question for a side, within the time of the whole."""
    phrase = plan.time.phrase
    whole = f"{question.rstrip('?')} {phrase}?" if phrase else question
    return plan_question(replace(plan.time, question=whole, rest=question), filters)
