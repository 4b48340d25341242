"""Runs the reader's network: windows in, scores of their sentences out.

The network is put together once from the packaged weights and the adapter, converted for OpenVINO,
quantised where the processor multiplies bytes, and kept in the cache. Where that fails, torch
computes, and the log says why.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answering.reader.adapter import Adapter, merge_weights
from assistant.answering.reader.packaged_weights import (
    find_package_folder,
    find_tokenizer,
    read_packaged_weights,
)
from assistant.answering.reader.reader_input import ReaderInput, ReaderTokenizer
from index.embedding.compiled_model import CompiledModel, Inputs, can_compute, load_openvino
from index.embedding.engine import Precision, Vectors, batch_by_length
from index.embedding.model_cache import MODEL_FILE, digest, ensure_model, read_spec
from index.embedding.openvino_export import export_model
from index.embedding.quantisation import (
    calibration_questions,
    calibration_texts,
    is_near,
    quantise,
)
from index.splitting.sentences import split_sentences

if TYPE_CHECKING:
    from assistant.answering.reader.reader_network import ReaderNetwork

_log = logging.getLogger(__name__)

# Padded word pieces of a batch.
_BATCH_PIECES = 2_048
_MULTIPLE = 16
# The largest difference of a converted network's scores, which lie a few units from zero.
_TOLERANCE = 0.02
# Raise it when conversion or quantisation gives other files.
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class WindowScores:
    """Scores of a window's sentences, float32 of shape (sentences,), and of "none"; the score of a
    sentence less that of "none" is a log-odds, before calibration."""

    sentences: NDArray[np.float32]
    none: float


@dataclass(frozen=True, slots=True)
class _Spec:
    """The properties of a converted network."""

    outputs: int = 1


class WindowEngine(Protocol):
    """Computes the network's output. Safe to use from several threads."""

    @property
    def backend(self) -> str:
        """The library and the precision, for people to read."""

    def compute(self, inputs: Inputs) -> Vectors:
        """Float32 of shape (windows, pieces), as `ReaderNetwork.forward` gives."""


class OpenVinoWindowEngine:
    """A converted network."""

    def __init__(self, model: Path, precision: Precision) -> None:
        self._model = CompiledModel(model, precision)
        self.backend = self._model.backend

    def compute(self, inputs: Inputs) -> Vectors:
        """The output of a batch."""
        ((_, output),) = self._model.run([(0, inputs)])
        return output


class TorchWindowEngine:
    """The network in torch."""

    backend = "torch"

    def __init__(self, network: ReaderNetwork) -> None:
        self.network = network

    def compute(self, inputs: Inputs) -> Vectors:
        """The output of a batch."""
        import torch

        with torch.inference_mode():
            output: Vectors = self.network(
                **{name: torch.from_numpy(array) for name, array in inputs.items()}
            ).numpy()
        return output


def score_windows(engine: WindowEngine, windows: Sequence[ReaderInput]) -> list[WindowScores]:
    """The scores of each window."""
    found: dict[int, WindowScores] = {}
    for batch in batch_windows(windows, _BATCH_PIECES):
        outputs = engine.compute(make_inputs([windows[i] for i in batch]))
        for output, i in zip(outputs, batch, strict=True):
            means = [output[start:end].mean() for start, end in windows[i].spans]
            found[i] = WindowScores(np.array(means, np.float32), float(output[0]))
    return [found[i] for i in range(len(windows))]


def batch_windows(windows: Sequence[ReaderInput], pieces: int) -> Iterator[list[int]]:
    """The numbers of windows of like lengths, in batches of at most so many padded word pieces."""
    return batch_by_length([_pad(len(window.ids)) for window in windows], pieces)


