"""The command as a process of its own: what it loads, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from assistant.answering.reader.reader import PassageReader
from index.embedding.embedder import Embedder
from tests import CHECKOUT

DATELINE = (sys.executable, "-m", "assistant.cli")
HEAVY = {"torch", "transformers", "sentence_transformers", "chromadb", "gradio", "llama_index"}
HEAVY |= {"tantivy", "fastapi", "uvicorn", "numpy", "rich", "pydantic"}
# As a user's shell has it: output is buffered, and nothing of ours is set.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("PYTHON", "DATELINE_", "HF_"))
}


def start(*arguments: str, stdout: int, env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*DATELINE, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
        env=ENVIRONMENT | env,
    )


def list_loaded(*words: str) -> set[str]:
    """The packages that a command has loaded in the end."""
    script = (
        "import sys\n"
        "from assistant.cli.main import main\n"
        "try: code = main(sys.argv[1:])\n"
        "except SystemExit as left: code = left.code\n"
        "assert not code, code\n"
        "print(*(name for name, module in sys.modules.items() if module), file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=ENVIRONMENT,
        timeout=60,
        check=True,
    )
    assert ran.stdout
    return {name.split(".")[0] for name in ran.stderr.split()}


def test_help_loads_nothing_heavy() -> None:
    packages = list_loaded("--help")
    assert "assistant" in packages
    assert packages & HEAVY == set()


def test_a_question_loads_no_more_than_it_needs(
    samples_home: Path, embedder: Embedder, reader: PassageReader
) -> None:
    # By now both models have been converted, for this process and all others.
    assert embedder.embed_query("rain").any()
    assert embedder.backend.startswith("openvino ")
    assert reader.engine.backend.startswith("openvino ")
    packages = list_loaded("--home", str(samples_home), "ask", "When did Sweden join NATO?")
    assert packages & HEAVY == {"chromadb", "tantivy", "numpy", "rich", "pydantic"}
    assert "safetensors" in packages  # of the reader
    unneeded = {"scipy", "sklearn", "pandas", "onnx", "nncf", "openvino_telemetry", "trafilatura"}
    assert packages & unneeded == set()


def test_a_reader_that_has_gone_is_no_error(samples_home: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = ("--home", str(samples_home), "list", "--json")
    with start(*command, stdout=writing, env={}) as process:
        os.close(writing)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")


def test_a_terminal_of_few_letters_shows_the_others_as_question_marks(samples_home: Path) -> None:
    command = ("--home", str(samples_home), "show", "2023-06-25-wagner-mutiny-ends")
    with start(*command, stdout=subprocess.PIPE, env={"PYTHONIOENCODING": "ascii"}) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert "?a stab in the back of our country and our people?" in out


def test_a_command_that_is_stopped_says_so(home: Path) -> None:
    home.mkdir()
    settings = home / "settings.toml"
    os.mkfifo(settings)
    command = ("--home", str(home), "stats")
    # Opening a pipe waits for its reader, so the command is under way and reads its settings.
    with (
        start(*command, stdout=subprocess.PIPE, env={}) as process,
        settings.open("w"),
    ):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.startswith("dateline: stopped")
    assert err.count("\n") == 1
