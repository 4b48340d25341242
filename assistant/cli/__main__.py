"""`python -m assistant.cli`: the same as the `dateline` command."""

from __future__ import annotations

import sys

from assistant.cli.start import main

if __name__ == "__main__":
    sys.exit(main())
