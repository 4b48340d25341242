"""Starts the `dateline` command, unless a foreign module hides one of Dateline's packages.

Imports nothing of them before that is known.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

# The packages beside this one. Their names are common ones.
_PACKAGES = ("index", "eval")
_HERE = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run one command; returns the exit code."""
    if reason := find_foreign_module():
        print(f"dateline: {reason}", file=sys.stderr)
        return 2
    from assistant.cli.main import main as run

    return run()


def find_foreign_module() -> str:
    """Which module hides a package of Dateline, and what to do about it; "" if none does."""
    for name in _PACKAGES:
        spec = find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None:
            return f"The package '{name}' of Dateline is not there. Install Dateline again"
        if origin.parent != _HERE / name:
            return (
                f"{origin} hides Dateline's own package '{name}'. Rename it, or take its folder"
                " from the import path (PYTHONPATH, the current folder)"
            )
    return ""
