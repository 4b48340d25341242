"""Files of any bytes: nothing but articles and reasons comes out of their readers, and soon.

Each of the KINDS is read from EXAMPLES files of arbitrary bytes behind a start that its reader
believes in, and from EXAMPLES files that are well-formed but for one to four damages; so is each of
the PARTS of a Word document, in a package that is whole. 11 x 2 x 60 + 5 x 60 = 1,620 files a run,
others in each.
"""

from __future__ import annotations

import gzip
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.errors import DatelineError
from index.core.text import normalise, one_line
from index.sources.parsed_article import MAX_ARTICLE_BYTES, ParsedArticle, Problem
from index.sources.sandbox.files import read_path
from tests.index.sources.sample_files import LEAD, make_docx, make_pdf, make_zip

EXAMPLES = 60
# The slowest of them takes a tenth of a second on an idle machine.
SECONDS = 20.0

LINES = "".join(
    json.dumps({"id": number, "text": LEAD, "date": "2031-05-02", "tags": ["é"]}) + "\n"
    for number in range(4)
).encode()
TABLE = f'id,text,authors,date\n1,"{LEAD}","A; B",2031\n2,"Two\nlines ""so""",,\n'.encode()
LIST = b'{"version": 1, "articles": [' + LINES.strip().replace(b"\n", b",") + b"]}"
PAGES = make_pdf(
    [[(72, 700, LEAD), (72, 680, "The pro-"), (72, 666, "test.")]] * 2, "/Title (Gone)"
)
WORD = make_docx(LEAD, "He left.", title="Gone")

# By the ending: a well-formed file, and the start by which its reader knows it.
KINDS: dict[str, tuple[bytes, bytes]] = {
    "a.txt": (LEAD.encode(), b""),
    "a.md": (f"---\ntitle: Gone\nauthors: [A, B]\ndate: 2031\n---\n{LEAD}".encode(), b"---\n"),
    "a.jsonl": (LINES, b'{"text": "'),
    "a.json": (LIST, b'[{"text": "'),
    "a.csv": (TABLE, b"id,text\n"),
    "a.tsv": (TABLE.replace(b",", b"\t"), b"id\ttext\n"),
    "a.pdf": (PAGES, b"%PDF-1.4\n"),
    "a.docx": (WORD, b"PK\x03\x04"),
    "a.jsonl.gz": (gzip.compress(LINES, mtime=0), b"\x1f\x8b\x08\0\0\0\0\0\0\0"),
    "a.csv.gz": (gzip.compress(TABLE, mtime=0), b"\x1f\x8b"),
    "a.zip": (make_zip({"a.txt": LEAD, "b.jsonl": LINES, "c.pdf": PAGES}), b"PK\x03\x04"),
}

PARTS = [
    *("word/document.xml", "docProps/core.xml", "word/styles.xml", "[Content_Types].xml"),
    "word/_rels/document.xml.rels",
]

Damage = Callable[[bytes], bytes]
fractions = st.floats(0, 1, exclude_max=True)


def at(content: bytes, fraction: float) -> int:
    return int(len(content) * fraction)


def flip(place: float, value: int) -> Damage:
    def damage(content: bytes) -> bytes:
        start = at(content, place)
        return content[:start] + bytes([value]) + content[start + 1 :]

    return damage


def cut(place: float) -> Damage:
    return lambda content: content[: at(content, place)]


def insert(place: float, piece: bytes) -> Damage:
    return lambda content: content[: at(content, place)] + piece + content[at(content, place) :]


def double(start: float, length: int, place: float) -> Damage:
    def damage(content: bytes) -> bytes:
        piece = content[at(content, start) :][:length]
        return content[: at(content, place)] + piece + content[at(content, place) :]

    return damage


damages = st.one_of(
    st.builds(flip, fractions, st.integers(0, 255)),
    st.builds(cut, fractions),
    st.builds(insert, fractions, st.binary(min_size=1, max_size=30)),
    st.builds(double, fractions, st.integers(1, 300), fractions),
)


def apply_damage(content: bytes, changes: list[Damage]) -> bytes:
    for change in changes:
        content = change(content)
    return content


def check(path: Path) -> None:
    """What a reader promises of whatever it reads."""
    started = time.monotonic()
    try:
        reads = list(read_path(path))
    except (DatelineError, OSError):
        reads = []
    assert time.monotonic() - started < SECONDS
    for events in reads:
        assert isinstance(events, ParsedArticle | Problem)
        if isinstance(events, Problem):
            (events.place + events.reason).encode()
            assert events.reason
            continue
        article = events.article
        assert article.id == one_line(article.id) != ""
        assert article.text == normalise(article.text)
        assert 0 < len(article.text.strip()) <= MAX_ARTICLE_BYTES
        assert len(article.content_hash) == 32
        assert events.container == str(path.resolve())
        events.origin.encode()


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
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=2_000), believed=st.booleans())
def test_any_bytes(folder: Path, name: str, data: bytes, *, believed: bool) -> None:
    (folder / name).write_bytes((KINDS[name][1] if believed else b"") + data)
    check(folder / name)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(damages, min_size=1, max_size=4))
def test_a_damaged_file(folder: Path, name: str, changes: list[Damage]) -> None:
    (folder / name).write_bytes(apply_damage(KINDS[name][0], changes))
    check(folder / name)


@pytest.mark.slow
@pytest.mark.parametrize("name", PARTS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(damages, min_size=1, max_size=4))
def test_a_damaged_part_of_a_whole_package(folder: Path, name: str, changes: list[Damage]) -> None:
    with ZipFile(io.BytesIO(WORD)) as package:
        parts = {member.filename: package.read(member) for member in package.infolist()}
    parts[name] = apply_damage(parts[name], changes)
    (folder / "part.docx").write_bytes(make_zip(parts))
    check(folder / "part.docx")
