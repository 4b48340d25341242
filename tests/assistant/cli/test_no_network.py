"""Nothing phones home: adding, asking and searching reach no address but this machine's."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.config.samples import find_samples
from index.embedding.model_cache import default_cache_folder
from tests import CHECKOUT
from tests.assistant.cli.test_process import ENVIRONMENT
from tests.model_cache import link_models


def can_isolate_network() -> bool:
    """Can this machine start a process that has no network at all?"""
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    tried = subprocess.run([unshare, "-rn", "true"], capture_output=True, timeout=20, check=False)
    return tried.returncode == 0


@pytest.mark.parametrize("prefix", [(), ("unshare", "-rn")], ids=["alarm", "no network at all"])
def test_adding_asking_and_searching_reach_nobody(
    prefix: tuple[str, ...], home: Path, tmp_path: Path
) -> None:
    if prefix and not can_isolate_network():
        pytest.skip("unshare -rn does not work here")
    articles = tmp_path / "articles"
    articles.mkdir()
    for path in sorted(find_samples().glob("2025-03-17-*.md")):
        shutil.copy(path, articles)
    # A home directory without caches: what the machine already has cannot hide a download. But
    # for the converted models, which take minutes: they were converted under the same alarm.
    cache = tmp_path / "cache"
    link_models(default_cache_folder(), cache)
    environment = ENVIRONMENT | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(cache)}
    ran = subprocess.run(
        [*prefix, sys.executable, "-m", "tests.assistant.offline", str(home), str(articles)],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=environment,
        timeout=240,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout.splitlines()[-1])
    assert found == {
        "codes": {"add": 0, "ask": 0, "search": 0},
        "answered": True,
        "attempts": [],
        "alarm": ["socket.getaddrinfo example.org"],
    }
