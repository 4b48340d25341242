"""Whatever bytes a reader gets, it gives articles and problems, or says what is wrong, in time."""

from __future__ import annotations

import gzip
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from random import Random
from typing import BinaryIO, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.core.dates import earliest
from index.core.errors import DatelineError
from index.core.text import normalise
from index.sources.entry import Entry
from index.sources.formats import eml, json, wire
from index.sources.formats.cms import xml_exports
from index.sources.formats.web import warc
from index.sources.html import page
from index.sources.parsed_article import ParsedArticle, Problem, PublisherNotice, SourceEvent

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Rain | Kel Wire</title>'
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Rain",'
    ' "datePublished": "2025-03-17", "author": [{"name": "Ann Bo"}]}]}</script>'
    '<meta property="og:site_name" content="Kel Wire"><link rel="canonical" href="https://kel.ex/a">'
    '</head><body><nav>Home</nav><article><h1>Rain</h1><p class="byline">By Ann Bo, 17 March 2025'
    '</p><time datetime="2025-03-17T09:30Z">now</time><p>The café <b>closed</b> early.</p>'
    "<table><tr><td>Kel<td>1,200</table><ul><li>One<li>Two</ul></article></body></html>"
).encode()
NITF = (
    b'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><docdata>'
    b'<date.issue norm="20250317T093000+0300"/></docdata></head><body><body.head><hedline>'
    b"<hl1>Rain</hl1></hedline></body.head><body.content><p>The caf&eacute; closed.</p>"
    b"</body.content></body></nitf>"
)
G2 = b"<newsMessage><itemSet>" + b"".join(
    b'<newsItem guid="urn:%d" version="1"><itemMeta><firstCreated>2025-03-17</firstCreated>'
    b'<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>Rain</headline>'
    b"</contentMeta><contentSet><inlineXML><html><body><p>It rained.</p></body></html></inlineXML>"
    b"</contentSet></newsItem>" % number
    for number in range(3)
) + b"</itemSet></newsMessage>"  # fmt: skip

NEWSML1 = (
    b"<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>kel.example</ProviderId>"
    b"<DateId>20250317</DateId><NewsItemId>1</NewsItemId><RevisionId>2</RevisionId>"
    b"</NewsIdentifier></Identification><NewsManagement><FirstCreated>20250317T093000Z"
    b'</FirstCreated><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines>'
    b"<HeadLine>Rain</HeadLine></NewsLines><ContentItem><DataContent><p>The caf\xc3\xa9 closed.</p>"
    b"</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
)
NINJS = (
    b'{"uri": "urn:1", "version": "2", "versioncreated": "2025-03-17T09:30:00Z", "pubstatus":'
    b' "usable", "headlines": [{"role": "main", "value": "Rain"}], "bodies": [{"contenttype":'
    b' "text/html", "value": "<p>The caf\xc3\xa9 closed.</p>"}], "embargoed": "2025-03-18"}'
)
IPTC = (
    b"\x01kel0123 4 pl 20 kel 0045\r\n\r\n\x02Kel/rain/\r\nRain closes a caf\xc3\xa9 =\r\n\r\n"
    b"Kel (kel) - The cafe closed on Monday, it\r\nrained.\r\n\x03\r\n171200 GMT Mar 25\r\n\x04"
)
ANPA = (
    b"\x16\x16\x01a0123\x1fkelun\r\nu a\x13\x11BC-Kel-Rain 03-17 0020\r\n\x02^BC-Kel-Rain,20<\r\n"
    b"^Rain closes a cafe<\r\n^By ANN BO=\r\n\t   KEL (KW) _ The cafe closed. \r\n"
    b"\t   KW-WF-03-17-25 1200GMT<\r\n\x03\x04"
)


def message() -> bytes:
    eml = EmailMessage()
    eml["From"], eml["Subject"] = "Kel Wire <news@kel.example>", "Café closes"
    eml["Date"] = "Mon, 17 Mar 2025 09:30:00 +0300"
    eml.set_content("The café closed.\n\nIt rained.\n")
    eml.add_alternative("<p>The café closed.</p>", subtype="html")
    eml.add_attachment(b"\x00\x01", maintype="image", subtype="png")
    return eml.as_bytes()


