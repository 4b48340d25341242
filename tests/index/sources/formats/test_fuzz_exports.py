"""Exports, feeds and RTF that went wrong: articles and reasons come out, and soon.

Each of the KINDS is read whole, with arbitrary bytes behind its start, and with some damages.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.sources.formats.rtf_parts.rtf_text import read_rtf
from tests.index.sources.formats.cms.test_exports_of_systems import (
    BLOGGER,
    DATED,
    HTML,
    MEDIUM,
    arc_story,
    blogger,
    ghost,
    ghost_post,
    movable,
)
from tests.index.sources.formats.cms.test_wordpress import export, post
from tests.index.sources.formats.exports import layouts
from tests.index.sources.formats.exports.stories import STORIES
from tests.index.sources.formats.test_fuzz_files import Damage, apply_damage, check, damages
from tests.index.sources.formats.test_saved_feed import ATOM, ESCAPED, ITEM, RSS, WHOLE
from tests.index.sources.sample_files import articles, json_bytes, read

EXAMPLES = 40
UNI = layouts.nexis_uni(STORIES)
DISPLAY = layouts.factiva_display(STORIES)
WXR = export(post(1), post(2)).encode()
# By the name of a file: its content, how many articles it has, and the start its reader knows.
KINDS: dict[str, tuple[bytes, int, bytes]] = {
    "uni.docx": (layouts.to_docx(UNI), 3, b"PK\x03\x04"),
    "uni.rtf": (layouts.to_rtf(UNI), 3, b"{\\rtf1\\ansi "),
    "uk.txt": (layouts.nexis_uk(STORIES).encode(), 3, b"1 of 3 DOCUMENTS\n\nLENGTH: 9 words\n\n"),
    "academic.html": (layouts.to_html(layouts.nexis_academic(STORIES)).encode(), 3,
                      b"<html>1 of 3 DOCUMENTS<p>LENGTH: 9 words<p>"),
    "factiva.txt": (layouts.factiva_text(STORIES).encode(), 3, b"HD   A\n\nWC   9 words\n\nPD   "),
    "display.rtf": (layouts.to_rtf(DISPLAY), 3, b"{\\rtf1 Ferry\\par 9 words\\par "),
    "display.html": (layouts.factiva_html(STORIES, coded=False).encode(), 3,
                     b"<div class='article enArticle'>"),
    "proquest.txt": (layouts.proquest_text(STORIES).encode(), 3,
                     b"Full text: A\n\nSource type: B\n\n"),
    "wordpress.xml": (WXR, 2, WXR[: WXR.index(b"<item>") + 6]),
    "wordpress.xml.gz": (gzip.compress(WXR, mtime=0), 2, b"\x1f\x8b\x08\0\0\0\0\0\0\0"),
    "blogger.atom": (BLOGGER.format(blogger(1) + blogger(2)).encode(), 2,
                     BLOGGER.split("{}", maxsplit=1)[0].encode()),
    "ghost.json": (ghost(ghost_post(), ghost_post(id="p2", uuid="b")).encode(), 2,
                   b'{"db":[{"meta":{"exported_on":1},"data":{"posts":['),
    "arc.json": (json_bytes([arc_story()]), 1,
                 b'[{"headlines": {"basic": "A"}, "content_elements": ['),
    "mt.txt": ((movable(1) + movable(2)).encode(), 2, b"TITLE: A\nDATE: B\n-----\nBODY:\n"),
    "medium.html": (MEDIUM.format(HTML, DATED).encode(), 1, MEDIUM[:200].encode()),
    "feed.rss": (RSS.format(ITEM.format(WHOLE)).encode(), 1, RSS[:200].encode()),
    "feed.atom": (ATOM.format(ESCAPED).encode(), 1, b"<feed xmlns='http://www.w3.org/2005/Atom'>"),
}  # fmt: skip
NAMES = pytest.mark.parametrize("name", KINDS)
FEW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@NAMES
def test_the_well_formed_file_is_read(folder: Path, name: str) -> None:
    assert len(articles(read(folder, name, KINDS[name][0]))) == KINDS[name][1]
    check(folder / name)


@pytest.mark.slow
@NAMES
@FEW
@given(data=st.binary(max_size=2_000))
def test_any_bytes_behind_its_start(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(KINDS[name][2] + data)
    check(folder / name)


@pytest.mark.slow
@NAMES
@FEW
@given(changes=st.lists(damages, min_size=1, max_size=4))
def test_a_damaged_file(folder: Path, name: str, changes: list[Damage]) -> None:
    (folder / name).write_bytes(apply_damage(KINDS[name][0], changes))
    check(folder / name)


WORDS = ["\\par ", "\\v ", "\\u8217?", "\\'e9", "{", "}", "\\bin9 ", "\\cell ", "\\row ",
         "\\intbl ", "\\*", "\\deleted ", "\\uc3 ", "\\f1 ", "\\plain ", "A", "\\\n", "{\\*\\x ",
         "\\upr "]  # fmt: skip


@given(words=st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_control_words(words: list[str]) -> None:
    document = read_rtf(b"{\\rtf1\\ansi " + "".join(words).encode())
    for block in document.blocks:
        # A row may begin with an empty cell.
        assert block.strip("\n ") == block != ""
        block.encode()
