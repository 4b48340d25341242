"""Writes lists of clippings in all formats, part by part: 100,000 of them take little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from assistant.core.listed_clipping import ListedClipping, list_clippings
from assistant.present.clippings.clipping_formats import BIBLIOGRAPHIES, FORMATS
from assistant.present.export.csl import iterate_json
from assistant.wire.clippings.clipping_shapes import ClippingShape
from index.core.clipping import ClippingOrder
from index.library import Library
from index.storage.clippings.clipping_rows import ClippingQuery

ExportFormat = Literal["json", "csv", "markdown", "html", "ris", "bibtex", "csl"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = (
    "json",
    "csv",
    "markdown",
    "html",
    "ris",
    "bibtex",
    "csl",
)
MEDIA_TYPES: dict[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}
ENDINGS: dict[str, str] = {
    "json": "json",
    "csv": "csv",
    "markdown": "md",
    "html": "html",
    "ris": "ris",
    "bibtex": "bib",
    "csl": "csl.json",
}


def export_clippings(
    library: Library, query: ClippingQuery, form: ExportFormat, server: str
) -> Iterator[str]:
    """Write the clippings of a query; links lead to a running `server`."""
    if form in BIBLIOGRAPHIES:
        query = replace(query, order=ClippingOrder.ARTICLE)
    listed = list_clippings(library, library.clippings.iterate(query))
    return _iterate_shapes(listed) if form == "json" else FORMATS[form](listed, server)


def _iterate_shapes(listed: Iterable[ListedClipping]) -> Iterator[str]:
    return iterate_json(ClippingShape.of(one).model_dump(mode="json") for one in listed)
