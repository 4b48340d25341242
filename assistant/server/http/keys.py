"""Who may use the server: keys with a name and a scope, kept as hashes.

A key has 256 random bits, so a plain SHA-256 of it tells nobody anything: there is nothing to guess
that a slow hash would have to slow down. The home's file `keys.json` remembers keys that the
`dateline keys` command made; others come in the settings as "name:scope:hash".
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from hmac import compare_digest
from pathlib import Path
from tempfile import NamedTemporaryFile

from index.core.errors import DatelineError

KEYS_FILE = "keys.json"
_PREFIX = "dateline_"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
# No key that was ever made is longer, and nothing longer is hashed.
_MAX_CHARACTERS = 200


class Scope(StrEnum):
    """What a key is good for; who may write may also read."""

    READ = "read"
    WRITE = "write"

    def allows(self, wanted: Scope) -> bool:
        """Is the key good for that?"""
        return self is Scope.WRITE or wanted is Scope.READ


@dataclass(frozen=True, slots=True)
class Key:
    """What is remembered of a key."""

    name: str
    scope: Scope
    hash: str


def new_key(name: str, scope: Scope) -> tuple[str, Key]:
    """A key to give away once, and what is remembered of it."""
    secret = _PREFIX + secrets.token_urlsafe(32)
    return secret, _checked(name, scope, hashed(secret))


def hashed(secret: str) -> str:
    """What is kept of a key: its SHA-256, in hex."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def parsed(entries: Iterable[str]) -> tuple[Key, ...]:
    """The keys of a setting; raises DatelineError, which shows none of them, where one is none."""
    keys = []
    for number, entry in enumerate(entries, 1):
        parts = entry.split(":")
        if len(parts) != 3:
            raise DatelineError(
                f"The key {number} of the setting 'api_keys' is not name:scope:hash",
                "See: dateline keys new",
            )
        keys.append(_checked(*parts))
    return tuple(keys)


def _checked(name: str, scope: str, digest: str) -> Key:
    """A key of checked parts."""
    if not _NAME.fullmatch(name):
        raise DatelineError(
            "The name of a key has at most 64 letters, digits, '.', '_' and '-'",
            "For instance: newsroom-bot",
        )
    if scope not in tuple(Scope):
        raise DatelineError(f"The scope of the key '{name}' is neither read nor write")
    if not _HASH.fullmatch(digest):
        raise DatelineError(
            f"The key '{name}' has no SHA-256 in 64 hex digits", "See: dateline keys new"
        )
    return Key(name, Scope(scope), digest)


class KeyFile:
    """The keys that a home remembers, in a file that only its owner may read."""

    def __init__(self, home: Path) -> None:
        self._path = home / KEYS_FILE

    def state(self) -> tuple[int, ...]:
        """What changes when the file does; empty where there is none."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._unreadable() from error
        return status.st_ino, status.st_size, status.st_mtime_ns

    def read(self) -> tuple[Key, ...]:
        """The keys; none where there is no file. Raises DatelineError where it is damaged."""
        try:
            entries = json.loads(self._path.read_text("utf-8"))
            return tuple(_checked(e["name"], e["scope"], e["hash"]) for e in entries)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise self._unreadable() from error

    def _unreadable(self) -> DatelineError:
        return DatelineError(f"The keys in {self._path} cannot be read", "Mend it or remove it")

    def write(self, keys: Iterable[Key]) -> None:
        """Put these keys in place of those that are there, all or none."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Made readable by its owner alone, before anything stands in it.
            with NamedTemporaryFile(
                "w", encoding="utf-8", dir=self._path.parent, prefix=KEYS_FILE, delete=False
            ) as file:
                try:
                    json.dump([asdict(key) for key in keys], file, indent=1)
                    file.flush()
                    os.fsync(file.fileno())
                    Path(file.name).replace(self._path)
                except OSError:
                    with suppress(OSError):
                        Path(file.name).unlink()
                    raise
        except OSError as error:
            raise DatelineError(
                f"The keys in {self._path} cannot be written: {error.strerror or error}"
            ) from error


class Keys:
    """All keys that count now: a home's, read again whenever they change, and those of settings.

    Safe to use from several threads.
    """

    def __init__(self, home: Path, fixed: Iterable[Key] = ()) -> None:
        self._file = KeyFile(home)
        self._fixed = tuple(fixed)
        self._lock = threading.Lock()
        self._state: tuple[int, ...] | None = None
        self._remembered: tuple[Key, ...] = ()
        self._required = False

    @property
    def required(self) -> bool:
        """Is there a key, or was there one? Taking the last one away opens no door."""
        self._required = self._required or bool(self._known())
        return self._required

    def owner(self, secret: str) -> Key | None:
        """The key that this is, if it is one. Takes as long whichever it is."""
        given = hashed(secret[:_MAX_CHARACTERS])
        found = None
        for key in self._known():
            if compare_digest(given, key.hash):
                found = key
        return found

    def _known(self) -> tuple[Key, ...]:
        with self._lock:
            if (state := self._file.state()) != self._state:
                self._remembered, self._state = self._file.read(), state
            return self._remembered + self._fixed
