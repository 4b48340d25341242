"""`.zip`: many files, read one by one in the order of their names. Nothing is written to disk.

Refused are names that lead out of the archive, links, encrypted members, members that share their
bytes, and excessive sizes.
"""

from __future__ import annotations

import re
import stat
import struct
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipExtFile, ZipFile, ZipInfo

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.entry import Entry, path_text
from index.sources.parsed_article import Problem
from index.sources.unpacking import DAMAGE, Limits, open_unpacked

MAX_MEMBERS = 100_000
MAX_UNPACKED_BYTES = 20_000_000_000
MAX_MEMBER_BYTES = 2_000_000_000
# A member's local header without its name (APPNOTE.TXT 4.3.7).
_HEADER_BYTES = 30
_ENCRYPTED = 0x1
_LEADS_OUT = re.compile(r"/|[A-Za-z]:|.*\\|(?:.*/)?\.\.(?:/|\Z)", re.DOTALL)


def read(entry: Entry) -> Iterator[Entry | Problem]:
    """Yield its files without hidden ones. Raises DatelineError if it is damaged or a bomb."""
    with closing(entry.open()) as file:
        if not file.seekable():
            raise DatelineError("it is an archive in an archive")
        with open_archive(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            by_name = {member.filename: member for member in members}
            for member in sorted(members, key=lambda member: member.filename):
                name = path_text(member.filename)
                place = f"{entry.place}!/{one_line(name)}"
                if _LEADS_OUT.match(name):
                    yield Problem(place, "its name leads out of the archive")
                elif not _is_hidden(name):
                    # Of several with one name the last counts, as it does when they are unpacked.
                    open_it = partial(open_member, archive, member, by_name[member.filename])
                    yield Entry(name, place, f"{entry.origin}!/{name}", entry.container, open_it)


def open_archive(file: BinaryIO) -> ZipFile:
    """Open an archive. Raises DatelineError if it is damaged or exceeds a limit."""
    try:
        archive = ZipFile(file)
    except (*DAMAGE, struct.error, OverflowError) as error:
        raise DatelineError("it is damaged, or not a zip archive") from error
    try:
        _check(archive, file.seek(0, 2))
    except DatelineError:
        archive.close()
        raise
    return archive


def _check(archive: ZipFile, size: int) -> None:
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    if len(members) > MAX_MEMBERS:
        raise DatelineError(f"it has more than {MAX_MEMBERS:,} members")
    # In the densest bombs many members share the same few bytes.
    starts = [member.header_offset for member in members] + [archive.start_dir]
    for member, limit in zip(members, starts[1:], strict=True):
        packed = _HEADER_BYTES + len(member.orig_filename) + member.compress_size
        if member.header_offset + packed > limit:
            raise DatelineError("its members share their bytes, like those of a bomb")
    Limits(MAX_UNPACKED_BYTES, lambda: size).check(sum(member.file_size for member in members))


def open_member(archive: ZipFile, member: ZipInfo, namesake: ZipInfo) -> BinaryIO:
    """Open a member. Raises DatelineError if it cannot or must not be read."""
    if namesake is not member:
        raise DatelineError("a later member of the archive has the same name")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise DatelineError("it is a link or a device, not a file")
    if member.flag_bits & _ENCRYPTED:
        raise DatelineError("it is protected by a password")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise DatelineError("it is compressed in a way that cannot be read (only deflate)")
    limits = Limits(MAX_MEMBER_BYTES, lambda: member.compress_size, member.file_size)
    limits.check(member.file_size)
    try:
        return open_unpacked(cast("ZipExtFile", archive.open(member)), limits)
    except (*DAMAGE, struct.error) as error:
        raise DatelineError("it is damaged: its header is not what the archive says") from error


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
