"""What the reader's network is made of, and the network, in torch and converted: read once."""

from __future__ import annotations

import pytest

from assistant.answering.reader.adapter import Adapter, merge_weights
from assistant.answering.reader.packaged_weights import (
    Weights,
    find_package_folder,
    read_packaged_weights,
)
from assistant.answering.reader.reader import PassageReader
from assistant.answering.reader.reader_engine import TorchWindowEngine, WindowEngine, load_engine
from index.embedding.engine import Precision
from index.embedding.model_cache import default_cache_folder


@pytest.fixture(scope="session")
def adapter() -> Adapter:
    return PassageReader().adapter


@pytest.fixture(scope="session")
def packaged() -> Weights:
    return read_packaged_weights(find_package_folder())


@pytest.fixture(scope="session")
def network(packaged: Weights, adapter: Adapter) -> TorchWindowEngine:
    from assistant.answering.reader.reader_network import ReaderNetwork

    return TorchWindowEngine(ReaderNetwork(merge_weights(packaged, adapter)))


@pytest.fixture(scope="session")
def exact(adapter: Adapter) -> WindowEngine:
    """The network as the session has it, converted if it has not been before."""
    engine = load_engine(adapter, default_cache_folder(), Precision.F32)
    assert engine.backend == "openvino f32"
    return engine
