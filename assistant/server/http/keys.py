"""Keys of the server, each with a name and a scope, stored as hashes.

A key has 256 random bits and cannot be guessed, so a slow hash would protect nothing more than
SHA-256 does. The home's file `keys.json` holds the keys that `dateline keys` made; others come in
the settings as "name:scope:hash".
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


class KeyScope(StrEnum):
    """What a key may do; one that may write may also read."""

    READ = "read"
    WRITE = "write"

    def allows(self, wanted: KeyScope) -> bool:
        """May the key do that?"""
        return self is KeyScope.WRITE or wanted is KeyScope.READ


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is stored."""

    name: str
    scope: KeyScope
    hash: str


def make_key(name: str, scope: KeyScope) -> tuple[str, Key]:
    """Make a key. Returns the secret, to be shown once, and what is stored of it."""
    secret = _PREFIX + secrets.token_urlsafe(32)
    return secret, _check_key(name, scope, hash_secret(secret))


def hash_secret(secret: str) -> str:
    """Hash a secret: SHA-256, in hex."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def parse_keys(entries: Iterable[str]) -> tuple[Key, ...]:
    """Parse the keys of a setting. Raises DatelineError, which shows no key, if one is invalid."""
    keys = []
    for number, entry in enumerate(entries, 1):
        parts = entry.split(":")
        if len(parts) != 3:
            raise DatelineError(
                f"The key {number} of the setting 'api_keys' is not name:scope:hash",
                "See: dateline keys new",
            )
        keys.append(_check_key(*parts))
    return tuple(keys)


def _check_key(name: str, scope: str, digest: str) -> Key:
    """Make a key of checked parts. Raises DatelineError if one is invalid."""
    if not _NAME.fullmatch(name):
        raise DatelineError(
            "The name of a key has at most 64 letters, digits, '.', '_' and '-'",
            "For instance: newsroom-bot",
        )
    if scope not in tuple(KeyScope):
        raise DatelineError(f"The scope of the key '{name}' is neither read nor write")
    if not _HASH.fullmatch(digest):
        raise DatelineError(
            f"The key '{name}' has no SHA-256 in 64 hex digits", "See: dateline keys new"
        )
    return Key(name, KeyScope(scope), digest)


class KeyFile:
    """The keys of a home, in a file that only its owner may read."""

    def __init__(self, home: Path) -> None:
        self._path = home / KEYS_FILE

    def state(self) -> tuple[int, ...]:
        """A value that changes when the file does; empty if there is no file."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._unreadable() from error
        return status.st_ino, status.st_size, status.st_mtime_ns

    def read(self) -> tuple[Key, ...]:
        """Read the keys; none if there is no file. Raises DatelineError if it is damaged."""
        try:
            entries = json.loads(self._path.read_text("utf-8"))
            return tuple(_check_key(e["name"], e["scope"], e["hash"]) for e in entries)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise self._unreadable() from error

    def _unreadable(self) -> DatelineError:
        return DatelineError(f"The keys in {self._path} cannot be read", "Repair it or remove it")

    def write(self, keys: Iterable[Key]) -> None:
        """Replace all keys by these, or none if writing fails."""
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
    """All valid keys: those of a home, read again whenever they change, and those of settings.

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
    def is_required(self) -> bool:
        """Is there a key, or was there one? Removing the last key does not open the server."""
        self._required = self._required or bool(self._list_keys())
        return self._required

    def owner(self, secret: str) -> Key | None:
        """Find the key of a secret, None if there is none. Takes the same time for every key."""
        digest = hash_secret(secret[:_MAX_CHARACTERS])
        owner = None
        for key in self._list_keys():
            if compare_digest(digest, key.hash):
                owner = key
        return owner

    def _list_keys(self) -> tuple[Key, ...]:
        with self._lock:
            if (state := self._file.state()) != self._state:
                self._remembered, self._state = self._file.read(), state
            return self._remembered + self._fixed
