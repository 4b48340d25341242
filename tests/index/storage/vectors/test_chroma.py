"""A database that is locked for a moment is waited for; any other error is told at once."""

from __future__ import annotations

import pytest
from chromadb.errors import InternalError

from index.storage.vectors import chroma
from index.storage.vectors.chroma import retry_while_locked

LOCKED = "error returned from database: (code: 5) database is locked"


class Busy:
    """Fails so often, and then says how often it was asked."""

    def __init__(self, error: Exception, times: int) -> None:
        self.error, self.times, self.asked = error, times, 0

    def __call__(self) -> int:
        self.asked += 1
        if self.asked <= self.times:
            raise self.error
        return self.asked


def test_what_is_locked_for_a_moment_is_asked_again() -> None:
    assert retry_while_locked(Busy(InternalError(LOCKED), 3)) == 4


def test_what_stays_locked_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroma, "_PATIENCE", 0.05)
    busy = Busy(InternalError(LOCKED), 10**9)
    with pytest.raises(InternalError):
        retry_while_locked(busy)
    assert busy.asked > 1


@pytest.mark.parametrize("error", [InternalError("disk I/O error"), ValueError(LOCKED)])
def test_any_other_error_is_told_at_once(error: Exception) -> None:
    busy = Busy(error, 1)
    with pytest.raises(type(error)):
        retry_while_locked(busy)
    assert busy.asked == 1
