"""A converted model in whole numbers of eight bits; the only import of nncf.

Static post-training quantisation, with activations smoothed first: G. Xiao, J. Lin, M. Seznec et
al., "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models",
ICML 2023. It is done in a process of its own, once: nncf speaks on stdout, and brings torch.

    python -m index.embedding.quantisation MODEL TOKENIZER LENGTH PLACE KIND
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from index.core.subprocess_module import run_module
from index.embedding.compiled_model import CompiledModel, Text, core, runtime
from index.embedding.engine import Card, Engine, Precision, Vectors

_log = logging.getLogger(__name__)

# By how much similarities may be off, as a share of how much they differ among one another. Between
# 200 questions and 128 news articles all-MiniLM-L6-v2 is off by 0.09, and ranks as before
# (docs/performance.md). Cosines with the model's own vectors would not tell: those of some models
# are all alike.
_OFF = 0.2
_SECONDS = 600.0
# Of the calibration texts the last so many are sentences, one behind the other.
_SENTENCES = 40


class QuantisedEngine:
    """Documents by a model in eight bits, queries by the same model in finer numbers.

    What eight bits take from a query is taken from every score: nDCG@10 on MEDLINE is 0.813 by the
    exact model, 0.812 so, and 0.804 with queries in eight bits, too (docs/performance.md). Who only
    asks loads only the finer one.
    """

    def __init__(self, plain: Engine, load: Callable[[], Engine | None]) -> None:
        self._plain = plain
        self._load = load
        self._loading = threading.Lock()
        self._documents: Engine | None = None

    @property
    def backend(self) -> str:
        """What computes documents, and in what numbers, or will if all goes well."""
        return self._documents.backend if self._documents else f"openvino {Precision.INT8}"

    @property
    def card(self) -> Card:
        """What the model is like."""
        return self._plain.card

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        with self._loading:
            self._documents = self._documents or self._loaded()
        return self._documents.documents(texts)

    def _loaded(self) -> Engine:
        """The model in eight bits, or as it is where there is none."""
        try:
            return self._load() or self._plain
        except (ImportError, OSError, RuntimeError, ValueError, TypeError) as error:
            # RuntimeError is all that OpenVINO raises; the rest is of files that are not whole.
            _log.warning("The model is computed in finer numbers, more slowly: %s", error)
            return self._plain

    def queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""
        return self._plain.queries(texts, multiple)


class Kind(StrEnum):
    """What a model reads."""

    TEXTS = "texts"
    PAIRS = "pairs"


def calibration_texts() -> list[str]:
    """Passages and sentences by which the range of the numbers in a model is measured.

    They are of the sample articles. With them vectors come as near to the model's own as with 128
    articles of another news collection (mean cosines on that one: 0.9973 and 0.9971).
    """
    return _lines("calibration.txt")


def calibration_pairs() -> list[tuple[str, str]]:
    """The same for models of pairs: questions, each with sentences near the one that answers it,
    which they repeat or do not, and with some from elsewhere."""
    texts = calibration_texts()
    sentences = texts[-_SENTENCES:]
    return [
        (question, f"{sentences[at]} | {sentences[at - 1]} | {texts[0][:60]}")
        for number, question in enumerate(_lines("calibration_questions.txt"))
        for at in ((2 * number + step) % _SENTENCES for step in (0, 1, 2, 3, 17, 29))
    ]


def _lines(name: str) -> list[str]:
    return files("index.embedding").joinpath(name).read_text("utf-8").splitlines()


_INPUTS: Mapping[Kind, Callable[[], Sequence[Text]]] = {
    Kind.TEXTS: calibration_texts,
    Kind.PAIRS: calibration_pairs,
}


def quantise(
    model: Path, tokenizer: Path, length: int, place: Path, kind: Kind = Kind.TEXTS
) -> None:
    """Write a converted model in eight bits. Raises ImportError where nncf is not installed, and
    RuntimeError where it cannot do it."""
    if find_spec("nncf") is None:
        raise ImportError("nncf is not installed")
    try:
        made = run_module(
            __name__,
            *(str(model), str(tokenizer), str(length), str(place), kind.value),
            seconds=_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise RuntimeError("quantising does not come to an end") from error
    if made.returncode:
        said = made.stderr.strip().splitlines() or [f"exit code {made.returncode}"]
        raise RuntimeError(said[-1])


def agrees(quantised: Engine, exact: Engine) -> bool:
    """Are texts as near to one another as the model itself has them?"""
    texts = calibration_texts()
    return is_near(*(_similarities(engine.documents(texts)) for engine in (quantised, exact)))


def is_near(ours: Vectors, theirs: Vectors) -> bool:
    """Do the one numbers differ from the others by little of what those differ among themselves?"""
    return bool(np.std(ours - theirs) <= _OFF * np.std(theirs))


def _similarities(vectors: Vectors) -> Vectors:
    """Between all pairs of different texts."""
    found: Vectors = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
    return found


def main(arguments: Sequence[str]) -> None:
    """Quantise, in this process."""
    ov = runtime()
    import nncf

    model, tokenizer, length, place, kind = arguments
    read = CompiledModel(Path(model), Path(tokenizer), int(length)).read
    inputs = _INPUTS[Kind(kind)]()
    made = nncf.quantize(
        core().read_model(model),
        nncf.Dataset([read([text]) for text in inputs]),
        model_type=nncf.ModelType.TRANSFORMER,
        subset_size=len(inputs),
    )
    ov.save_model(made, place, compress_to_fp16=False)


if __name__ == "__main__":
    main(sys.argv[1:])
