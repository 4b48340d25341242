"""Writes the pages to a folder as pairs of files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.index.sources.html.news_pages import make_pages

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for page in make_pages():
    (folder / f"{page.name}.html").write_text(page.html, encoding="utf-8")
    truth = json.dumps(page.truth, ensure_ascii=False, indent=1)
    (folder / f"{page.name}.json").write_text(truth, encoding="utf-8")
