"""A version of the code that reads something: it changes whenever that code does, by itself.

The version is a digest over the source text of some modules, of all modules of this program that
they import, directly or not, and over the installed versions of the packages that these import.
Imports are found in the syntax tree, so that nothing is loaded, and imports inside functions count.
The standard library does not count, nor do packages that other packages import. Source files have
to be there, as they are in a checkout and in a wheel.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import resolve_name
from pathlib import Path

from index.core.article import digest

# The folder that holds the package `index`.
ROOT = Path(__file__).parents[2]
_OWN = "index"
# Packages that are installed under another name than they are imported by.
_INSTALLED_NAMES = {"docx": "python-docx", "webvtt": "webvtt-py", "yaml": "PyYAML"}


@cache
def code_version(*modules: str, root: Path = ROOT) -> str:
    """The version of the code of `modules`, which are named as in an import.

    It is the same in each process of an installation. Raises OSError if a module has no source
    file below `root`.
    """
    texts: dict[str, str] = {}
    packages: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module in texts:
            continue
        texts[module], imports = _read_module(module, root)
        waiting += (name for name in imports if _is_own(name))
        packages |= {name.partition(".")[0] for name in imports if not _is_own(name)}
    versions = (f"{package} {package_version(package)}" for package in sorted(packages))
    return digest(*(part for item in sorted(texts.items()) for part in item), *versions)[:16]


def package_version(package: str) -> str:
    """The installed version of a package, by the name of its import; "" if it states none."""
    try:
        return version(_INSTALLED_NAMES.get(package, package))
    except PackageNotFoundError:
        return ""


@cache
def _read_module(module: str, root: Path) -> tuple[str, frozenset[str]]:
    """A module's source text, and the modules and packages that it imports."""
    path = _find_source(module, root)
    text = path.read_text("utf-8")
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    names = (name for node in _statements(ast.parse(text)) for name in _imports_of(node, package))
    return text, frozenset(name for name in names if _counts(name, root))


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements below a node. Expressions, which hold no imports, are passed over."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield child
            yield from _statements(child)


def _imports_of(node: ast.AST, package: str) -> Iterator[str]:
    """The names that a statement imports, as far as they can be modules."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = resolve_name("." * node.level + (node.module or ""), package)
        yield module
        yield from (f"{module}.{alias.name}" for alias in node.names)


def _counts(name: str, root: Path) -> bool:
    """Whether a name is a module of this program or of an installed package."""
    if _is_own(name):
        return _find_source(name, root).exists()
    return name.partition(".")[0] not in sys.stdlib_module_names


def _is_own(name: str) -> bool:
    return name.partition(".")[0] == _OWN


def _find_source(module: str, root: Path) -> Path:
    path = root.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
