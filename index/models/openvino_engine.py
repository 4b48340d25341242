"""A converted model, computed by OpenVINO; the only import of that library.

Needs no torch: only the converted model, its card and its tokenizer.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.models.cores import usable_cores
from index.models.engine import Card, Vectors, batches

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


class OpenVinoEngine:
    """A converted model, with its card and the file of its tokenizer.

    Requests of several threads are computed in the order in which they come.
    """

    backend = "openvino"

    def __init__(self, model: Path, card: Card, tokenizer: Path) -> None:
        from tokenizers import Tokenizer

        self.card = card
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(card.length)
        self._model: openvino.CompiledModel = (
            runtime()
            .Core()
            .compile_model(
                model,
                "CPU",
                {
                    "INFERENCE_PRECISION_HINT": "f32",
                    "INFERENCE_NUM_THREADS": usable_cores(),
                    "NUM_STREAMS": 1,
                    "CPU_RUNTIME_CACHE_CAPACITY": _SHAPES,
                },
            )
        )
        self._inputs = {port.any_name for port in self._model.inputs}

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        return self._encoded([self.card.document_prompt + text for text in texts], 1)

    def queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""
        return self._encoded([self.card.query_prompt + text for text in texts], multiple)

    def _encoded(self, texts: Sequence[str], multiple: int) -> Vectors:
        found: Vectors = np.empty((len(texts), self.card.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts))
        lengths = [-(-len(encoding.ids) // multiple) * multiple for encoding in encodings]
        idle = deque(self._model.create_infer_request() for _ in range(_AHEAD))
        busy: deque[tuple[openvino.InferRequest, list[int]]] = deque()

        def take() -> None:
            request, batch = busy.popleft()
            request.wait()
            found[batch] = request.get_output_tensor(0).data
            idle.append(request)

        for batch in batches(lengths, _BUDGET):
            if not idle:
                take()
            request = idle.popleft()
            request.start_async(
                self._fed([encodings[i] for i in batch], max(lengths[batch[0]], lengths[batch[-1]]))
            )
            busy.append((request, batch))
        while busy:
            take()
        return found

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
