"""Start everything: the screen on http://127.0.0.1:7860, with the samples in an empty archive.

`python app.py`, or `python -m app`; `dateline serve --samples` is the same.
"""

from __future__ import annotations

import sys

from assistant.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["serve", "--samples", *sys.argv[1:]]))
