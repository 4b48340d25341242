"""The examples of README.md, run on the samples; tables and links of docs/."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.arguments import make_parser
from assistant.config.samples import find_samples
from assistant.config.settings import Settings
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests import CHECKOUT
from tests.assistant.conftest import Run
from tests.assistant.rest import PATIENCE, program, settings_of
from tests.index.sources.website import website

ROOT = CHECKOUT
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
SERVER = "http://127.0.0.1:7860"
FEED = "https://example.org/news.rss"
ITEM = (
    "<item><title>Ferry</title><guid isPermaLink='false'>1</guid>"
    "<description>The ferry is late.</description></item>"
)


OWN = "--no-build-isolation"


def section(name: str) -> str:
    text = README.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert text, name
    return text


def examples(name: str, language: str) -> list[str]:
    """The code blocks of a section in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", section(name), re.DOTALL | re.MULTILINE)


def dialogues(name: str) -> list[tuple[list[str], list[str]]]:
    """Each command of a section's terminal block, with the lines that it prints there."""
    (block,) = examples(name, "console")
    pairs: list[tuple[list[str], list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ dateline "):
            pairs.append((shlex.split(line)[2:], []))
        elif line:
            pairs[-1][1].append(line)
    return pairs


@pytest.fixture
def home(samples_home: Path, tmp_path: Path) -> Path:
    """A copy of the archive that `make run` makes."""
    folder = tmp_path / "home"
    shutil.copytree(samples_home, folder)
    return folder


@pytest.fixture
def feed() -> Iterator[str]:
    with website() as site:
        rss = f'<rss version="2.0"><channel><title>Courier</title>{ITEM}</channel></rss>'
        yield site.put("/news.rss", rss, media_type="application/rss+xml")


@pytest.mark.parametrize(("name", "commands"), [("Ask", 2), ("Search", 1)])
def test_commands_print_the_lines_shown(
    name: str, commands: int, run: Run, samples_home: Path
) -> None:
    pairs = dialogues(name)
    assert len(pairs) == commands
    for words, lines in pairs:
        ran = run("--home", samples_home, *words)
        assert (ran.code, ran.err) == (0, "")
        assert lines
        for line in lines:
            assert line in ran.out


def test_add_reads_folders_archives_and_feeds(
    run: Run, home: Path, feed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DATELINE_ALLOW_PRIVATE_ADDRESSES", "true")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(find_samples(), tmp_path / "articles")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("rain.txt", "Rain fell on Marlow Bay.")
    files, page = (words for words, _ in dialogues("Add your own articles"))
    added = run("--home", home, *files)
    assert (added.code, added.out) == (0, "added 1, unchanged 24, updated 0, skipped 0\n")
    assert "Rain fell" in run("--home", home, "show", "rain").out
    fetched = run("--home", home, *[word.replace(FEED, feed) for word in page])
    assert (fetched.code, fetched.out) == (0, "added 1, unchanged 0, updated 0, skipped 0\n")


def test_rest(home: Path, embedder: Embedder) -> None:
    (command,) = examples("REST", "sh")
    with Library(Home(home), embedder) as library, program(settings_of(home), library) as client:
        ran = subprocess.run(
            ["sh", "-c", command.replace(SERVER, str(client.base_url).rstrip("/"))],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env={"PATH": os.environ["PATH"], "NO_PROXY": "127.0.0.1"},
        )
    assert ran.returncode == 0, ran.stderr
    answer = json.loads(ran.stdout)
    assert answer["status"] == "answered"
    assert answer["citations"][0]["quote"].startswith("Finland joined NATO")


def test_python(samples_home: Path) -> None:
    (code,) = examples("Python", "python")
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(code.replace("~/archive", str(samples_home)), "README.md", "exec"), names)
    assert names["answer"].citations


def test_links_lead_to_files_and_headings() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
    for page in pages:
        text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.exists(), f"{page.name}: {target}"
            if anchor and file.suffix == ".md":
                headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
                anchors = {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}
                assert anchor in anchors, f"{page.name}: {target}"


def table(first: str) -> list[list[str]]:
    """The rows of the table of docs/commands.md whose first heading is `first`."""
    rows = COMMANDS.partition(f"\n| {first} |")[2].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def _commands(parser: argparse.ArgumentParser, prefix: str = "") -> dict[str, set[str]]:
    """Each command that can be run, with its long options."""
    found: dict[str, set[str]] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, chosen in action.choices.items():
                options = {
                    o for a in chosen._actions for o in a.option_strings if o.startswith("--")
                } - {"--help", "--k"}
                inner = _commands(chosen, f"{prefix}{name} ")
                # A command with actions that it can do without is one by itself, too.
                if not any(isinstance(a, argparse._SubParsersAction) and a.required
                           for a in chosen._actions):  # fmt: skip
                    found[f"{prefix}{name}"] = options
                found |= inner
    return found


def test_every_command_and_option_is_documented() -> None:
    documented: dict[str, set[str]] = {}
    for names, what, options in table("command"):
        for name in re.findall(r"`([a-z ]+?)(?: [A-Z\[].*?)?`", names):
            documented[name] = set(re.findall(r"`(--[a-z-]+)", what + options)) - {"--model"}
    commands = _commands(make_parser())
    assert documented.keys() == commands.keys()
    # The two commands of one row share its options.
    documented["keys remove"] = set()
    assert documented == commands


def test_every_setting_is_documented_with_its_default() -> None:
    documented: dict[str, str] = {}
    for names, defaults, _ in table("setting"):
        keys, values = re.findall(r"`(\w+)`", names), defaults.split(", ")
        documented |= dict(zip(keys, [value.strip("`") for value in values], strict=True))
    limits = (ROOT / "docs" / "api.md").read_text("utf-8").partition("\n## Limits\n")[2]
    elsewhere = set(re.findall(r"`(\w+)`", limits.partition("\n## ")[0]))
    assert documented.keys() == Settings.model_fields.keys() - elsewhere - {"home"}
    for name, value in documented.items():
        default = Settings.model_fields[name].default
        shown = str(getattr(default, "value", default)).lower().removesuffix(".0") or "none"
        assert value.lower() == shown, name


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    weights = re.findall(r"^[\w-]+==", (ROOT / "weights.txt").read_text("utf-8"), re.MULTILINE)
    named = {re.split(r"[^\w-]", each)[0] for each in (*project["dependencies"], *weights)}
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8").partition("\n## ")[0]
    rows = re.findall(r"^\| ([\w, -]+) \|", page, re.MULTILINE)[1:]
    assert named == {name for row in rows for name in row.split(", ")}


def test_what_builds_the_package_is_pinned_by_hash() -> None:
    build = (ROOT / "build.txt").read_text("utf-8")
    lines = [line for line in build.splitlines() if not line.startswith("#")]
    pin = re.compile(r"([\w-]+==[\d.]+) --hash=sha256:[0-9a-f]{64}")
    pins = [match[1] for line in lines if (match := pin.fullmatch(line))]
    assert len(pins) == len(lines) > 1
    system = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    assert set(system["requires"]) <= set(pins)
    # One version of a package is installed, here and for running.
    names = {one.partition("==")[0] for one in pins}
    tested = (ROOT / "constraints.txt").read_text("utf-8").split()
    assert {one for one in tested if one.partition("==")[0] in names} <= set(pins)
    # Nothing is built by a backend that nobody pinned.
    for recipe in ("Makefile", ".ci/run"):
        text = (ROOT / recipe).read_text("utf-8").replace("\\\n", "").replace("$(OWN)", OWN)
        own = [line for line in text.splitlines() if re.search(r"--editable|pip.* wheel ", line)]
        own = [line for line in own if "-pins" not in line]
        assert own
        assert all(OWN in line for line in own)
