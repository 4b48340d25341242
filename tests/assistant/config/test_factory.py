"""A command loads only the parts that it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import CHECKOUT

# What `dateline add` imports until it opens the archive, and to report. The place does not exist.
ADD = """
import sys
from assistant.cli.main import main
assert main(["--home", sys.argv[1], "add", sys.argv[1] + "/missing.txt"]) != 0
import assistant.present.terminal.progress_bars, assistant.present.terminal.report_text
print(*sys.modules)
"""
ANSWERING = ("assistant.answering", "assistant.chat", "assistant.pipeline", "gradio", "fastapi")


def test_adding_imports_nothing_of_answering(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ADD, str(tmp_path / "home")],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    modules = ran.stdout.split()
    assert "assistant.config.factory" in modules
    assert [name for name in modules if name.startswith(ANSWERING)] == []
