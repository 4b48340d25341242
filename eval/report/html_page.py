"""Results as one HTML file that needs nothing else: tables, plots, and the worst questions.

Everything from a dataset is escaped. The page asks no other machine for anything, and its policy
lets it run no script but its own.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from eval.metrics.comparison import Result
from eval.report.file_writing import save
from eval.report.report_plots import Plots
from eval.report.report_tables import MAIN, figure_cell, sections
from eval.report.wording import config_name, wording


def write_page(path: Path, results: Sequence[Result]) -> None:
    """Write the page of results to a file, whole or not at all. Raises DatelineError."""
    # A question may hold what cannot be written as UTF-8.
    save(path, page(results).encode("utf-8", "replace"))


def page(results: Sequence[Result]) -> str:
    """The page of any number of results: several datasets, several configurations of each."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup
    from plotly.offline import get_plotlyjs

    plots = Plots()
    shown = sections(results, plots)
    scripts = [get_plotlyjs(), _read("report.js")] if plots.figures else []
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(config_name=config_name, figure_cell=figure_cell, wording=wording)
    return environment.from_string(_read("report.html.j2")).render(
        results=results,
        sections=shown,
        main=[name for name in MAIN if any(_has(result, name) for result in results)],
        policy=_policy(scripts),
        style=Markup(_read("report.css")),  # noqa: S704 - our own file
        plots=Markup(_embedded(plots)),  # noqa: S704 - escaped for where it stands
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - plotly's file and our own
    )


def _read(name: str) -> str:
    return files("eval.report").joinpath(name).read_text("utf-8")


def _has(result: Result, name: str) -> bool:
    return name in result.report.retrieval or name in result.report.answers


def _embedded(plots: Plots) -> str:
    """The figures as JSON that cannot end the element it stands in."""
    text = json.dumps(plots.figures, allow_nan=False)  # ASCII
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _policy(scripts: Sequence[str]) -> str:
    """What the page may load: its own styles and scripts, these by their digests."""
    digests = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts
    ]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {allowed}"
