"""Renders results as one self-contained HTML file: tables, plots, and the worst questions.

Everything from a dataset is escaped. The page loads nothing from the network, and its content
security policy allows only its own scripts.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from eval.metrics.comparison import ComparedReport
from eval.report.file_writing import write_atomically
from eval.report.report_plots import PageFigures
from eval.report.report_tables import MAIN, make_figure_cell, make_sections
from eval.report.wording import config_name, describe_measure


def write_page(path: Path, results: Sequence[ComparedReport]) -> None:
    """Write the page to a file atomically. Raises DatelineError if that fails."""
    # A question may contain lone surrogates, which UTF-8 cannot encode.
    write_atomically(path, render_page(results).encode("utf-8", "replace"))


def render_page(results: Sequence[ComparedReport]) -> str:
    """Render results of any number of datasets and configurations as a page."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup
    from plotly.offline import get_plotlyjs

    plots = PageFigures()
    page_sections = make_sections(results, plots)
    scripts = [get_plotlyjs(), _read_resource("report.js")] if plots.figures else []
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(
        config_name=config_name,
        make_figure_cell=make_figure_cell,
        describe_measure=describe_measure,
    )
    return environment.from_string(_read_resource("report.html.j2")).render(
        results=results,
        sections=page_sections,
        main=[name for name in MAIN if any(_has_figure(result, name) for result in results)],
        policy=_make_policy(scripts),
        style=Markup(_read_resource("report.css")),  # noqa: S704 - our own file
        plots=Markup(_escape_json(plots)),  # noqa: S704 - escaped for where it stands
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - plotly's file and our own
    )


def _read_resource(name: str) -> str:
    return files("eval.report").joinpath(name).read_text("utf-8")


def _has_figure(result: ComparedReport, name: str) -> bool:
    return name in result.report.retrieval or name in result.report.answers


def _escape_json(plots: PageFigures) -> str:
    """The figures as JSON that cannot close the surrounding element."""
    text = json.dumps(plots.figures, allow_nan=False)  # ASCII
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _make_policy(scripts: Sequence[str]) -> str:
    """The content security policy: inline styles, and scripts by their digests."""
    digests = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts
    ]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {allowed}"
