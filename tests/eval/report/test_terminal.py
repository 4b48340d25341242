from __future__ import annotations

from io import StringIO

from rich.console import Console

from eval.metrics.comparison import ComparedReport, compare_reports
from eval.report.terminal import show
from tests.eval.rows import report, row, run


def printed(results: list[ComparedReport], width: int = 80) -> str:
    output = StringIO()
    show(results, Console(file=output, width=width, color_system=None))
    return output.getvalue()


def test_a_table_fits_into_a_terminal_with_all_its_figures() -> None:
    now = [report(run(60, lift=0.3)), report(run(60, lift=0.3), dataset="port elling archive, old")]
    text = printed(compare_reports(now, [report(run(60))]))
    assert all(len(line) <= 80 for line in text.splitlines())
    for one in now:
        for figure in (*one.retrieval.values(), *one.answers.values()):
            assert f"{figure.value:.3f}  {figure.low:.2f}–{figure.high:.2f}" in text
    assert "12.5 ms" in text
    assert "elling: better, nDCG@10" in text
    assert "elling: no difference in " in text
    assert "…" not in text


def test_configurations_stand_side_by_side() -> None:
    both = [
        ComparedReport(report(run(60), config="current")),
        ComparedReport(report(run(60), config="words")),
    ]
    lines = printed(both).splitlines()
    assert any("current" in line and "words" in line for line in lines)
    assert all(line.count("–") == 2 for line in lines if line.startswith("nDCG@10"))


def test_what_a_dataset_does_not_have_is_left_out() -> None:
    text = printed([ComparedReport(report([row(1, {"nDCG@10": 0.5}, answered=True)]))])
    assert "nDCG@10" in text
    assert "AUROC" not in text
    assert "better" not in text


def test_names_cannot_steer_the_terminal() -> None:
    results = [
        ComparedReport(report([row(1)], dataset="\x1b[2J[red]x[/red]\x07", config="\u202ey"))
    ]
    text = printed(results)
    assert not set(text) & set("\x1b\x07\u202e")
    assert "[red]" in text.replace("\n", "")


def test_nothing_measured_prints_nothing_wrong() -> None:
    assert not printed([]).strip()
    assert "0 questions" in printed([ComparedReport(report([]))])
