"""What can be set, in one frozen object.

A setting comes from the command line, else from an environment variable `DATELINE_<NAME>`, else
from `settings.toml` in the home, else from its default. Unknown names are errors.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from assistant.cross_encoder import READ
from assistant.refusal import Strictness
from index.article import DatelineError
from index.models.engine import DEFAULT_PRECISION, Precision
from index.query import MAX_QUERY_CHARACTERS
from index.tuning import TUNED, FusionWeights, Splitting, Tuning
from index.weights import DEFAULT_MODEL

NO_SCORER = "none"
_PREFIX = "DATELINE_"
_FILE = "settings.toml"


def _listed(value: object) -> object:
    """The words of a variable, which can only be text: separated by commas or spaces."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Settings(BaseModel):
    """Settings of one run. `home` is the folder of the archive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    model: str = DEFAULT_MODEL
    # In what numbers the model is computed, where the processor can: int8, bf16 or f32.
    precision: Precision = DEFAULT_PRECISION
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=7860, ge=0, le=65_535)
    # What the program calls itself to the sites that it reads; "" is its own name.
    user_agent: str = ""
    # May pages and feeds be read from this machine and its local network? For tests, and intranets.
    allow_private_addresses: bool = False
    # How often `watch` asks a page or feed that does not say itself how often it wants to be asked.
    watch_minutes: float = Field(default=15.0, ge=1.0)
    # A cross-encoder that says which sentences answer, beside the signals: "dateline-answers" comes
    # with the program (docs/quality.md has what it is worth). How many it reads for a question.
    scorer: str = Field(default=NO_SCORER, min_length=1)
    scorer_reads: int = Field(default=READ, ge=1, le=100)
    # How sure an answer must be (assistant/refusal.*.json say what the three points mean).
    strictness: Strictness = Strictness.BALANCED
    # How hits are ranked and articles split; the defaults were measured (docs/quality.md).
    dense_weight: float = Field(default=TUNED.fusion.dense, ge=0, allow_inf_nan=False)
    lexical_weight: float = Field(default=TUNED.fusion.lexical, ge=0, allow_inf_nan=False)
    sentence_weight: float = Field(default=TUNED.fusion.sentence, ge=0, allow_inf_nan=False)
    candidate_depth: int = Field(default=TUNED.depth, ge=1, le=10_000)
    passage_pieces: int = Field(default=TUNED.splitting.pieces, ge=0)
    passage_overlap: int = Field(default=TUNED.splitting.overlap, ge=0, le=20)
    # The server's own settings leave no trace in figures: they change no answer.
    # Who may use it: "name:scope:hash" each, beside the keys that the home remembers.
    api_keys: Words = Field(default=(), repr=False, exclude=True)
    # May anybody who reaches it from another machine use it? Without keys that is refused.
    allow_unauthenticated: bool = Field(default=False, exclude=True)
    # Names by which it may be called; where it listens on a loopback address, beside that.
    allowed_hosts: Words = Field(default=(), exclude=True)
    # Sites whose pages may read what it says: "https://desk.example.org".
    cors_origins: Words = Field(default=(), exclude=True)
    # Addresses of reverse proxies: their word counts for where a request comes from.
    trusted_proxies: Words = Field(default=(), exclude=True)
    # What one request may ask for, and how many are worked on, or wait, at a time. Sixteen at work
    # answer a third more than four: what they embed is embedded together (docs/performance.md).
    max_request_bytes: int = Field(default=10_000_000, ge=1_000, exclude=True)
    max_question: int = Field(
        default=MAX_QUERY_CHARACTERS, ge=1, le=MAX_QUERY_CHARACTERS, exclude=True
    )
    max_k: int = Field(default=100, ge=1, le=1_000, exclude=True)
    max_working: int = Field(default=16, ge=1, le=64, exclude=True)
    max_waiting: int = Field(default=128, ge=0, le=10_000, exclude=True)
    max_jobs: int = Field(default=16, ge=1, le=1_000, exclude=True)
    time_limit_seconds: float = Field(default=30.0, gt=0, le=3_600, exclude=True)

    def changed_by(self, file: Path) -> Settings:
        """These settings with those of a TOML file in their place; the home stays.

        Raises DatelineError where the file is missing, and as `load`.
        """
        if not file.is_file():
            raise DatelineError(f"There is no file of settings {file}")
        return _validated(dict(self) | _stored(file))

    @model_validator(mode="after")
    def _ranks_by_something(self) -> Self:
        if not self.dense_weight + self.lexical_weight + self.sentence_weight > 0:
            raise ValueError("of dense_weight, lexical_weight and sentence_weight one is needed")
        return self

    @property
    def tuning(self) -> Tuning:
        """The library's part of the settings."""
        return Tuning(
            FusionWeights(self.dense_weight, self.lexical_weight, self.sentence_weight),
            self.candidate_depth,
            Splitting(self.passage_pieces, self.passage_overlap),
        )

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
        return _validated(_stored(home / _FILE) | surroundings | chosen | {"home": home.absolute()})


def _validated(values: Mapping[str, Any]) -> Settings:
    try:
        return Settings.model_validate(values)
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
        raise DatelineError(f"{path} cannot set the home", "Use --home or DATELINE_HOME")
    return stored


def _explained(error: ValidationError) -> str:
    """The first of the errors, as one plain line."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"There is no setting '{name}'"
    what = f"The setting '{name}' is" if name else "The settings are"
    return f"{what} wrong: {first['msg']}"


def _remedy() -> str:
    return f"The settings are: {', '.join(Settings.model_fields)}"
