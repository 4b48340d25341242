"""A converted model, compiled for this machine by OpenVINO; the only import of that library.

Needs no torch: only the converted model and its tokenizer. What its output means, and how long it
is, others know.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.cores import multiplies_bytes, usable_cores
from index.embedding.engine import Precision, Vectors, batches

if TYPE_CHECKING:
    import openvino
    from tokenizers import Encoding

# Padded word pieces a batch.
_BUDGET = 2_048
# Shapes of inputs for which prepared code is kept. No two batches have the same, and the plugin's
# own 5,000 would let memory grow with every one.
_SHAPES = 64
# Texts that are cut into word pieces at a time: some batches.
_READ = 128
# Batches that are computed while the next is put together.
_AHEAD = 2

# What a model reads: a text, or two texts one behind the other.
Text = str | tuple[str, str]


def runtime() -> Any:
    """The library, which reports its use to its makers unless it cannot import what does that."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


@cache
def core() -> Any:
    """What opens models, one for the process: without any, the library's own parts would be
    unloaded, perhaps under threads of theirs, and loaded again for the next model."""
    return runtime().Core()


def can_compute(precision: Precision) -> bool:
    """Does this machine's processor have instructions for such numbers?"""
    if precision is Precision.F32:
        return True
    able = precision.upper() in core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    if precision is Precision.INT8:
        # The library says so of every processor, and imitates them where they are missing.
        return able and multiplies_bytes()
    return able


class CompiledModel:
    """A converted model with the file of its tokenizer; `length` word pieces are read of an input.

    `precision` is that of the numbers which the model's file leaves open. Requests of several
    threads are computed in the order in which they come.
    """

    def __init__(
        self, model: Path, tokenizer: Path, length: int, precision: Precision = Precision.F32
    ) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(length)
        rest = Precision.F32 if precision is Precision.F32 else Precision.BF16
        if not can_compute(rest):
            # The library would imitate the missing instructions, slowly.
            rest = Precision.F32
        self._precision = precision if precision is Precision.INT8 else rest
        self._model: openvino.CompiledModel = core().compile_model(
            model,
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": rest.value,
                "INFERENCE_NUM_THREADS": usable_cores(),
                "NUM_STREAMS": 1,
                "CPU_RUNTIME_CACHE_CAPACITY": _SHAPES,
            },
        )
        self._inputs = {port.any_name for port in self._model.inputs}

    @property
    def backend(self) -> str:
        """What computes, and in what numbers."""
        return f"openvino {self._precision}"

    def outputs(
        self, texts: Sequence[Text], width: int, multiple: int = 1, rows: int | None = None
    ) -> Vectors:
        """What the model gives for each text, float32 of shape (len(texts), width); texts are
        padded to a multiple of so many word pieces, and `rows` are computed at once at most."""
        found: Vectors = np.empty((len(texts), width), dtype=np.float32)
        idle = deque(self._model.create_infer_request() for _ in range(_AHEAD))
        busy: deque[tuple[openvino.InferRequest, list[int]]] = deque()

        def take() -> None:
            request, batch = busy.popleft()
            request.wait()
            found[batch] = request.get_output_tensor(0).data
            idle.append(request)

        for batch, fed in self._batches(texts, multiple, rows):
            if not idle:
                take()
            request = idle.popleft()
            request.start_async(fed)
            busy.append((request, batch))
        while busy:
            take()
        return found

    def read(self, texts: Sequence[Text]) -> dict[str, NDArray[np.int64]]:
        """What the model reads of texts, its inputs by name, each of shape (texts, pieces)."""
        encodings = self._tokenizer.encode_batch(list(texts))
        return self._fed(encodings, max(len(encoding.ids) for encoding in encodings))

    def _batches(
        self, texts: Sequence[Text], multiple: int, rows: int | None
    ) -> Iterator[tuple[list[int], dict[str, NDArray[np.int64]]]]:
        """Indices of texts of like length with what the model reads of them.

        Texts are read some at a time, the shortest first: those that come next while the model is
        at work on those before.
        """
        order = sorted(range(len(texts)), key=lambda i: _size(texts[i]))
        for start in range(0, len(order), _READ):
            group = order[start : start + _READ]
            encodings = self._tokenizer.encode_batch([texts[i] for i in group])
            lengths = [-(-len(encoding.ids) // multiple) * multiple for encoding in encodings]
            for batch in batches(lengths, _BUDGET, rows):
                # Shortest first: the last is the longest.
                fed = self._fed([encodings[i] for i in batch], lengths[batch[-1]])
                yield [group[i] for i in batch], fed

    def _fed(self, encodings: Sequence[Encoding], length: int) -> dict[str, NDArray[np.int64]]:
        """What the model reads: ids, mask and types of word pieces, each of shape (texts, length),
        zeros after a text's end."""
        parts = {
            "input_ids": "ids",
            "attention_mask": "attention_mask",
            "token_type_ids": "type_ids",
        }
        fed = {
            name: np.zeros((len(encodings), length), dtype=np.int64)
            for name in parts
            if name in self._inputs
        }
        for row, encoding in enumerate(encodings):
            for name, values in fed.items():
                values[row, : len(encoding.ids)] = getattr(encoding, parts[name])
        return fed


def _size(text: Text) -> int:
    """Characters of a text, or of both."""
    return len(text) if isinstance(text, str) else len(text[0]) + len(text[1])
