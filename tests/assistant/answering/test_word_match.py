"""The hit that has the question's words is kept and read, however low its meaning ranks it."""

from __future__ import annotations

from assistant.answering.word_match import choose_best_match, keep_best_match
from index.core.article import Hit, Passage, Signals


def hits(*scores: float) -> list[Hit]:
    return [
        Hit(rank, 0.5, Passage(f"a{rank}#0", f"a{rank}", 0, 2, "It", ()), "", "", None, "",
            Signals(0.5, score, 0.5), ())
        for rank, score in enumerate(scores, start=1)
    ]  # fmt: skip


def test_the_best_match_behind_the_first_hits_is_kept() -> None:
    found = hits(2.0, 1.0, 0.5, 3.0, 2.5)
    assert choose_best_match(found, 2) == [found[3]]
    assert keep_best_match(found, 2) == (*found[:2], found[3])


def test_nothing_is_added_if_a_first_hit_matches_as_well() -> None:
    found = hits(3.0, 1.0, 3.0)
    assert choose_best_match(found, 2) == []
    assert keep_best_match(found, 2) == tuple(found[:2])


def test_without_a_common_word_nothing_matches() -> None:
    assert choose_best_match(hits(0.0, 0.0, 0.0), 1) == []
    assert choose_best_match(hits(1.0), 3) == []
    assert keep_best_match([], 3) == ()
