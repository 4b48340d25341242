"""`dateline keys`: make, list and take back the keys of a home."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from assistant.rest.keys import KeyFile, Scope, new_key
from index.article import DatelineError
from index.text import one_line

if TYPE_CHECKING:
    from assistant.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    actions: Any = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    new = actions.add_parser("new", help="make a key, and show it once")
    new.add_argument("name", metavar="NAME", help="whose it is, for instance newsroom-bot")
    new.add_argument("--scope", choices=[scope.value for scope in Scope], default=Scope.READ.value)
    listing = actions.add_parser("list", help="names and scopes of the keys")
    listing.add_argument("--json", action="store_true", help="print one JSON value")
    remove = actions.add_parser("remove", help="take a key back, at once")
    remove.add_argument("name", metavar="NAME")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Do what was asked; returns the exit code."""
    file = KeyFile(settings.home)
    return {"new": _new, "list": _list, "remove": _remove}[options.action](options, file)


def _new(options: argparse.Namespace, file: KeyFile) -> int:
    secret, key = new_key(options.name, Scope(options.scope))
    keys = file.read()
    if any(known.name == key.name for known in keys):
        raise DatelineError(f"There is a key '{key.name}' already", "Remove it, or name another")
    file.write([*keys, key])
    print(secret)  # noqa: T201
    told = f"dateline: shown once; as a setting it is {key.name}:{key.scope}:{key.hash}"
    print(told, file=sys.stderr)  # noqa: T201
    return 0


def _list(options: argparse.Namespace, file: KeyFile) -> int:
    keys = file.read()
    if options.json:
        print(json.dumps([{"name": key.name, "scope": key.scope.value} for key in keys]))  # noqa: T201
    else:
        for key in keys:
            print(f"{key.scope.value:<6} {key.name}")  # noqa: T201
    return 0


def _remove(options: argparse.Namespace, file: KeyFile) -> int:
    keys = file.read()
    left = [key for key in keys if key.name != options.name]
    if len(left) == len(keys):
        raise DatelineError(f"There is no key '{one_line(options.name[:64])}'")
    file.write(left)
    print(f"removed {options.name}")  # noqa: T201
    return 0
