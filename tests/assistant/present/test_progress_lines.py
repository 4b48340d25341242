"""Without a terminal, a long command says now and then how far it is."""

from __future__ import annotations

import threading
from io import StringIO

from rich.console import Console

from assistant.present.terminal.progress_bars import print_lines, show_enriching
from index.core.article import Article

PATIENCE = 30.0


class Heard(StringIO):
    """A log that says when it has two lines."""

    def __init__(self) -> None:
        super().__init__()
        self.is_enough = threading.Event()

    def write(self, text: str) -> int:
        written = super().write(text)
        if self.getvalue().count("\n") >= 2:
            self.is_enough.set()
        return written


def test_lines_come_until_the_end() -> None:
    file, done = Heard(), iter(range(1, 10_000_000))
    with print_lines(Console(file=file), lambda: f"{next(done)} done", every=0.001):
        assert file.is_enough.wait(PATIENCE)
    lines = file.getvalue().splitlines()
    assert lines[:2] == ["dateline: 1 done", "dateline: 2 done"]
    assert not any(thread.name == "progress" for thread in threading.enumerate())


def test_a_terminal_has_a_bar_instead() -> None:
    file = Heard()
    with print_lines(Console(file=file, force_terminal=True), lambda: "x", every=0.001):
        assert not any(thread.name == "progress" for thread in threading.enumerate())
    assert file.getvalue() == ""


def test_a_short_command_says_nothing() -> None:
    file = StringIO()
    with show_enriching(Console(file=file), 2) as on_progress:
        on_progress(Article("a", "", "Text."))
    assert file.getvalue() == ""


def test_a_reader_that_has_gone_ends_nothing() -> None:
    class Gone(Heard):
        def write(self, text: str) -> int:
            self.is_enough.set()
            raise BrokenPipeError

    file = Gone()
    with print_lines(Console(file=file), lambda: "x", every=0.001):
        assert file.is_enough.wait(PATIENCE)
