"""A member of an archive that ends its reader takes no other member with it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from index.sources.parsed_article import FinishedSource
from index.sources.sandbox import sandbox as sandbox_module
from index.sources.sandbox.files import read_files
from index.sources.sandbox.sandbox import ReaderSandbox
from tests.index.sources.hostile import ENDLESS, memory_of_a_reader, pdf_of_forms
from tests.index.sources.sample_files import LEAD, articles, make_pdf, make_zip, problems

pytestmark = pytest.mark.slow
SECONDS = 3.0


def put(folder: Path, members: dict[str, str | bytes], name: str = "a.zip") -> Path:
    path = folder / name
    path.write_bytes(make_zip(members))
    return path


def test_members_that_hang(tmp_path: Path) -> None:
    path = put(tmp_path, {"a.txt": LEAD, "b.txt": ENDLESS, "c.txt": LEAD, "d.txt": ENDLESS})
    with ReaderSandbox(seconds=SECONDS) as sandbox:
        reads = list(read_files([path], reader=sandbox.read))
    assert [article.id for article in articles(reads)] == ["a", "c"]
    reason = "reading it took longer than 3 s"
    assert problems(reads) == [f"b.txt: {reason}", f"d.txt: {reason}"]
    # Something of it is missing, so it is read again the next time.
    assert not any(isinstance(item, FinishedSource) for item in reads)


def test_a_member_that_crashes(tmp_path: Path) -> None:
    small = make_pdf([[(72, 700, LEAD)]])
    path = put(tmp_path, {"../x.txt": "x", "b.pdf": pdf_of_forms(), "c.pdf": small, "d.txt": LEAD})
    with ReaderSandbox(memory=memory_of_a_reader(tmp_path)) as sandbox:
        reads = list(sandbox.read(path))
        assert [article.id for article in articles(reads)] == ["c", "d"]
        assert problems(reads) == [
            *("x.txt: its name leads out of the archive", "b.pdf: its reader crashed"),
        ]
        assert len(articles(list(sandbox.read(path)))) == 2


def test_a_member_that_takes_too_much_memory(tmp_path: Path) -> None:
    page = "<p>" * 1_600_000 + f"{LEAD} {LEAD}</p>"
    path = put(tmp_path, {"a.html": page, "b.txt": LEAD})
    with ReaderSandbox(memory=memory_of_a_reader(tmp_path)) as sandbox:
        reads = list(sandbox.read(path))
    assert [article.id for article in articles(reads)] == ["b"]
    (problem,) = problems(reads)
    assert problem.startswith("a.html: it")


def test_the_last_member(tmp_path: Path) -> None:
    path = put(tmp_path, {"a.txt": LEAD, "b.txt": ENDLESS})
    with ReaderSandbox(seconds=SECONDS) as sandbox:
        reads = list(sandbox.read(path))
        assert problems(reads) == ["b.txt: reading it took longer than 3 s"]
        assert len(articles(list(sandbox.read(path)))) == 1


def test_too_many_of_them_end_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_module, "MAX_LOST_MEMBERS", 2)
    names = ("b", "c", "d")
    path = put(tmp_path, {"a.txt": LEAD, **{f"{name}.txt": ENDLESS for name in names}})
    with ReaderSandbox(seconds=SECONDS) as sandbox:
        reads = list(sandbox.read(path))
    assert problems(reads)[-1] == "a.zip: 2 of its files cannot be read, so the rest was not read"
    assert len(problems(reads)) == 3


def test_a_compressed_file_is_given_up_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(ENDLESS.encode()))
    with ReaderSandbox(seconds=SECONDS) as sandbox:
        assert problems(list(sandbox.read(path))) == [
            "a.txt.gz: reading it took longer than 3 s",
        ]
