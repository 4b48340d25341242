"""`.gz` and `.zip`: what is in them is read as if it lay there; bombs and tricks are refused."""

from __future__ import annotations

import gzip
import io
import json
import stat
import struct
import zlib
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from index.sources.parsed_article import FinishedSource, ParsedArticle, Problem
from index.sources.sandbox.files import find_files, read_files
from index.sources.unpacking import MAX_RATIO, RATIO_FROM_BYTES
from tests.index.sources.sample_files import (
    LEAD,
    articles,
    make_docx,
    make_pdf,
    make_zip,
    problems,
    read,
)

# Most files have five thousand articles.
pytestmark = pytest.mark.slow

LINES = "".join(
    json.dumps({"id": f"{number}", "text": f"{LEAD} {number * 7919 % 10_007}"}) + "\n"
    for number in range(5_000)
)
LINE_COUNT = 5_000


def test_a_compressed_file_is_read_as_what_is_in_it(tmp_path: Path) -> None:
    (incoming,) = read(tmp_path, "mayor.txt.gz", gzip.compress(LEAD.encode()))
    assert isinstance(incoming, ParsedArticle)
    assert (incoming.article.id, incoming.article.text) == ("mayor", LEAD)
    place = str((tmp_path / "mayor.txt.gz").resolve())
    assert incoming.origin == incoming.container == place


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("a.jsonl.gz", LINES.encode(), LINE_COUNT),
        ("a.JSON.GZ", json.dumps([{"text": LEAD}]).encode(), 1),
        ("a.csv.gz", f"id,text\n1,{LEAD}\n".encode(), 1),
        ("a.pdf.gz", make_pdf([[(72, 700, LEAD)]]), 1),
        ("a.docx.gz", make_docx(LEAD), 1),
    ],
)
def test_every_kind_may_be_compressed(
    tmp_path: Path, name: str, content: bytes, count: int
) -> None:
    (tmp_path / name).write_bytes(gzip.compress(content))
    reads = list(read_files(find_files([tmp_path])))
    assert len(articles(reads)) == count
    assert isinstance(reads[-1], FinishedSource)
    assert sum(item.size for item in reads) == (tmp_path / name).stat().st_size


def test_of_a_folder_only_compressed_files_of_a_known_kind_are_read(tmp_path: Path) -> None:
    for name in ("a.tar.gz", "b.gz", "c.gz.gz", "d.txt.gz"):
        (tmp_path / name).write_bytes(b"")
    assert [item.name for item in find_files([tmp_path]) if isinstance(item, Path)] == ["d.txt.gz"]
    (problem,) = problems(list(read_files(find_files([tmp_path / "a.tar.gz"]))))
    assert problem.startswith("a.tar.gz: '.tar' files cannot be read (only .txt")


@pytest.mark.parametrize("keep", [0, 5, 100, 20_000, -20, -8, -1])
def test_of_a_cut_file_the_articles_before_the_cut_come(tmp_path: Path, keep: int) -> None:
    whole = gzip.compress(LINES.encode())
    reads = read(tmp_path, "a.jsonl.gz", whole[:keep])
    ids = [article.id for article in articles(reads)]
    assert ids == [str(number) for number in range(len(ids))]
    if keep == 0:
        assert reads == []
    else:
        assert problems(reads) == ["a.jsonl.gz: it is damaged: it cannot be unpacked to its end"]
        assert len(ids) >= (keep - 6_000) // 30
        assert len(ids) == LINE_COUNT or keep >= -20


@pytest.mark.parametrize("place", [0, 2, 10, 20_000, -6])
def test_a_damaged_file_says_so(tmp_path: Path, place: int) -> None:
    whole = bytearray(gzip.compress(LINES.encode()))
    whole[place : place + 4 or None] = b"\xff\xff\xff\xff"[: len(whole[place : place + 4 or None])]
    reads = read(tmp_path, "a.jsonl.gz", bytes(whole))
    assert any("it is damaged" in problem for problem in problems(reads))


def test_parts_one_behind_the_other_are_one_file(tmp_path: Path) -> None:
    content = gzip.compress(b'{"id": 1, "text": "A."}\n') + gzip.compress(b'{"id":2,"text":"B."}')
    assert len(articles(read(tmp_path, "a.jsonl.gz", content + bytes(512)))) == 2


