"""What can be set, in one frozen object.

A setting comes from the command line, else from an environment variable `DATELINE_<NAME>`, else
from `settings.toml` in the home, else from its default. Unknown names are errors.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.article import DatelineError
from index.weights import DEFAULT_MODEL

_PREFIX = "DATELINE_"
_FILE = "settings.toml"


class Settings(BaseModel):
    """Settings of one run. `home` is the folder of the archive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    model: str = DEFAULT_MODEL
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=7860, ge=0, le=65_535)
    # What the program calls itself to the sites that it reads; "" is its own name.
    user_agent: str = ""
    # May pages and feeds be read from this machine and its local network? For tests, and intranets.
    allow_private_addresses: bool = False
    # How often `watch` asks a page or feed that does not say itself how often it wants to be asked.
    watch_minutes: float = Field(default=15.0, ge=1.0)

    @classmethod
    def load(cls, given: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
        """Settings from what was `given` on the command line (None means not), and the rest.

        Raises DatelineError for unknown names and impossible values.
        """
        chosen = {name: value for name, value in given.items() if value is not None}
        surroundings = {
            name.removeprefix(_PREFIX).lower(): value
            for name, value in environment.items()
            if name.startswith(_PREFIX) and value
        }
        home = _expanded(Path(chosen.get("home") or surroundings.get("home") or _default_home()))
        values = _stored(home / _FILE) | surroundings | chosen | {"home": home.absolute()}
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise DatelineError(_explained(error), _remedy()) from error


def _default_home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("dateline")


def _expanded(home: Path) -> Path:
    try:
        return home.expanduser()
    except RuntimeError as error:
        raise DatelineError(f"The home {home} cannot be used: {error}", _remedy()) from error


def _stored(path: Path) -> dict[str, Any]:
    try:
        stored = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise DatelineError(f"The settings in {path} cannot be read: {error}") from error
    if "home" in stored:
        raise DatelineError(f"{path} cannot set the home: it lies in it", "Use DATELINE_HOME")
    return stored


def _explained(error: ValidationError) -> str:
    """The first of the errors, as one plain line."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"There is no setting '{name}'"
    return f"The setting '{name}' is wrong: {first['msg']}"


def _remedy() -> str:
    return f"The settings are: {', '.join(Settings.model_fields)}"
