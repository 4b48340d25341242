"""Whether the work of a regular expression grows faster than its text. POSIX only.

Work is CPU time of this thread, the least of several runs, so other programs count little. A first
look at a short text lets nearly all pass; what is slow there is compared with a text four times as
long, and what still may grow is measured at growing lengths.
"""

from __future__ import annotations

import math
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from tests.patterns.pumping import Attack, attacks

AnyPattern = re.Pattern[str] | re.Pattern[bytes]
LIMIT = 3.0
_FIRST_LENGTH = 2_000
# So many letters take a linear pattern some 0.1 ms, a quadratic one 2 ms at least.
_FAST = 0.001_5
# A first look is at a quarter of the length, which takes a quadratic pattern a sixteenth of that.
_LOOK_LENGTH = _FIRST_LENGTH // 4
_LOOK_FAST = _FAST / 16
# Where the quadratic part is a third of the linear one at the first length, and so twice the text
# takes 2.5 times the work, it takes this many times the work of the first look.
_LOOK_LIMIT = 4.9
# No linear pattern takes this long for two thousand letters.
_HOPELESS = 0.25
_CUT = 0.5
_RUNS = 3
_DOUBLINGS = 4


class _TooLongError(Exception):
    pass


@cache
def slow_attack(pattern: AnyPattern, method: str) -> Attack | None:
    """The first text whose doubling takes more than LIMIT times the work; None if there is none."""
    for attack in attacks(pattern):
        look = _work(pattern, method, attack, _LOOK_LENGTH)
        if look > _LOOK_FAST and _is_slow(pattern, method, attack, look):
            return attack
    return None


def _is_slow(pattern: AnyPattern, method: str, attack: Attack, look: float) -> bool:
    if look >= _HOPELESS:
        return True
    first = _work(pattern, method, attack, _FIRST_LENGTH)
    if first <= _FAST or first >= _HOPELESS:
        return first >= _HOPELESS
    look = min(look, _least(pattern, method, attack, _LOOK_LENGTH))
    return first > _LOOK_LIMIT * look and _grows(pattern, method, attack)


def hopeless_attack(pattern: AnyPattern, method: str, length: int) -> Attack | None:
    """The first text of a length that takes a quarter of a second; None if there is none."""
    for attack in attacks(pattern):
        if _work(pattern, method, attack, length) >= _HOPELESS:
            return attack
    return None


def _grows(pattern: AnyPattern, method: str, attack: Attack) -> bool:
    """Whether work more than triples at two doublings in a row, or is hopeless at the first."""
    length, above = _FIRST_LENGTH, 0
    before = _least(pattern, method, attack, length)
    for _ in range(_DOUBLINGS):
        if before <= _FAST:
            return False
        if before == math.inf:
            return True
        length *= 2
        after = _least(pattern, method, attack, length)
        above = above + 1 if after > LIMIT * before else 0
        if above == 2:
            return True
        if after <= 2.5 * before:
            return False
        before = after
    return False


def _least(pattern: AnyPattern, method: str, attack: Attack, length: int) -> float:
    least = math.inf
    for _ in range(_RUNS):
        least = min(least, _work(pattern, method, attack, length))
        if least == math.inf:
            break
    return least


def _work(pattern: AnyPattern, method: str, attack: Attack, length: int) -> float:
    """CPU seconds; infinite where it is broken off."""
    text: str | bytes = attack.text(length)
    if isinstance(pattern.pattern, bytes):
        text = str(text).encode("latin-1", "ignore")
    run = getattr(pattern, method)
    began = time.thread_time()
    try:
        with _limit():
            result = run(text)
            if method == "finditer":
                for _ in result:
                    pass
    except _TooLongError:
        return math.inf
    return time.thread_time() - began


@contextmanager
def _limit() -> Iterator[None]:
    """Break off after _CUT CPU seconds: `re` looks for signals while it runs.

    The timer counts the CPU time of all threads, so it goes on until this one has had its time.
    """
    began = time.thread_time()

    def stop(number: int, frame: object) -> None:
        if time.thread_time() - began >= 0.9 * _CUT:
            raise _TooLongError

    old = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _CUT, _CUT / 4)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, old)
