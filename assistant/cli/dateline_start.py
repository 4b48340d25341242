"""The entry point of the installed command, under a name that nothing hides.

Wheels have this module beside the package `assistant`, whose name is a common one.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> int:
    """Run one command; returns the exit code."""
    spec = find_spec("assistant")
    places = [Path(place) for place in (spec and spec.submodule_search_locations) or ()]
    if not any((place / "cli" / "start.py").is_file() for place in places):
        what = spec.origin if spec and spec.origin else "Another module"
        print(
            f"dateline: {what} hides Dateline's own package 'assistant'. Rename it, or take its"
            " folder from the import path (PYTHONPATH, the current folder)",
            file=sys.stderr,
        )
        return 2
    from assistant.cli.start import main as start

    return start()
