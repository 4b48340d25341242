"""Files of any bytes under the further endings: only articles and reasons come out, and soon.

As in `test_fuzz_files`: each of the KINDS behind a start that its reader believes in, and as a
well-formed file with one to four damages; each of the PARTS in a package that is whole.
"""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.sources.parsed_article import ParsedArticle
from index.sources.sandbox.files import read_path
from tests.index.sources.formats.mail.sample_msg import (
    BODY,
    CODE_PAGE,
    HEADERS,
    NAME,
    SUBJECT,
    make_msg,
)
from tests.index.sources.formats.mail.test_mbox import message
from tests.index.sources.formats.office.open_document import make_open_document
from tests.index.sources.formats.office.test_odt import STYLES, p, span
from tests.index.sources.formats.office.test_workbooks import Table, make_ods, make_xlsx
from tests.index.sources.formats.office.word97 import make_doc
from tests.index.sources.formats.test_fuzz_files import Damage, apply_damage, check, damages
from tests.index.sources.formats.transcripts.test_captions import srt, vtt
from tests.index.sources.formats.web.sample_epub import make_epub
from tests.index.sources.formats.web.test_mhtml import PICTURE, html, save_page
from tests.index.sources.formats.web.test_wacz import crawl, make_wacz
from tests.index.sources.formats.web.test_warc import URL, write_record
from tests.index.sources.sample_files import LEAD, make_zip

EXAMPLES = 60
TABLE: Table = [["id", "text", "date"], [1, LEAD, "2031-05-02"], [2, "It rained.", None]]
ODT = make_open_document(
    p("Mayor resigns", "P1") + p(LEAD + span("raised", "2") + span("struck", "x")), STYLES,
    "<dc:title>Gone</dc:title>",
)  # fmt: skip
EPUB = make_epub(
    {"1.xhtml": f"<h1>Mayor</h1><p>{LEAD}</p>", "2.xhtml": "<p>On.</p>"}, {"1.xhtml": "Mayor"}
)
CUES = vtt("<v Ann>It &amp; rained.", "<i>All</i> day.", head="\nLanguage: en\n\nNOTE Title: Rain")
OUTLOOK = make_msg(
    {SUBJECT: "Rain", NAME: "Kel", HEADERS: "Date: Mon, 5 May 2031 10:00:00 +0000\r\n",
     BODY: (f"{LEAD} café", "cp1252")}, numbers={CODE_PAGE: 1252},
)  # fmt: skip
XLSX, ODS = make_xlsx(TABLE), make_ods(TABLE)

# By the ending: a well-formed file, and the start by which its reader knows it.
KINDS: dict[str, tuple[bytes, bytes]] = {
    "a.mbox": ((message(1) + message(2, "It rained.")).encode(), b"From x Mon May  5 10:00 2031\n"),
    "a.msg": (OUTLOOK, OUTLOOK[:512]),
    "a.mht": (save_page(html(), PICTURE), b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>"),
    "a.wacz": (make_wacz([URL], data=crawl(URL)), b"PK\x03\x04"),
    "a.wet.gz": (
        gzip.compress(write_record("conversion", URL, "text/plain", LEAD.encode()), mtime=0),
        b"\x1f\x8b",
    ),
    "a.epub": (EPUB, b"PK\x03\x04"),
    "a.odt": (ODT, b"PK\x03\x04"),
    "a.ods": (ODS, b"PK\x03\x04"),
    "a.xlsx": (XLSX, b"PK\x03\x04"),
    "a.vtt": (CUES.encode(), b"WEBVTT\n\n00:00.000 --> 00:01.000\n"),
    "a.srt": (srt("It rained.", "All\nday.").encode(), b"1\n00:00:00,000 --> 00:00:01,000\n"),
}
PACKAGES = {"a.odt": ODT, "a.ods": ODS, "a.xlsx": XLSX, "a.epub": EPUB}
PARTS = [
    *(("a.odt", name) for name in ("content.xml", "meta.xml", "META-INF/manifest.xml")),
    ("a.ods", "content.xml"),
    *(("a.xlsx", f"xl/{name}.xml") for name in ("workbook", "styles", "worksheets/sheet1")),
    *(("a.xlsx", name) for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")),
    *(("a.epub", f"OEBPS/{name}") for name in ("content.opf", "toc.ncx", "1.xhtml")),
    ("a.epub", "META-INF/container.xml"),
]

fuzz = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("name", KINDS)
def test_the_well_formed_file_is_read(folder: Path, name: str) -> None:
    (folder / name).write_bytes(KINDS[name][0])
    reads = list(read_path(folder / name))
    assert reads
    assert all(isinstance(events, ParsedArticle) for events in reads)
    check(folder / name)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@fuzz
@given(data=st.binary(max_size=2_000), believed=st.booleans())
@example(data=b"", believed=True)
@example(data=b"\x00" * 1_000, believed=True)
def test_any_bytes(folder: Path, name: str, data: bytes, *, believed: bool) -> None:
    (folder / name).write_bytes((KINDS[name][1] if believed else b"") + data)
    check(folder / name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*KINDS, "a.doc"])
@fuzz
@given(changes=st.lists(damages, min_size=1, max_size=4))
def test_a_damaged_file(folder: Path, name: str, changes: list[Damage]) -> None:
    whole = make_doc(LEAD) if name == "a.doc" else KINDS[name][0]
    (folder / name).write_bytes(apply_damage(whole, changes))
    check(folder / name)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "part"), PARTS)
@fuzz
@given(changes=st.lists(damages, min_size=1, max_size=4))
def test_a_damaged_part_of_a_whole_package(
    folder: Path, name: str, part: str, changes: list[Damage]
) -> None:
    with ZipFile(io.BytesIO(PACKAGES[name])) as package:
        parts = {member.filename: package.read(member) for member in package.infolist()}
    parts[part] = apply_damage(parts[part], changes)
    (folder / name).write_bytes(make_zip(parts))
    check(folder / name)
