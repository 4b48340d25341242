"""Documents that are made to do harm: by the memory they take, the time, or their depth."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from index.sources.sandbox.sandbox import ReaderSandbox
from tests.index.sources.sample_files import LEAD, make_pdf, number_objects

MEGABYTE = 1_000_000


def pdf_of_blanks(megabytes: int) -> bytes:
    """A PDF whose one page is so many blanks, packed twice: a few kilobytes."""
    packer = zlib.compressobj(9)
    blanks = b" " * MEGABYTE
    once = b"".join(packer.compress(blanks) for _ in range(megabytes)) + packer.flush()
    # Letters of one byte each, as the objects are written.
    content = zlib.compress(once, 9)
    return number_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
            b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%b\nendstream"
            % (len(content), content),
            b"<< >>",
        ]
    )


# To put so many marks into their order takes an hour, which C code spends without a pause.
ENDLESS = f"{LEAD} {LEAD} a" + "\u0315\u0300" * MEGABYTE


def page(body: str) -> str:
    return f"<!doctype html><html><body><article>{body}</article></body></html>"


def deep_headlines() -> str:
    """4 MB of text in 110 headlines, each in the one before."""
    return page("<h1>" * 110 + "x" * (4 * MEGABYTE) + "</h1>" * 110 + f"<p>{LEAD} {LEAD}</p>")


def many_tags() -> str:
    """Under 5 MB of markup whose tree takes hundreds of megabytes."""
    return page("<p>" * 1_600_000 + f"{LEAD} {LEAD}</p>")


def many_fields() -> str:
    """19 MB of fields of a form, none of them finished, under a short text."""
    return page(f"<p>{LEAD} {LEAD}</p>" + "<input " * (19 * MEGABYTE // 7))


def memory_of_a_reader(folder: Path) -> int:
    """Bytes that suffice for reading a PDF, and for little more."""
    (folder / "small.pdf").write_bytes(make_pdf([[(72, 700, LEAD)]]))
    with ReaderSandbox() as sandbox:
        list(sandbox.read(folder / "small.pdf"))
        status = Path(f"/proc/{sandbox.pid}/status").read_text()
    return int(status.split("VmPeak:")[1].split()[0]) * 1_024 + 100 * MEGABYTE


def readers() -> set[int]:
    """The reader processes of this process."""
    pids = set()
    for children in Path("/proc/self/task").glob("*/children"):
        for pid in children.read_text().split():
            try:
                command = Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                continue
            if b"index.sources.sandbox.worker" in command:
                pids.add(int(pid))
    return pids


def busy_reader() -> int:
    """The reader process that has read for two seconds of its own time, once there is one.

    To start one and to load what it reads with takes less.
    """
    enough = 2 * os.sysconf("SC_CLK_TCK")
    begun: dict[int, int] = {}
    while True:
        os.sched_yield()
        for pid in readers():
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
            except OSError:
                continue
            worked = int(fields[11]) + int(fields[12])
            if worked - begun.setdefault(pid, worked) > enough:
                return pid


def pdf_of_forms(levels: int = 8, times: int = 10) -> bytes:
    """A PDF whose page draws a form ten times, which draws another one ten times, and so on.

    Two kilobytes. To read it takes minutes and gigabytes, in which pdfium ends the process.
    """
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources %b /Length %d >>"
    forms = []
    for level in range(levels):
        content, resources = b"/F Do " * times, b"<< /XObject << /F %d 0 R >> >>" % (6 + level)
        if level == levels - 1:
            content, resources = b"BT 1 0 0 1 72 700 Tm (x) Tj ET", b"<< >>"
        head = form % (resources, len(content))
        forms.append(b"%b\nstream\n%b\nendstream" % (head, content))
    return number_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /XObject << /F 5 0 R >> >> >>",
            b"<< /Length 5 >>\nstream\n/F Do\nendstream",
            *forms,
            b"<< >>",
        ]
    )
