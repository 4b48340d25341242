"""Small files of several formats for tests, and what their readers yield."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx

from index.core.article import Article
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent
from index.sources.sandbox.files import read_path

LEAD = "The mayor of Port Elster resigned on Monday."


def read(folder: Path, name: str, content: bytes | str) -> list[SourceEvent]:
    """What a file of that name and content holds."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_path(path))


def articles(reads: Sequence[SourceEvent]) -> list[Article]:
    return [item.article for item in reads if isinstance(item, ParsedArticle)]


def problems(reads: Sequence[SourceEvent]) -> list[str]:
    """The reasons that keep something out, each after its place without the folder."""
    return [
        f"{Path(item.place).name}: {item.reason}"
        for item in reads
        if isinstance(item, Problem) and item.skipped
    ]


def make_pdf(
    pages: Sequence[Sequence[tuple[int, int, str]]], info: str = "", root: str = ""
) -> bytes:
    """A PDF of pages of lines: x, y (points from the lower left) and the words, 12 points high."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        stream = "\n".join(
            f"BT /F 12 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET" for x, y, words in lines
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects.append(f"<< {info} >>")
    return number_objects([content.encode("cp1252") for content in objects])


def number_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects: the first is its catalog, the last what is said about it."""
    raw = b"%PDF-1.4\n"
    table = "0000000000 65535 f \n"
    for number, content in enumerate(objects, start=1):
        table += f"{len(raw):010d} 00000 n \n"
        raw += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n"
    return raw + f"{end}startxref\n{len(raw)}\n%%EOF\n".encode()


def make_docx(*paragraphs: str, title: str = "", author: str = "", language: str = "") -> bytes:
    """A Word document."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, author, language
    return save_document(document)


def save_document(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def json_bytes(value: object) -> bytes:
    return json.dumps(value).encode()


def make_zip(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive, in the order given."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()
