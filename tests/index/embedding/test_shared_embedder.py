"""Libraries of one process share a model, as long as it is the same model."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from index.embedding.engine import Precision
from index.embedding.model_files import DEFAULT_MODEL
from index.embedding.shared_embedder import share_embedder
from index.library import Library


def test_one_model_is_loaded_once(tmp_path: Path) -> None:
    with (
        Library.open(tmp_path / "a", write=True) as first,
        Library.open(tmp_path / "b", write=True) as second,
        Library.open(tmp_path / "c", write=True, precision=Precision.F32) as third,
    ):
        assert first._embedder is second._embedder
        assert third._embedder is not first._embedder


def test_threads_get_the_same_one() -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: share_embedder(DEFAULT_MODEL), range(64)))
    assert len({id(each) for each in found}) == 1


def test_a_folder_with_other_files_is_another_model(tmp_path: Path) -> None:
    model = str(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"one")
    first = share_embedder(model)
    assert share_embedder(model) is first
    (tmp_path / "model.safetensors").write_bytes(b"other")
    assert share_embedder(model) is not first


def test_a_model_that_nobody_uses_is_given_up(tmp_path: Path) -> None:
    unused = weakref.ref(share_embedder(str(tmp_path)))
    gc.collect()
    assert unused() is None