def archive(*, packed: bool) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    records = [
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://kel.example/%d\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (number, len(text), text)
        for number in range(3)
        if (text := body.replace(b"https://kel.ex/a", b"https://kel.ex/%d" % number))
    ]
    return b"".join(gzip.compress(record) if packed else record for record in records)


Reader = Callable[[Entry], Iterator[SourceEvent]]
SOUND: dict[str, tuple[Reader, bytes]] = {
    "page": (page.read, PAGE),
    "nitf": (xml_exports.read, NITF),
    "newsml": (xml_exports.read, G2),
    "newsml1": (xml_exports.read, NEWSML1),
    "ninjs": (json.read, NINJS),
    "iptc7901": (wire.read, IPTC),
    "anpa": (wire.read, ANPA),
    "mail": (eml.read, message()),
    "warc": (warc.read, archive(packed=False)),
    "warc.gz": (warc.read, archive(packed=True)),
}
CASES = pytest.mark.parametrize("name", SOUND)


def check(reader: Reader, content: bytes) -> int:
    """How many articles come; fails for whatever no reader may do."""
    opened = partial(lambda raw: cast("BinaryIO", io.BytesIO(raw)), content)
    articles, began = 0, time.monotonic()
    try:
        for item in reader(Entry("x", "x", "/x", "/x", opened)):
            assert isinstance(item, ParsedArticle | PublisherNotice | Problem)
            if isinstance(item, ParsedArticle):
                articles += 1
                check_article(item)
            elif isinstance(item, Problem):
                assert item.reason
    except DatelineError:
        pass
    assert time.monotonic() - began < 10
    return articles


def check_article(item: ParsedArticle) -> None:
    article = item.article
    assert article.id
    assert article.text.strip()
    assert article.text == normalise(article.text)
    for date in (article.published, article.updated):
        assert date is None or isinstance(earliest(date), int)
    assert isinstance(article.terms.opens + article.terms.closes, int)
    assert article.url == "" or article.url.startswith(("http://", "https://"))
    repr(article).encode("utf-8")


@dataclass(frozen=True)
class Change:
    """A way in which a file goes wrong, the same for the same seed."""

    kind: str
    seed: int

    def apply(self, content: bytes) -> bytes:
        random = Random(self.seed)
        at, to = sorted(random.randrange(len(content) + 1) for _ in range(2))
        if self.kind == "cut":
            return content[:at]
        if self.kind == "drop":
            return content[:at] + content[to:]
        if self.kind == "double":
            return content[:to] + content[at:]
        if self.kind == "insert":
            return content[:at] + random.randbytes(random.randrange(1, 40)) + content[at:]
        flipped = bytearray(content)
        for _ in range(random.randrange(1, 20)):
            if flipped:
                flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
        return bytes(flipped)


CHANGES = st.builds(
    Change, st.sampled_from(["cut", "drop", "double", "insert", "flip"]), st.integers(0, 2**32)
)


@CASES
def test_the_sound_files_are_read(name: str) -> None:
    assert check(*SOUND[name]) == {"newsml": 3, "warc": 3, "warc.gz": 3}.get(name, 1)


@pytest.mark.slow
@CASES
@settings(max_examples=60)
@given(changes=st.lists(CHANGES, min_size=1, max_size=3))
def test_files_that_went_wrong(name: str, changes: list[Change]) -> None:
    reader, content = SOUND[name]
    for change in changes:
        content = change.apply(content)
    check(reader, content)


@CASES
@given(content=st.binary(max_size=2_000))
@example(content=b"")
@example(content=b"\x00" * 1_000)
@example(content=b"\x1f\x8b" + b"\xff" * 100)
@example(content=b"WARC/1.0\r\n\r\n" * 50)
@example(content=b"From: x\r\n" + b"Content-Type: multipart/mixed; boundary=a\r\n--a\r\n" * 200)
def test_any_bytes(name: str, content: bytes) -> None:
    check(SOUND[name][0], content)


@pytest.mark.slow
@CASES
@settings(max_examples=40)
@given(text=st.text(max_size=200), at=st.floats(0, 1))
def test_any_letters_in_the_middle(name: str, text: str, at: float) -> None:
    reader, content = SOUND[name]
    place = int(at * len(content))
    check(reader, content[:place] + text.encode("utf-8", "surrogatepass") + content[place:])
