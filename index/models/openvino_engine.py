"""A converted model, computed by OpenVINO; the only import of that library.

Needs no torch: only the converted model, its card and its tokenizer.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.article import Span
from index.models.cores import usable_cores
from index.models.engine import Card, Precision, Vectors, batches, moved, pooled

if TYPE_CHECKING:
    import openvino
    from tokenizers import Encoding

# Padded word pieces a batch.
_BUDGET = 2_048
# Shapes of inputs for which prepared code is kept. No two batches have the same, and the plugin's
# own 5,000 would let memory grow with every one.
_SHAPES = 64
# Batches that are computed while the next is put together.
_AHEAD = 2


def runtime() -> Any:
    """The library, which reports its use to its makers unless it cannot import what does that."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


def can_compute(precision: Precision) -> bool:
    """Does this machine's processor have instructions for such numbers?"""
    return precision.upper() in runtime().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def _taken(request: openvino.InferRequest, batch: list[int]) -> tuple[list[int], list[Vectors]]:
    request.wait()
    return batch, [request.get_output_tensor(i).data for i in range(len(request.model_outputs))]


class OpenVinoEngine:
    """A converted model, with its card and the file of its tokenizer.

    The model gives a text's vector, and, where it pools by the mean, those of its pieces beside it.
    `precision` is that of the numbers which the model's file leaves open. Requests of several
    threads are computed in the order in which they come.
    """

    def __init__(
        self, model: Path, card: Card, tokenizer: Path, precision: Precision = Precision.F32
    ) -> None:
        from tokenizers import Tokenizer

        self.card = card
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(card.length)
        rest = Precision.F32 if precision is Precision.F32 else Precision.BF16
        if not can_compute(rest):
            # The library would imitate the missing instructions, slowly.
            rest = Precision.F32
        self._precision = precision if precision is Precision.INT8 else rest
        self._model: openvino.CompiledModel = (
            runtime()
            .Core()
            .compile_model(
                model,
                "CPU",
                {
                    "INFERENCE_PRECISION_HINT": rest.value,
                    "INFERENCE_NUM_THREADS": usable_cores(),
                    "NUM_STREAMS": 1,
                    "CPU_RUNTIME_CACHE_CAPACITY": _SHAPES,
                },
            )
        )
        self._inputs = {port.any_name for port in self._model.inputs}

    @property
    def backend(self) -> str:
        """What computes, and in what numbers."""
        return f"openvino {self._precision}"

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        return self._whole([self.card.document_prompt + text for text in texts], 1)

    def queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""
        return self._whole([self.card.query_prompt + text for text in texts], multiple)

    def parts(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Vectors]:
        """Unit vectors of each text and of its spans, float32 of shape (1 + spans, dimension)."""
        found: list[Vectors] = [np.empty(0, np.float32)] * len(texts)
        prompt = self.card.document_prompt
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        for batch, (whole, pieces) in self._computed(encodings, 1):
            for row, i in enumerate(batch):
                own = moved(spans[i], len(prompt))
                found[i] = pooled(whole[row], pieces[row], encodings[i].offsets, own)
        return found

    def read(self, texts: Sequence[str]) -> dict[str, NDArray[np.int64]]:
        """What the model reads of texts, its inputs by name, each of shape (texts, pieces)."""
        encodings = self._tokenizer.encode_batch(list(texts))
        return self._fed(encodings, max(len(encoding.ids) for encoding in encodings))

    def _whole(self, texts: Sequence[str], multiple: int) -> Vectors:
        found: Vectors = np.empty((len(texts), self.card.dimension), dtype=np.float32)
        for batch, outputs in self._computed(self._tokenizer.encode_batch(list(texts)), multiple):
            found[batch] = outputs[0]
        return found

    def _computed(
        self, encodings: Sequence[Encoding], multiple: int
    ) -> Iterator[tuple[list[int], list[Vectors]]]:
        """Indices of a batch with what the model gives for it, which the next batch overwrites."""
        lengths = [-(-len(encoding.ids) // multiple) * multiple for encoding in encodings]
        idle = deque(self._model.create_infer_request() for _ in range(_AHEAD))
        busy: deque[tuple[openvino.InferRequest, list[int]]] = deque()
        for batch in batches(lengths, _BUDGET):
            request = idle.popleft()
            request.start_async(
                self._fed([encodings[i] for i in batch], max(lengths[batch[0]], lengths[batch[-1]]))
            )
            busy.append((request, batch))
            if not idle:
                idle.append(busy[0][0])
                yield _taken(*busy.popleft())
        while busy:
            yield _taken(*busy.popleft())

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
