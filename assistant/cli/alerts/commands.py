"""The actions of `dateline alerts`. Without an action it prints what is new, for cron."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.cli.output import parse_passage_filters, print_json, print_note
from index.core.alert import Alert, AlertKind, Finding, Maker, UnknownAlertError
from index.language.en.number_words import format_count

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.library import Library

# The most findings that are printed at a time; the rest comes with the next call.
_MOST_PRINTED = 10_000


def alerts(options: argparse.Namespace, settings: Settings) -> int:
    """Do one action on the alerts; returns the exit code."""
    from assistant.config.factory import open_library

    with open_library(settings) as library:
        return _ACTIONS[options.action](library, options, settings)


def _print_new(library: Library, options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.alerts.rounds import make_checker
    from assistant.present.alerts.terminal import format_news
    from assistant.wire.alert_shapes import NewsShape

    # Nothing is said if another process changes the archive now: cron would send it by mail.
    make_checker(library, settings).check()
    with library.alerts.findings.take_unprinted(_MOST_PRINTED) as findings:
        news = _group(library, findings)
        if options.json:
            print_json(NewsShape.of(news).model_dump(mode="json")["alerts"])
        else:
            for line in format_news(news):
                print(line)
        # Before they count as printed: a reader that has gone has read nothing.
        sys.stdout.flush()
    if len(findings) == _MOST_PRINTED:
        print_note("there may be more; run it again")
    return 1 if options.exit_code and not findings else 0


def _group(library: Library, findings: Sequence[Finding]) -> list[tuple[Alert, list[Finding]]]:
    """Findings by alert; those of one that was removed meanwhile are left out."""
    groups: dict[int, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.alert_id, []).append(finding)
    known = {alert.id: alert for alert in library.alerts.list_all()}
    return [(known[i], group) for i, group in groups.items() if i in known]


def _add(library: Library, options: argparse.Namespace, settings: Settings) -> int:
    from assistant.alerts.request import make_alert_request
    from assistant.wire.alert_shapes import AlertShape

    kind = AlertKind.QUESTION if options.question else AlertKind.SEARCH
    filters = parse_passage_filters(options)
    made = library.alerts.add(
        make_alert_request(kind, options.query, filters, Maker.COMMAND, options.name)
    )
    if options.json:
        print_json(AlertShape.of(made).model_dump(mode="json"))
    else:
        from assistant.present.terminal.console import strip_line

        print(f"made alert {made.id}, {strip_line(made.name)}")
    return 0


def _remove(library: Library, options: argparse.Namespace, settings: Settings) -> int:
    found = [_find(library, name) for name in options.names]
    for alert in found:
        library.alerts.remove(alert.id)
    print(f"removed {format_count(len(found), 'alert')}")
    return 0


def _find(library: Library, name: str) -> Alert:
    """An alert by its name or, if none has that name, by its number."""
    try:
        return library.alerts.get(name)
    except UnknownAlertError:
        if name.isascii() and name.isdigit() and len(name) < 19:
            return library.alerts.get(int(name))
        raise


def _check_all(library: Library, options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.alerts.rounds import explain_unfinished, make_checker

    report = make_checker(library, settings).check()
    explain_unfinished(report)
    if options.json:
        print_json({"found": report.found, "complete": report.is_complete})
    else:
        print(f"found {format_count(report.found, 'article')}")
    for alert in library.alerts.list_all():
        if alert.fault:
            print_note(f"{alert.name}: {alert.fault}")
    return 0


def _list(library: Library, options: argparse.Namespace, settings: Settings) -> int:
    from assistant.present.alerts.terminal import format_alert
    from assistant.wire.alert_shapes import AlertsShape

    found = library.alerts.list_all()
    if options.json:
        print_json(AlertsShape.of(found).model_dump(mode="json")["alerts"])
        return 0
    for alert in found:
        print(format_alert(alert))
    return 0


_ACTIONS: dict[str | None, Callable[[Library, argparse.Namespace, Settings], int]] = {
    None: _print_new,
    "add": _add,
    "remove": _remove,
    "check": _check_all,
    "list": _list,
}