@pytest.mark.slow
def test_a_gzip_bomb_goes_off_nowhere(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, wbits=31)
    line = json.dumps({"id": 1, "text": "x" * 100}).encode() + b"\n"
    bomb = packer.compress(line)
    for _ in range(400):
        bomb += packer.compress(b" " * 1_000_000)
    reads = read(tmp_path, "a.jsonl.gz", bomb + packer.flush())
    assert problems(reads)[-1].endswith(f"more than {MAX_RATIO} times its size, like a bomb")
    (problem,) = problems(read(tmp_path, "a.txt.gz", bomb))
    assert "like a bomb" in problem


def test_members_come_by_name_with_their_place(tmp_path: Path) -> None:
    content = make_zip(
        {"b/x.txt": "B.", "a.md": "---\ntitle: A\n---\nA.", "c.jsonl": '{"id": 1, "text": "C."}'}
    )
    reads = [item for item in read(tmp_path, "all.zip", content) if isinstance(item, ParsedArticle)]
    path = str((tmp_path / "all.zip").resolve())
    assert [item.article.id for item in reads] == ["a", "x", "1"]
    assert [item.origin for item in reads] == [
        f"{path}!/{n}" for n in ("a.md", "b/x.txt", "c.jsonl#1")
    ]
    assert {item.container for item in reads} == {path}


def test_what_is_hidden_or_of_no_known_kind_is_passed_over(tmp_path: Path) -> None:
    names = (
        "a/",
        "a/.hidden.txt",
        ".git/a.txt",
        "__MACOSX/._a.txt",
        "b.gif",
        "README",
        "t.tar.gz",
    )
    assert read(tmp_path, "a.zip", make_zip(dict.fromkeys(names, "x"))) == []


def test_all_kinds_in_one_archive(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "a.csv": f"id,text\n1,{LEAD}\n",
        "b.docx": make_docx(LEAD),
        "c.json": json.dumps({"text": LEAD}),
        "d.jsonl.gz": gzip.compress(LINES.encode()),
        "e.pdf": make_pdf([[(72, 700, LEAD)]]),
    }
    reads = read(tmp_path, "a.zip", make_zip(members))
    assert len(articles(reads)) == 4 + LINE_COUNT
    assert problems(reads) == []


@pytest.mark.parametrize(
    "name",
    [
        *("../a.txt", "a/../../b.txt", "/etc/a.txt", "..\\a.txt", "a\\b.txt", "C:/a.txt"),
        *("c:a.txt", "//server/a.txt", ".."),
    ],
)
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    reads = read(folder, "a.zip", make_zip({name: "Bad.", "good.txt": "Good."}))
    assert [article.text for article in articles(reads)] == ["Good."]
    (problem,) = (item for item in reads if isinstance(item, Problem))
    assert problem.reason == "its name leads out of the archive"
    assert [path.name for path in tmp_path.rglob("*")] == ["deep", "er", "a.zip"]


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = make_zip({"a.txt": "Inner."})
    members: dict[str, str | bytes] = {
        "a.zip": inner,
        "b.zip.gz": gzip.compress(inner),
        "c.txt": "Outer.",
    }
    reads = read(tmp_path, "all.zip", make_zip(members))
    assert [article.text for article in articles(reads)] == ["Outer."]
    assert problems(reads) == ["a.zip: it is an archive in an archive"]
    packed = read(tmp_path, "a.zip.gz", gzip.compress(inner))
    assert problems(packed) == ["a.zip.gz: it is an archive in an archive"]
    twice = read(tmp_path, "a.txt.gz.gz", gzip.compress(gzip.compress(b"x")))
    assert [article.text for article in articles(twice)] == ["x"]
    thrice = gzip.compress(gzip.compress(gzip.compress(b"x")))
    assert "too many archives" in problems(read(tmp_path, "a.txt.gz.gz.gz", thrice))[0]


