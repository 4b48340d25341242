"""Plans a comparison: one question for each side, each planned as any question is. Pure.

Which words compare is read in `index.language.en.speech.comparisons`; the answers are put together
in `result`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.news.plan import Plan, plan_question
from index.core.article import Filters, Hit
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
    plan: Plan, filters: Filters, is_one: Callable[[tuple[str, ...]], bool]
) -> tuple[Side, ...]:
    """Plan the sides of a question, one without a name if it compares nothing.

    A list is no comparison. `is_one` says whether the archive shows names to be one, "Hollins and
    Reeve"; it is called only if the words compare.
    """
    comparison = None if plan.fault or plan.is_list else read_comparison(plan.time.rest)
    if comparison is None or is_one(comparison.sides):
        return (Side("", plan),)
    return tuple(
        Side(name, _plan_side(plan, comparison.ask(name), filters)) for name in comparison.sides
    )


def is_one_name(sides: Sequence[str], speakers: Sequence[Speaker], hits: Sequence[Hit]) -> bool:
    """Is it one name to the archive: a speaker has all these at once, and not every one of them
    speaks alone; or the hits write the second only behind the first?"""
    words = {word for side in sides for word in fold_words(side)}
    joint = [each for each in speakers if words <= set(fold_words(each.name))]
    if joint:
        alone = [each for each in speakers if each not in joint]
        return not all(match_speakers(side, alone) for side in sides)
    if len(sides) != 2 or not all(side[:1].isupper() for side in sides):
        return False
    text = "\n".join(f"{hit.title}\n{hit.passage.text}" for hit in hits)
    first, second = map(re.escape, sides)
    together = len(re.findall(rf"\b{first} (?:and|&) {second}\b", text))
    return 0 < together == len(re.findall(rf"\b{second}\b", text))


def _plan_side(plan: Plan, question: str, filters: Filters) -> Plan:
    """Plan the question for a side, within the time of the whole."""
    phrase = plan.time.phrase
    whole = f"{question.rstrip('?')} {phrase}?" if phrase else question
    return plan_question(replace(plan.time, question=whole, rest=question), filters)
