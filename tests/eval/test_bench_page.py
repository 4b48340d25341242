"""The page of a measurement, and docs/performance.md, which nobody types."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from eval.bench.document import Recall, as_text
from eval.bench.page import Sources, inline, main, merged, page, sources
from eval.bench.report import page as html
from eval.bench.report import write_page
from eval.bench.terminal import show
from index.article import DatelineError
from tests.eval.bench import MACHINE, document

DOCS = Path(__file__).resolve().parents[2] / "docs"
HOSTILE = "</script><script>alert(1)</script>|`x`"


def test_the_page_in_docs_is_made_of_the_figures_beside_it() -> None:
    measured = sorted(DOCS.glob("performance*.json"))
    assert measured
    assert (DOCS / "performance.md").read_text("utf-8") == page(sources(measured)), (
        "run: python -m eval.bench.page docs/performance*.json > docs/performance.md"
    )


def test_figures_come_from_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bench.json"
    file.write_text(as_text(document()))
    assert main([str(file)]) == 0
    shown = capsys.readouterr().out
    assert (
        "| articles | articles/s | 30 (20–40) | 10 (10–16) | 2.50 (2–3), goal ≥ 5: missed |"
        in shown
    )
    assert "| search p50 | ms | 1.50 (1–2) | 15 (10–20) |" in shown
    assert "| 1,000 passages | 16 / 100 / 50 | 0.970 | 0.900 | 0.50 |" in shown
    assert "| embed | ms | 4 | 40% |" in shown
    assert "| peak in f32 | 10⁹ operations/s | 100 | 25% |" in shown
    assert "takes 20 million operations" in shown
    for kept in ("## Many clients at once", "### Same answers", "### What bounds it"):
        assert kept in shown


def test_a_busy_machine_is_no_measure(capsys: pytest.CaptureFixture[str]) -> None:
    for load, told in (((0.9, 9.0, 9.0), False), ((1.1, 0.0, 0.0), True)):
        busy = document(machine=replace(MACHINE, load_before=load))  # of two cores
        show(busy)
        everywhere = capsys.readouterr().out, html(busy), page(Sources(busy))
        assert ["was busy with other work" in text for text in everywhere] == [told] * 3


def test_parts_that_were_measured_by_themselves_are_put_together(tmp_path: Path) -> None:
    whole = document(growth=None, recall=(), made="2026-01-01")
    other = document(machine=replace(MACHINE, processor="Another"), sections=())
    found = merged([whole, other])
    assert found.made == "2026-01-01"
    assert found.growth is not None
    assert found.growth.notes[-1] == "Measured by itself on 2026-01-02, on Another."
    files = [tmp_path / name for name in ("1.json", "2.json")]
    files[0].write_text(as_text(whole))
    files[1].write_text(json.dumps([asdict(Recall(9, 16, 100, 7, 0.9, 0.8, 2.0))]))
    assert sources(files).document.recall[0].ef_search == 7
    files[1].write_text(as_text(other))
    for order in (files, files[::-1]):
        assert sources(order).document.machine.processor == "AMD EPYC"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[]", "holds nothing that was measured"),
        ('[{"load": 1}]', "was not written by eval.load"),
        ('[{"recall_at_10": "much"}]', "0.size: Field required"),
        ("no", "is not JSON"),
    ],
)
def test_other_files_are_refused(content: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(content)
    with pytest.raises(DatelineError, match=told):
        sources([file])


def test_without_a_document_there_is_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == 1
    assert main([str(tmp_path / "missing.json")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_names_are_text_wherever_they_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = document(machine=replace(MACHINE, processor=f"\x1b[2J{HOSTILE}"))
    show(hostile)
    assert "\x1b" not in capsys.readouterr().out
    file = tmp_path / "bench.html"
    write_page(file, hostile)
    assert "<script>alert" not in file.read_text("utf-8")
    assert inline("a|b\n<c>") == "a\\|b \\<c\\>"
    (tmp_path / "bench.json").write_text(as_text(hostile))
    assert "<script>" not in page(sources([tmp_path / "bench.json"])).replace("\\<", "")


def test_the_page_needs_nothing_else() -> None:
    shown = html(document())
    assert "default-src &#39;none&#39;" in shown
    assert shown.count("data-plot=") >= 4
    for figure in ("2.50", "goal ≥ 5, missed", "0.970", "stand-in"):
        assert figure in shown
    assert "data-plot=" not in html(document(sections=(), growth=None, profiles=(), recall=()))
