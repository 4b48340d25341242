"""A converted model that OpenVINO runs; the only import of that library.

Needs the converted file and its tokenizer, but no torch. What the output means and how wide it is,
the engines know.
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
from index.embedding.engine import Precision, Vectors, batch_by_length

if TYPE_CHECKING:
    import openvino
    from tokenizers import Encoding

# Word pieces of a batch, padding included.
_BATCH_PIECES = 2_048
# OpenVINO keeps compiled code for so many input shapes. Hardly two batches have the same shape, so
# the default of 5,000 lets memory grow with every batch.
_CACHED_SHAPES = 64
# Texts tokenised at once, enough for several batches.
_TOKENISE_AT_ONCE = 128
# Batches that are computed while the next one is tokenised.
_PARALLEL_REQUESTS = 2

# The input of a model: a text, or a pair of texts.
Text = str | tuple[str, str]


def load_openvino() -> Any:
    """Import the library without its telemetry: it runs without that package."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


@cache
def load_core() -> Any:
    """Load the one OpenVINO core of the process.

    When the last core goes, the library unloads its plugins, perhaps while their threads run, and
    the next model loads them again.
    """
    return load_openvino().Core()


def can_compute(precision: Precision) -> bool:
    """Does the processor have instructions for numbers of this precision?"""
    if precision is Precision.F32:
        return True
    is_supported = precision.upper() in load_core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    if precision is Precision.INT8:
        # OpenVINO claims INT8 on every processor, and emulates what is missing.
        return is_supported and multiplies_bytes()
    return is_supported


class OpenVinoModel:
    """A converted model with its tokenizer. Inputs are truncated to `length` word pieces.

    `precision` applies to numbers whose precision the model's file leaves open. Several threads may
    call it; their requests are computed in order.
    """

    def __init__(
        self, model: Path, tokenizer: Path, length: int, precision: Precision = Precision.F32
    ) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(length)
        computed_in = Precision.F32 if precision is Precision.F32 else Precision.BF16
        if not can_compute(computed_in):
            # OpenVINO would emulate the missing instructions, slowly.
            computed_in = Precision.F32
        self._precision = precision if precision is Precision.INT8 else computed_in
        self._model: openvino.CompiledModel = load_core().compile_model(
            model,
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": computed_in.value,
                "INFERENCE_NUM_THREADS": usable_cores(),
                "NUM_STREAMS": 1,
                "CPU_RUNTIME_CACHE_CAPACITY": _CACHED_SHAPES,
            },
        )
        self._inputs = {port.any_name for port in self._model.inputs}

    @property
    def backend(self) -> str:
        """The name of the library and the precision."""
        return f"openvino {self._precision}"

    def compute(
        self, texts: Sequence[Text], width: int, multiple: int = 1, rows: int | None = None
    ) -> Vectors:
        """The model's output per text, float32 of shape (len(texts), width).

        Texts are padded to a multiple of `multiple` word pieces. A batch has at most `rows` texts.
        """
        outputs: Vectors = np.empty((len(texts), width), dtype=np.float32)
        idle_requests = deque(self._model.create_infer_request() for _ in range(_PARALLEL_REQUESTS))
        running: deque[tuple[openvino.InferRequest, list[int]]] = deque()

        def collect() -> None:
            request, batch = running.popleft()
            request.wait()
            outputs[batch] = request.get_output_tensor(0).data
            idle_requests.append(request)

        for batch, inputs in self._prepare_batches(texts, multiple, rows):
            if not idle_requests:
                collect()
            request = idle_requests.popleft()
            request.start_async(inputs)
            running.append((request, batch))
        while running:
            collect()
        return outputs

    def encode(self, texts: Sequence[Text]) -> dict[str, NDArray[np.int64]]:
        """The model's inputs by name, int64 of shape (texts, pieces)."""
        encodings = self._tokenizer.encode_batch(list(texts))
        return self._pad(encodings, max(len(encoding.ids) for encoding in encodings))

    def _prepare_batches(
        self, texts: Sequence[Text], multiple: int, rows: int | None
    ) -> Iterator[tuple[list[int], dict[str, NDArray[np.int64]]]]:
        """Batches of texts of similar length, shortest first: their indices and the model's inputs.

        Tokenises a group of texts at a time, so the next group is tokenised while the model
        computes the last one.
        """
        order = sorted(range(len(texts)), key=lambda i: _count_characters(texts[i]))
        for start in range(0, len(order), _TOKENISE_AT_ONCE):
            group = order[start : start + _TOKENISE_AT_ONCE]
            encodings = self._tokenizer.encode_batch([texts[i] for i in group])
            lengths = [-(-len(encoding.ids) // multiple) * multiple for encoding in encodings]
            for batch in batch_by_length(lengths, _BATCH_PIECES, rows):
                # The last text of a batch is its longest.
                inputs = self._pad([encodings[i] for i in batch], lengths[batch[-1]])
                yield [group[i] for i in batch], inputs

    def _pad(self, encodings: Sequence[Encoding], length: int) -> dict[str, NDArray[np.int64]]:
        """Ids, mask and types of word pieces by input name, each of shape (texts, length), padded
        with zeros."""
        attributes = {
            "input_ids": "ids",
            "attention_mask": "attention_mask",
            "token_type_ids": "type_ids",
        }
        inputs = {
            name: np.zeros((len(encodings), length), dtype=np.int64)
            for name in attributes
            if name in self._inputs
        }
        for row, encoding in enumerate(encodings):
            for name, values in inputs.items():
                values[row, : len(encoding.ids)] = getattr(encoding, attributes[name])
        return inputs


def _count_characters(text: Text) -> int:
    """The number of characters of a text or a pair."""
    return len(text) if isinstance(text, str) else len(text[0]) + len(text[1])
