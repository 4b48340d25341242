"""Checks the alerts of an archive after articles were added to it, for some seconds at a time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.alerts.check import ROUND_SECONDS, AlertChecker, CheckReport
from assistant.cli.output import print_note
from index.core.errors import DatelineError

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from assistant.pipeline import Assistant
    from index.library import Library


def make_checker(library: Library, settings: Settings) -> AlertChecker:
    """Make a checker whose assistant is made when the first question is asked."""

    def make() -> Assistant:
        from assistant.config.factory import make_assistant

        return make_assistant(library, settings)

    return AlertChecker(library, make)


def check_after_adding(library: Library, settings: Settings) -> None:
    """Check the alerts after a command has added articles, and say on stderr what is new."""
    report = make_checker(library, settings).check(ROUND_SECONDS)
    if report.found:
        print_note(f"new to your alerts: {report.found:,}; see: dateline alerts")
    explain_unfinished(report)


def explain_unfinished(report: CheckReport) -> None:
    """Say on stderr why a check did not come to its end."""
    if not report.is_begun:
        print_note("another process is changing the archive; what it adds is checked next time")
    elif not report.is_complete:
        print_note("not all alerts are checked yet; go on with: dateline alerts check")


class AlertRounds:
    """Checks the alerts when that `is_due`: at the beginning, and whenever something came in."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._checker = make_checker(library, settings)
        self.is_due = True

    def run(self) -> None:
        """Check the alerts if it is due; what is left stays due. If another process changes the
        archive, they are checked later."""
        if not self.is_due:
            return
        with suppress(DatelineError):
            self.is_due = not self._checker.check(ROUND_SECONDS).is_complete
