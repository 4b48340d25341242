"""Every regular expression of a package, with the methods that it is used by.

Compiled ones are read from the imported modules: their names, what stands in tables, and what
classes hold. Those that are written inside a function are read from its source; an inserted name
is looked up in the module, and any other insertion counts as the letter "x".
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from types import ModuleType

# What runs as it is imported, and what replaces sockets and threads for Locust.
_NOT_IMPORTED = ("__main__", "eval.load.locustfile")
_PLAIN = {"search": "search", "match": "match", "fullmatch": "fullmatch"}
_METHODS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}


@dataclass(frozen=True)
class Use:
    """A pattern, where it is found, and the methods that it is used by."""

    place: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    methods: tuple[str, ...]


def modules(package: str) -> Iterator[ModuleType]:
    """All modules of a package; those that need a library that is not installed are left out."""
    root = importlib.import_module(package)
    yield root
    for found in pkgutil.walk_packages(root.__path__, f"{package}."):
        if found.name.endswith(_NOT_IMPORTED):
            continue
        try:
            yield importlib.import_module(found.name)
        except ModuleNotFoundError as error:
            if (error.name or "").split(".")[0] in ("assistant", "eval", "index"):
                raise


def uses(module: ModuleType) -> Iterator[Use]:
    """The patterns that a module holds or writes down."""
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    methods = _methods(tree)
    for name, value in vars(module).items():
        if name.startswith("__") and name.endswith("__"):
            continue
        for pattern in _patterns(value, module.__name__):
            known = methods.get(name) or {"finditer"}
            yield Use(f"{module.__name__}.{name}", pattern, tuple(sorted(known)))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {call for function in functions for call in ast.walk(function)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            yield from _inline_uses(call, module, compiled=call in inside)


def _methods(tree: ast.Module) -> Mapping[str, set[str]]:
    """By name, the methods that are called on it; finditer, the hardest, where it is handed on."""
    called: dict[str, set[str]] = defaultdict(set)
    attributes = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            attributes.add(node.value)
            if node.attr in _METHODS:
                called[node.value.id].add(_PLAIN.get(node.attr, "finditer"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in attributes:
            called[node.id].add("finditer")
    return called


def _patterns(
    value: object, module: str, depth: int = 4
) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    inside: list[object] = []
    if isinstance(value, re.Pattern):
        yield value
    elif depth == 0:
        return
    elif isinstance(value, Mapping):
        inside = [*value.keys(), *value.values()]
    elif isinstance(value, (tuple, list, Set)):
        inside = list(value)
    elif isinstance(value, type) and value.__module__ == module:
        inside = list(vars(value).values())
    elif is_dataclass(value) and not isinstance(value, type):
        inside = [getattr(value, field.name, None) for field in fields(value)]
    for part in inside:
        yield from _patterns(part, module, depth - 1)


def _inline_uses(call: ast.Call, module: ModuleType, *, compiled: bool) -> Iterator[Use]:
    """The pattern in a call of `re`; those that are compiled outside functions have names."""
    if not (isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "re"):
        return
    name = call.func.attr
    if name not in _METHODS | ({"compile"} if compiled else set()) or not call.args:
        return
    written = _value(call.args[0], module)
    if isinstance(written, (str, bytes)):
        method = _PLAIN.get(name, "finditer")
        where = f"{module.__name__}, line {call.lineno}"
        yield Use(where, re.compile(written, _flags(call)), (method,))


def _value(node: ast.expr, module: ModuleType) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return vars(module).get(node.id)
    if isinstance(node, ast.JoinedStr):
        parts = [_value(part, module) for part in node.values]
        return "".join(part if isinstance(part, str) else "x" for part in parts)
    if isinstance(node, ast.FormattedValue):
        return _value(node.value, module)
    return None


def _flags(call: ast.Call) -> int:
    written = " ".join(map(ast.unparse, [*call.args, *(one.value for one in call.keywords)]))
    return sum(getattr(re, name) for name in set(re.findall(r"\bre\.([A-Z]+)\b", written)))
