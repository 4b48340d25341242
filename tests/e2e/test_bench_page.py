"""The page of a measurement, in a real browser, from a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from eval.bench.report import write_page
from tests.e2e.report import drawn
from tests.eval.bench import MACHINE, document

NewPage = Callable[..., Page]


@pytest.mark.parametrize("width", [1280, 390])
def test_all_plots_are_drawn_and_nothing_else_runs_or_is_asked_for(
    width: int, tmp_path: Path, new_page: NewPage
) -> None:
    file = tmp_path / "bench.html"
    processor = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    write_page(file, document(machine=replace(MACHINE, processor=processor)))
    page = new_page(width, 900)
    assert drawn(page, file, width) == 4
