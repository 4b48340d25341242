"""Which recognised words are right: compared with the words of the page, in order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_FORMS = str.maketrans("“”„‘’‚´`–—―", '"' * 3 + "'" * 5 + "-" * 3)


@dataclass(frozen=True, slots=True)
class WordResult:
    """A recognised word's confidence (0 to 1), and whether the page has that word there."""

    confidence: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a threshold of confidence does: the shares of wrong and of right words below it."""

    confidence: float
    wrong_marked: float
    right_marked: float
    wrong_among_unmarked: float


def compare_words(
    recognised: Sequence[tuple[str, float]], truth: Sequence[str]
) -> list[WordResult]:
    """Compare recognised words, each with its confidence, with those of the page.

    The forms of quotation marks and dashes do not count.
    """
    words = [word.translate(_FORMS) for word, _ in recognised]
    matcher = SequenceMatcher(None, words, [w.translate(_FORMS) for w in truth], autojunk=False)
    right = {
        at for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)
    }
    return [WordResult(confidence, at in right) for at, (_, confidence) in enumerate(recognised)]


def measure_threshold(results: Iterable[WordResult], confidence: float) -> Threshold:
    """Measure what marking all words below a confidence does."""
    all_results = list(results)
    right = [one for one in all_results if one.is_right]
    wrong = [one for one in all_results if not one.is_right]
    below = [one for one in all_results if one.confidence < confidence]
    missed = sum(not one.is_right for one in all_results if one.confidence >= confidence)
    return Threshold(
        confidence,
        _share(sum(not one.is_right for one in below), len(wrong)),
        _share(sum(one.is_right for one in below), len(right)),
        _share(missed, len(all_results) - len(below)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
