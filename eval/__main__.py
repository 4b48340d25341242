"""`python -m eval`: the same as `dateline eval`."""

from __future__ import annotations

import argparse
import os
import sys

from assistant.config.settings import Settings
from eval.arguments import add_arguments
from eval.command import run
from index.core.errors import DatelineError
from index.core.text import one_line


def main() -> int:
    """Run one evaluation; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    add_arguments(parser)
    try:
        return run(parser.parse_args(), Settings.load({}, os.environ))
    except DatelineError as error:
        print(f"eval: {one_line(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("eval: stopped; finished archives are kept", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
