"""`dateline keys`: make, list and take back the keys of a home."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from assistant.server.http.keys import Key, KeyFile, KeyScope, make_key, parse_keys
from index.core.errors import DatelineError
from index.core.text import one_line

if TYPE_CHECKING:
    from assistant.config.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    actions: Any = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    new = actions.add_parser("new", help="make a key, and show it once")
    new.add_argument("name", metavar="NAME", help="whose it is, for instance newsroom-bot")
    new.add_argument(
        "--scope", choices=[scope.value for scope in KeyScope], default=KeyScope.READ.value
    )
    listing = actions.add_parser("list", help="names and scopes of the keys")
    listing.add_argument("--json", action="store_true", help="print one JSON value")
    remove = actions.add_parser("remove", help="take a key back, at once")
    remove.add_argument("name", metavar="NAME")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Do what was asked; returns the exit code."""
    file, fixed = KeyFile(settings.home), parse_keys(settings.api_keys)
    return {"new": _new, "list": _list, "remove": _remove}[options.action](options, file, fixed)


def _new(options: argparse.Namespace, file: KeyFile, fixed: tuple[Key, ...]) -> int:
    secret, key = make_key(options.name, KeyScope(options.scope))
    keys = file.read()
    if any(known.name == key.name for known in (*keys, *fixed)):
        raise DatelineError(f"There is a key '{key.name}' already", "Remove it, or name another")
    file.write([*keys, key])
    print(secret)
    told = f"dateline: shown once; as a setting it is {key.name}:{key.scope}:{key.hash}"
    print(told, file=sys.stderr)
    return 0


def _list(options: argparse.Namespace, file: KeyFile, fixed: tuple[Key, ...]) -> int:
    """Show the keys of the home and those of the settings: both open the server."""
    keys = [(key, "home") for key in file.read()] + [(key, "settings") for key in fixed]
    if options.json:
        listed = [
            {"name": key.name, "scope": key.scope.value, "from": place} for key, place in keys
        ]
        print(json.dumps(listed))
    else:
        for key, place in keys:
            note = " (in the setting api_keys)" if place == "settings" else ""
            print(f"{key.scope.value:<6} {key.name}{note}")
    return 0


def _remove(options: argparse.Namespace, file: KeyFile, fixed: tuple[Key, ...]) -> int:
    keys = file.read()
    left = [key for key in keys if key.name != options.name]
    name = one_line(options.name[:64])
    if len(left) < len(keys):
        file.write(left)
        print(f"removed {options.name}")
    if any(key.name == options.name for key in fixed):
        raise DatelineError(
            f"The key '{name}' stands in the setting 'api_keys'",
            "Take it out of settings.toml or DATELINE_API_KEYS, and start the server again",
        )
    if len(left) == len(keys):
        raise DatelineError(f"There is no key '{name}'")
    return 0
