"""A converted model that OpenVINO runs; the only import of that library.

Runs batches of inputs that others prepare. Tokenising is in `openvino_model`.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.embedding.cores import multiplies_bytes, usable_cores
from index.embedding.engine import Precision, Vectors

if TYPE_CHECKING:
    import openvino

# OpenVINO keeps compiled code for so many input shapes. Hardly two batches have the same shape, so
# the default of 5,000 lets memory grow with every batch.
_CACHED_SHAPES = 64
# Batches that are computed while the next one is prepared.
_PARALLEL_REQUESTS = 2

# The inputs of a model by name, each of shape (rows, pieces).
Inputs = Mapping[str, NDArray[np.int64]]
Key = TypeVar("Key")


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


class CompiledModel:
    """A converted model, compiled for this processor. Several threads may run it.

    `precision` applies to numbers whose precision the model's file leaves open.
    """

    def __init__(self, model: Path, precision: Precision = Precision.F32) -> None:
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
        self.inputs = frozenset(port.any_name for port in self._model.inputs)

    @property
    def backend(self) -> str:
        """The name of the library and the precision."""
        return f"openvino {self._precision}"

    def run(self, batches: Iterable[tuple[Key, Inputs]]) -> Iterator[tuple[Key, Vectors]]:
        """The model's output for each batch, in order, with the batch's key."""
        idle_requests = deque(self._model.create_infer_request() for _ in range(_PARALLEL_REQUESTS))
        running: deque[tuple[openvino.InferRequest, Key]] = deque()

        def collect() -> tuple[Key, Vectors]:
            request, key = running.popleft()
            request.wait()
            # The tensor is overwritten by the next batch.
            output: Vectors = np.array(request.get_output_tensor(0).data)
            idle_requests.append(request)
            return key, output

        for key, inputs in batches:
            if not idle_requests:
                yield collect()
            request = idle_requests.popleft()
            request.start_async(dict(inputs))
            running.append((request, key))
        while running:
            yield collect()
