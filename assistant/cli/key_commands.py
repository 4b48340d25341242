"""The command `dateline keys`: make, list and revoke the keys of a home.

Checking keys is in `assistant.server.http`.
"""

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
    """Add the arguments of the command."""
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
    """Run the action of the command; returns the exit code."""
    file, fixed = KeyFile(settings.home), parse_keys(settings.api_keys)
    if options.action != "new" and not (fixed or settings.home.exists()):
        raise DatelineError(
            f"There is no key: the folder {settings.home} does not exist",
            "Name the folder of the archive with --home",
        )
    return {"new": _make_key, "list": _list_keys, "remove": _remove_key}[options.action](
        options, file, fixed
    )


def _make_key(options: argparse.Namespace, file: KeyFile, fixed: tuple[Key, ...]) -> int:
    secret, key = make_key(options.name, KeyScope(options.scope))
    keys = file.read()
    if any(other.name == key.name for other in (*keys, *fixed)):
        raise DatelineError(f"There is a key '{key.name}' already", "Remove it, or name another")
    file.write([*keys, key])
    print(secret)
    note = f"dateline: shown once; as a setting it is {key.name}:{key.scope}:{key.hash}"
    print(note, file=sys.stderr)
    return 0


def _list_keys(options: argparse.Namespace, file: KeyFile, fixed: tuple[Key, ...]) -> int:
    """List the keys of the home and those of the settings: the server accepts both."""
    keys = [(key, "home") for key in file.read()] + [(key, "settings") for key in fixed]
    if options.json:
        rows = [{"name": key.name, "scope": key.scope.value, "from": place} for key, place in keys]
        print(json.dumps(rows))
    else:
        for key, place in keys:
            note = " (in the setting api_keys)" if place == "settings" else ""
            print(f"{key.scope.value:<6} {key.name}{note}")
    return 0


def _remove_key(options: argparse.Namespace, file: KeyFile, fixed: tuple[Key, ...]) -> int:
    keys = file.read()
    remaining = [key for key in keys if key.name != options.name]
    name = one_line(options.name[:64])
    if len(remaining) < len(keys):
        file.write(remaining)
        print(f"removed {options.name}")
    if any(key.name == options.name for key in fixed):
        raise DatelineError(
            f"The key '{name}' stands in the setting 'api_keys'",
            "Take it out of settings.toml or DATELINE_API_KEYS, and start the server again",
        )
    if len(remaining) == len(keys):
        raise DatelineError(f"There is no key '{name}'")
    return 0
