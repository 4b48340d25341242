"""A quota, an affinity mask and a wish: the least of them counts. Instructions by their names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.embedding.cores import multiplies_bytes, usable_cores


@pytest.fixture(autouse=True)
def four_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)


@pytest.mark.parametrize(
    ("quota", "cores"),
    [("max 100000", 4), ("150000 100000", 2), ("10000 100000", 1), ("900000 100000", 4), ("?", 4)],
)
def test_the_quota_of_a_control_group(tmp_path: Path, quota: str, cores: int) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(f"{quota}\n")
    assert usable_cores(file) == cores


@pytest.mark.parametrize(("wish", "cores"), [("3", 3), ("16", 4), ("0", 1), ("many", 4), ("", 4)])
def test_a_wish(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wish: str, cores: int) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", wish)
    assert usable_cores(tmp_path / "none") == cores


@pytest.mark.parametrize(
    ("line", "able"),
    [
        ("flags\t\t: fpu sse2 avx2 avx512_vnni", True),
        ("flags\t\t: fpu sse2 avx2 avx512f", False),
        ("Features\t: fp asimd asimddp", True),
        ("", False),
    ],
)
def test_instructions_for_bytes(tmp_path: Path, line: str, able: bool) -> None:
    file = tmp_path / "cpuinfo"
    file.write_text(f"processor\t: 0\n{line}\n")
    assert multiplies_bytes(file) == able


def test_a_system_that_does_not_say_is_taken_to_have_them(tmp_path: Path) -> None:
    assert multiplies_bytes(tmp_path / "none")
