"""The settings of a run, in one frozen object.

A setting comes from the command line, else from an environment variable `DATELINE_<NAME>`, else
from `settings.toml` in the home, else from its default. Unknown names are errors. Parts are built
from the settings in `assistant.config.factory`.
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

from assistant.core.answer_options import BUNDLED_READER, READ_PASSAGES, Strictness
from index.core.errors import DatelineError
from index.core.paths import expand_home
from index.embedding.engine import DEFAULT_PRECISION, Precision
from index.embedding.model_files import DEFAULT_MODEL
from index.search.query import MAX_QUERY_CHARACTERS
from index.search.search_config import DEFAULT_TUNING, FusionWeights, Splitting, Tuning
from index.storage.removal.removed_article import KEEP_DAYS

_PREFIX = "DATELINE_"
_FILE = "settings.toml"


def _split_words(value: object) -> object:
    """Split a text at commas and spaces; environment variables hold only text."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_split_words)]


class Settings(BaseModel):
    """Settings of one run. `home` is the folder of the archive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    model: str = DEFAULT_MODEL
    # The number format of the model if the processor supports it: int8, bf16 or f32.
    precision: Precision = DEFAULT_PRECISION
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=7860, ge=0, le=65_535)
    # The user agent for the sites that it reads; "" is Dateline's own.
    user_agent: str = ""
    # May pages and feeds be read from this machine and its local network? For tests, and intranets.
    allow_private_addresses: bool = False
    # How often `watch` reads a page or feed that does not state an interval.
    watch_minutes: float = Field(default=15.0, ge=1.0)
    # For how many days a removed article can be restored; 0 removes it for good at once.
    keep_removed_days: int = Field(default=KEEP_DAYS, ge=0, le=3_650, exclude=True)
    # The model that reads passages: the bundled one, a folder with an adapter, or "none", which
    # chooses sentences by features alone. `reader_reads` is the number of passages that it reads
    # of a question.
    reader: str = Field(default=BUNDLED_READER, min_length=1)
    reader_reads: int = Field(default=READ_PASSAGES, ge=1, le=100)
    # How likely an answer must be (answering/answerability.*.json define the three points).
    strictness: Strictness = Strictness.BALANCED
    # How hits are ranked and articles split; the defaults were measured (docs/quality.md).
    dense_weight: float = Field(default=DEFAULT_TUNING.fusion.dense, ge=0, allow_inf_nan=False)
    lexical_weight: float = Field(default=DEFAULT_TUNING.fusion.lexical, ge=0, allow_inf_nan=False)
    sentence_weight: float = Field(
        default=DEFAULT_TUNING.fusion.sentence, ge=0, allow_inf_nan=False
    )
    candidate_depth: int = Field(default=DEFAULT_TUNING.depth, ge=1, le=10_000)
    passage_pieces: int = Field(default=DEFAULT_TUNING.splitting.pieces, ge=0)
    passage_overlap: int = Field(default=DEFAULT_TUNING.splitting.overlap, ge=0, le=20)
    # Settings of the server change no answer, so figures do not record them.
    # Keys of the form "name:scope:hash", in addition to the keys stored in the home.
    api_keys: Words = Field(default=(), repr=False, exclude=True)
    # Accept requests from other machines without keys?
    allow_unauthenticated: bool = Field(default=False, exclude=True)
    # Host names to accept, in addition to a loopback address that it listens on.
    allowed_hosts: Words = Field(default=(), exclude=True)
    # Origins whose pages may call the interfaces for programs: "https://desk.example.org".
    cors_origins: Words = Field(default=(), exclude=True)
    # Addresses of reverse proxies whose forwarded client addresses are trusted.
    trusted_proxies: Words = Field(default=(), exclude=True)
    # Limits of one request, of concurrent requests and of waiting ones. Sixteen concurrent requests
    # answer a third more than four, because embeddings are batched (docs/performance.md).
    max_request_bytes: int = Field(default=10_000_000, ge=1_000, exclude=True)
    max_question: int = Field(
        default=MAX_QUERY_CHARACTERS, ge=1, le=MAX_QUERY_CHARACTERS, exclude=True
    )
    max_k: int = Field(default=100, ge=1, le=1_000, exclude=True)
    max_working: int = Field(default=16, ge=1, le=64, exclude=True)
    max_waiting: int = Field(default=128, ge=0, le=10_000, exclude=True)
    max_jobs: int = Field(default=16, ge=1, le=1_000, exclude=True)
    time_limit_seconds: float = Field(default=30.0, gt=0, le=3_600, exclude=True)

    def apply_file(self, file: Path) -> Settings:
        """Replace settings by those of a TOML file; the home stays.

        Raises DatelineError if the file is missing, and as `load`.
        """
        if not file.is_file():
            raise DatelineError(f"The settings file {file} does not exist")
        return _validate(dict(self) | _read_file(file))

    @model_validator(mode="after")
    def _check_ranking_weights(self) -> Self:
        if not self.dense_weight + self.lexical_weight + self.sentence_weight > 0:
            raise ValueError(
                "one of dense_weight, lexical_weight and sentence_weight must be above 0"
            )
        return self

    @property
    def tuning(self) -> Tuning:
        """The settings of the library."""
        return Tuning(
            FusionWeights(self.dense_weight, self.lexical_weight, self.sentence_weight),
            self.candidate_depth,
            Splitting(self.passage_pieces, self.passage_overlap),
        )

    @classmethod
    def load(cls, options: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
        """Load the settings; `options` are those of the command line, None if absent.

        Raises DatelineError for unknown names and impossible values.
        """
        typed = {name: value for name, value in options.items() if value is not None}
        surroundings = {
            name.removeprefix(_PREFIX).lower(): value
            for name, value in environment.items()
            if name.startswith(_PREFIX) and value
        }
        folder = Path(typed.get("home") or surroundings.get("home") or _find_default_home())
        home = expand_home(folder, _list_settings())
        return _validate(
            _read_file(home / _FILE) | surroundings | typed | {"home": home.absolute()}
        )


def _validate(values: Mapping[str, Any]) -> Settings:
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise DatelineError(_explain(error), _list_settings()) from error


def _find_default_home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("dateline")


def _read_file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise DatelineError(f"The settings in {path} cannot be read: {error}") from error
    if "home" in values:
        raise DatelineError(f"{path} cannot set the home", "Use --home or DATELINE_HOME")
    return values


def _explain(error: ValidationError) -> str:
    """Explain the first error in one plain line."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"There is no setting '{name}'"
    what = f"The setting '{name}' is" if name else "The settings are"
    return f"{what} wrong: {first['msg']}"


def _list_settings() -> str:
    return f"The settings are: {', '.join(Settings.model_fields)}"