def test_of_one_name_the_last_counts(tmp_path: Path) -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "Old.")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "New.")
    reads = read(tmp_path, "a.zip", file.getvalue())
    assert [article.text for article in articles(reads)] == ["New."]
    assert problems(reads) == ["a.txt: a later member of the archive has the same name"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        member = ZipInfo("a.txt")
        member.external_attr = (kind | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    (problem,) = problems(read(tmp_path, "a.zip", file.getvalue()))
    assert problem == "a.txt: it is a link or a device, not a file"


def one_member(method: int, content: bytes = LEAD.encode() * 100) -> tuple[bytearray, int, int]:
    """An archive of `a.txt`, and where its local and its central header begin."""
    file = io.BytesIO()
    with ZipFile(file, "w", method) as archive:
        archive.writestr("a.txt", content)
        central = archive.start_dir
    return bytearray(file.getvalue()), 0, central


def test_an_encrypted_member_says_so(tmp_path: Path) -> None:
    raw, local, central = one_member(ZIP_DEFLATED)
    raw[local + 6] |= 1
    raw[central + 8] |= 1
    (problem,) = problems(read(tmp_path, "a.zip", bytes(raw)))
    assert problem == "a.txt: it is protected by a password"


@pytest.mark.parametrize("method", [ZIP_BZIP2, 99])
def test_other_ways_of_compressing_are_refused(tmp_path: Path, method: int) -> None:
    raw, local, central = one_member(ZIP_DEFLATED)
    struct.pack_into("<H", raw, local + 8, method)
    struct.pack_into("<H", raw, central + 10, method)
    assert "only deflate" in problems(read(tmp_path, "a.zip", bytes(raw)))[0]


@pytest.mark.parametrize("size", [0, 10, 4_399, 4_401, 4_000_000_000])
def test_a_size_that_is_not_true_is_a_fault(tmp_path: Path, size: int) -> None:
    raw, local, central = one_member(ZIP_DEFLATED)
    assert len(LEAD) * 100 == 4_400
    for place in (local + 22, central + 24):
        struct.pack_into("<I", raw, place, size)
    reads = read(tmp_path, "a.zip", bytes(raw))
    assert articles(reads) == []
    assert len(problems(reads)) == 1


def test_a_cut_text_with_a_fitting_checksum_is_a_fault(tmp_path: Path) -> None:
    raw, local, central = one_member(ZIP_STORED)
    for place in (local, central + 2):
        struct.pack_into("<I", raw, place + 14, zlib.crc32(LEAD.encode() * 101))
        struct.pack_into("<I", raw, place + 22, 4_444)
    assert "damaged" in problems(read(tmp_path, "a.zip", bytes(raw)))[0]


def test_members_that_share_their_bytes_are_a_bomb(tmp_path: Path) -> None:
    raw, _, central = one_member(ZIP_DEFLATED)
    end = raw.index(b"PK\x05\x06")
    header = bytes(raw[central:end])
    again = header.replace(b"a.txt", b"b.txt")
    closing = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(header), central, 0)
    (problem,) = problems(read(tmp_path, "a.zip", bytes(raw[:end]) + again + closing))
    assert problem == "a.zip: its members share their bytes, like those of a bomb"


def test_zip_bombs_are_refused_by_what_they_declare(tmp_path: Path) -> None:
    zeros = bytes(RATIO_FROM_BYTES // 2 + 1)
    (problem,) = problems(read(tmp_path, "a.zip", make_zip({"a.txt": zeros, "b.txt": zeros})))
    assert problem == f"a.zip: it unpacks to more than {MAX_RATIO} times its size, like a bomb"


@pytest.mark.slow
def test_too_many_members_are_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for number in range(100_001):
            archive.writestr(ZipInfo(f"{number}"), b"")
    (problem,) = problems(read(tmp_path, "a.zip", file.getvalue()))
    assert problem == "a.zip: it has more than 100,000 members"


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"not a zip", make_zip({"a.txt": LEAD})[:-10], b"PK\x05\x06" + bytes(17)],
)
def test_what_is_no_whole_archive_says_so(tmp_path: Path, content: bytes) -> None:
    reads = read(tmp_path, "a.zip", content)
    assert problems(reads) == ["a.zip: it is damaged, or not a zip archive"]


def test_a_damaged_member_does_not_keep_the_others_out(tmp_path: Path) -> None:
    raw = bytearray(make_zip({"a.txt": LEAD * 50, "b.txt": "Good."}))
    raw[40:60] = bytes(20)
    reads = read(tmp_path, "a.zip", bytes(raw))
    assert [article.text for article in articles(reads)] == ["Good."]
    assert "a.txt: it is damaged" in problems(reads)[0]
