"""A reader's version changes with the code that reads, and with no other."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from index.sources import code_version as code_version_module
from index.sources.code_version import ROOT, code_version, package_version
from index.sources.formats.registry import PICTURES, READERS, reader_modules
from index.sources.parsed_article import FinishedSource, ParsedArticle, UnchangedSource
from index.sources.sandbox.files import read_files
from tests import CHECKOUT

# One file of each ending; the compressed ones hold an ending that can be read.
NAMES = (*(f"a{ending}" for ending in READERS), "a.pdf.gz", "a.json.gz", "a.zip")
PACKAGES = (
    *("babel", "brotli", "defusedxml", "docx", "idna", "ijson", "lxml"),
    *("olefile", "openpyxl", "pypdfium2", "trafilatura", "warcio", "webvtt", "yaml"),
)


def versions(root: Path = ROOT) -> dict[str, str]:
    return {name: code_version(*reader_modules(name), root=root) for name in NAMES}


def find_changed(folder: Path, change: Callable[[Path], None]) -> set[str]:
    """The files of NAMES whose version differs where `change` was made to the source text."""
    copy = shutil.copytree(ROOT / "index", folder / "index").parent
    change(copy)
    before, after = versions(), versions(copy)
    return {name for name in NAMES if before[name] != after[name]}


def edit(module: str) -> Callable[[Path], None]:
    """Adds a statement to a module."""

    def change(root: Path) -> None:
        with (root / module).open("a") as file:
            file.write("\n_ADDED = 1\n")

    return change


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("index/sources/formats/pdf.py", {"a.pdf", "a.pdf.gz", "a.zip"}),
        # By way of another module of the reader, and by way of an import inside a function.
        ("index/sources/pdf/letters.py", {"a.pdf", "a.pdf.gz", "a.zip"}),
        (
            "index/sources/formats/agency/nitf.py",
            {"a.xml", "a.rss", "a.rdf", "a.atom", "a.zip"},
        ),
        ("index/sources/formats/gz.py", {"a.pdf.gz", "a.json.gz", "a.wacz", "a.zip"}),
        ("index/sources/formats/registry.py", {"a.zip"}),
        ("index/core/dates.py", set(NAMES)),
        ("index/language/calendar/english_names.py", set(NAMES)),
        (
            "index/language/en/publishing/boilerplate.py",
            set(NAMES)
            - {"a.docx", "a.odt", "a.pdf", "a.pdf.gz", "a.rtf", "a.srt", "a.vtt", "a.hocr"}
            - {"a.anpa", "a.iptc", "a.tst"}
            - {f"a{ending}" for ending in PICTURES},
        ),
        ("index/language/en/subjects.py", set()),
        ("index/core/stopwatch.py", set()),
        ("index/sources/sandbox/worker.py", set()),
        ("index/sources/web/fetch.py", set()),
    ],
)
def test_a_change_is_seen_by_the_readers_that_use_the_module(
    tmp_path: Path, module: str, names: set[str]
) -> None:
    assert find_changed(tmp_path, edit(module)) == names


def test_a_copy_without_a_change_has_the_same_versions(tmp_path: Path) -> None:
    assert find_changed(tmp_path, lambda root: None) == set()


def put(root: Path, **modules: str) -> Path:
    """A program of such modules, each in the package `index`."""
    for name, text in modules.items():
        path = root.joinpath("index", *name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    "statement",
    [
        "import index.b",
        "import index.b as c",
        "from index import b",
        "from index.b import name",
        "from . import b",
        "from .b import name",
        "if True:\n    from index.b import name",
        "def read():\n    try:\n        import index.b\n    finally:\n        pass",
        "match 1:\n    case 1:\n        import index.b",
        "class A:\n    async def read(self):\n        with self:\n            import index.b",
        "try:\n    pass\nexcept ValueError:\n    import index.b",
        "import index.c",
    ],
)
def test_an_import_counts_wherever_it_stands(tmp_path: Path, statement: str) -> None:
    modules = {"a": statement, "c": "import index.b"}
    first = put(tmp_path / "1", b="name = 1", **modules)
    second = put(tmp_path / "2", b="name = 2", **modules)
    assert code_version("index.a", root=first) != code_version("index.a", root=second)


def test_modules_that_import_each_other_have_a_version(tmp_path: Path) -> None:
    root = put(tmp_path, a="import index.b", b="import index.a")
    assert code_version("index.a", root=root) == code_version("index.b", root=root)


def test_a_module_that_is_not_there_has_no_version(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"a\.py"):
        code_version("index.a", root=tmp_path)


def test_another_version_of_a_package_is_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = versions()
    copy = shutil.copytree(ROOT / "index", tmp_path / "index").parent

    def newer(package: str) -> str:
        return "99.0" if package == "pypdfium2" else package_version(package)

    monkeypatch.setattr(code_version_module, "package_version", newer)
    after = versions(copy)
    assert {name for name in NAMES if before[name] != after[name]} == {"a.pdf", "a.pdf.gz", "a.zip"}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_of_a_reader_states_its_version(package: str) -> None:
    assert package_version(package)
    assert package_version("docx") == version("python-docx")


def test_each_process_has_the_same_versions() -> None:
    program = (
        "from tests.index.sources.test_code_version import versions\n"
        "print('\\n'.join(versions().values()))"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=CHECKOUT,
            env=os.environ | {"PYTHONPATH": str(CHECKOUT), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == list(versions().values())


def test_a_file_is_read_again_if_its_stamp_has_another_version() -> None:
    # A file that was written to a moment ago has no stamp yet, so this one is older.
    path = CHECKOUT / "README.md"
    *_, finished = read_files([path])
    assert isinstance(finished, FinishedSource)
    version_of_reader, age = finished.stamp.split(":", 1)
    assert version_of_reader == code_version(*reader_modules("README.md"))

    def read(stamp: str) -> list[type]:
        return [type(event) for event in read_files([path], lambda container, origin="": stamp)]

    assert read(f"{version_of_reader}:{age}") == [UnchangedSource]
    assert read(f"1:{age}") == [ParsedArticle, FinishedSource]