def make_inputs(windows: Sequence[ReaderInput]) -> dict[str, NDArray[np.int64]]:
    """The network's inputs by name, int64 of shape (windows, pieces), padded with zeros."""
    ids = np.zeros((len(windows), _pad(max(len(w.ids) for w in windows))), np.int64)
    mask, types = np.zeros_like(ids), np.zeros_like(ids)
    for row, window in enumerate(windows):
        size = len(window.ids)
        ids[row, :size] = window.ids
        mask[row, :size] = 1
        types[row, window.question_size : size] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def _pad(length: int) -> int:
    """A multiple, so that a score hardly depends on its batch and few shapes are compiled."""
    return -(-length // _MULTIPLE) * _MULTIPLE


def load_engine(adapter: Adapter, cache: Path, precision: Precision | None) -> WindowEngine:
    """Load the network with the fastest engine; without a precision, with torch.

    Raises DatelineError if the packaged weights are missing or others, or the adapter does not fit.
    """
    folder = find_package_folder()

    def build() -> ReaderNetwork:
        from assistant.answering.reader.reader_network import ReaderNetwork

        return ReaderNetwork(merge_weights(read_packaged_weights(folder), adapter))

    if precision is not None:
        try:
            return _load_converted(adapter, cache, precision, build)
        except ImportError:
            _log.info("OpenVINO is not installed")
        except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
            # RuntimeError is all that OpenVINO raises.
            _log.warning("The reader runs in torch, which is slower: %s", error)
    return TorchWindowEngine(build())


def _load_converted(
    adapter: Adapter, cache: Path, precision: Precision, build: Any
) -> WindowEngine:
    version = load_openvino().__version__.split("-")[0]
    name = f"reader-{digest([adapter.sha256, _VERSION])}-openvino-{version}"
    exact = cache / name
    ensure_model(exact, lambda folder: _convert(folder, build()))
    if not read_spec(exact):
        raise ValueError("the converted network gives other scores")
    if precision is Precision.INT8 and can_compute(Precision.INT8):
        quantised = cache / f"{name}-{Precision.INT8}"
        ensure_model(quantised, lambda folder: _quantise(folder, exact))
        if read_spec(quantised):
            return OpenVinoWindowEngine(quantised / MODEL_FILE, Precision.INT8)
    hint = Precision.F32 if precision is Precision.F32 else Precision.BF16
    return OpenVinoWindowEngine(exact / MODEL_FILE, hint)


def _convert(folder: Path, network: ReaderNetwork) -> _Spec | None:
    import torch

    _log.warning("Converting the reader for this machine (once, some seconds)")
    windows = list(_calibration_windows())[:3]

    def compute(features: dict[str, torch.Tensor]) -> torch.Tensor:
        output: torch.Tensor = network(**features)
        return output

    example = {name: torch.from_numpy(array) for name, array in make_inputs(windows[:2]).items()}
    export_model(compute, network, example, folder / MODEL_FILE)
    converted = OpenVinoWindowEngine(folder / MODEL_FILE, Precision.F32)
    ours, theirs = (_score_flat(e, windows) for e in (converted, TorchWindowEngine(network)))
    return _Spec() if np.allclose(ours, theirs, atol=_TOLERANCE) else None


def _quantise(folder: Path, exact: Path) -> _Spec | None:
    _log.warning("Quantising the reader to eight bits (once, about half a minute)")
    windows = list(_calibration_windows())
    try:
        quantise(exact / MODEL_FILE, [make_inputs([w]) for w in windows], folder / MODEL_FILE)
    except (ImportError, RuntimeError) as error:
        _log.warning("The reader cannot be quantised to eight bits: %s", error)
        return None
    ours = _score_flat(OpenVinoWindowEngine(folder / MODEL_FILE, Precision.INT8), windows)
    theirs = _score_flat(OpenVinoWindowEngine(exact / MODEL_FILE, Precision.F32), windows)
    if is_near(ours, theirs):
        return _Spec()
    _log.warning("In eight bits the reader gives other scores; a finer precision is used")
    return None


def _score_flat(engine: WindowEngine, windows: Sequence[ReaderInput]) -> Vectors:
    """All scores above "none", in one row."""
    scored = score_windows(engine, windows)
    return np.concatenate([each.sentences - each.none for each in scored])


def _calibration_windows() -> Iterator[ReaderInput]:
    """Questions with passages: some that are about them, some that are not."""
    tokenizer = ReaderTokenizer(find_tokenizer())
    texts = [text for text in calibration_texts() if len(text) > 400]
    for number, question in enumerate(calibration_questions()):
        for text in (texts[number % len(texts)], texts[(7 * number + 3) % len(texts)]):
            sentences = [text[span.start : span.end] for span in split_sentences(text)]
            pieces = tokenizer.encode_sentences(sentences)
            yield tokenizer.join(tokenizer.encode_question(question), [], pieces)
