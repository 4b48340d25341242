"""NITF and NewsML-G2: one story or many, and notices about them; no entity is followed."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path
from typing import NamedTuple

import pytest

from index.core.article import Article
from index.core.errors import DatelineError
from index.core.item import ItemVersion, NoticeStatus
from index.sources.entry import file_entry
from index.sources.formats.xml import read
from index.sources.parsed_article import ParsedArticle, Problem, PublisherNotice

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en-GB"><head><title>RAIN-KEL</title>
<tobject><tobject.subject tobject.subject.type="Weather"/></tobject>
<docdata management-status="usable"><doc-id id-string="kw1"/>
<date.issue norm="20250317T093000+0300"/></docdata>
<pubdata name="Kel Wire" ex-ref="https://kel.example/a/rain"/>
<revision-history norm="20250318T080000Z"/></head>
<body><body.head><hedline><hl1>Rain in Kel</hl1><hl2>Roads closed</hl2></hedline>
<byline>By <person>Ann Bo</person> <byttl>Editor</byttl></byline></body.head>
<body.content><block><p>The caf&eacute; <em>closed</em>
early &amp; stayed so.</p><media><media-caption><p>A caption.</p></media-caption></media>
<p>Next.</p></block><ol><li>One</li><li>Two</li></ol></body.content></body></nitf>"""

XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    "<head><title>Not this</title></head><body><p>One.</p><p>Two.</p></body></html></inlineXML>"
)


class Read(NamedTuple):
    articles: list[Article]
    problems: list[Problem]
    notices: list[PublisherNotice]


def item(guid: str = "urn:a", status: str = "usable", content: str = XHTML, **changes: str) -> str:
    fields = {
        "version": "1",
        "created": "<contentCreated>2025-03-17T09:30:00+03:00</contentCreated>",
        "first": "<firstCreated>2025-03-18T00:00:00Z</firstCreated>",
        "headline": "<headline>Rain in Kel</headline>",
        "by": "<by>By Ann Bo and Carl Di</by>",
    } | changes
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}"
        version="{fields["version"]}" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
        <provider qcode="nprov:KW"><name>Kel Wire</name></provider>
        <versionCreated>2025-03-19T10:00:00Z</versionCreated>{fields["first"]}
        <pubStatus qcode="stat:{status}"/></itemMeta>
        <contentMeta>{fields["created"]}<creator qcode="p:1"><name>Eve Fo</name></creator>
        {fields["by"]}<language tag="en-GB"/>
        <subject type="cpnat:person"><name>Ann Bo</name></subject>
        <subject qcode="medtop:17000000"><name>weather</name></subject>
        <slugline>RAIN-KEL</slugline>{fields["headline"]}</contentMeta>
        <contentSet>{content}</contentSet></newsItem>"""


def message(*items: str) -> str:
    return (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-03-20</sent>'
        f"</header><itemSet>{''.join(items)}<packageItem guid='p'/></itemSet></newsMessage>"
    )


def of(folder: Path, content: str | bytes) -> Read:
    path = folder / "wire.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    reads = list(read(file_entry(path)))
    return Read(
        [one.article for one in reads if isinstance(one, ParsedArticle)],
        [one for one in reads if isinstance(one, Problem)],
        [one for one in reads if isinstance(one, PublisherNotice)],
    )


def test_all_fields_of_nitf(tmp_path: Path) -> None:
    expected = Article(
        id="wire",
        title="Rain in Kel",
        text="The café closed early & stayed so.\n\nNext.\n\nOne\n\nTwo",
        source="Kel Wire",
        published="2025-03-17T09:30:00+03:00",
        url="https://kel.example/a/rain",
        authors=("Ann Bo",),
        updated="2025-03-18T08:00:00+00:00",
        language="en-GB",
        section="Weather",
    )
    assert of(tmp_path, NITF) == ([expected], [], [])
    namespaced = NITF.replace("<nitf ", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" ')
    assert of(tmp_path, namespaced) == ([expected], [], [])
    assert of(tmp_path, NITF.replace("UTF-8", "UTF-16").encode("utf-16")) == ([expected], [], [])


def test_a_byline_without_marked_people_is_its_words_without_the_job(tmp_path: Path) -> None:
    content = NITF.replace("<person>Ann Bo</person>", "Ann Bo and Carl Di")
    assert of(tmp_path, content).articles[0].authors == ("Ann Bo", "Carl Di")


def test_the_day_of_a_newspaper_stands_for_a_missing_issue_date(tmp_path: Path) -> None:
    content = NITF.replace('<date.issue norm="20250317T093000+0300"/>', "")
    assert of(tmp_path, content).articles[0].published is None
    content = content.replace('name="Kel Wire"', 'name="Kel Wire" date.publication="20250317"')
    assert of(tmp_path, content).articles[0].published == "2025-03-17"


def test_a_canceled_story_is_a_notice_about_its_item(tmp_path: Path) -> None:
    reads = of(tmp_path, NITF.replace('"usable"', '"canceled"'))
    assert reads.articles == []
    assert [one.notice.item.guid for one in reads.notices] == ["nitf:Kel Wire:kw1"]
    reads = of(tmp_path, message(item("urn:a", "canceled"), item("urn:b")))
    assert [article.id for article in reads.articles] == ["urn:b"]
    (notice,) = reads.notices
    assert notice.place == f"{tmp_path / 'wire.xml'}, item 1"
    assert notice.notice.status is NoticeStatus.CANCELED
    assert notice.notice.reason == "it is canceled by its pubStatus"


def test_a_canceled_story_without_a_name_of_its_own_is_refused(tmp_path: Path) -> None:
    unnamed = NITF.replace('<doc-id id-string="kw1"/>', "").replace('"usable"', '"canceled"')
    reads = of(tmp_path, unnamed)
    assert (reads.articles, reads.notices) == ([], [])
    assert "nothing was removed" in reads.problems[0].reason


def test_a_withheld_story_is_held(tmp_path: Path) -> None:
    (article,) = of(tmp_path, NITF.replace('"usable"', '"withheld"')).articles
    assert article.terms.hold == "it is withheld by its management-status"
    reads = of(tmp_path, message(item("urn:a", "withheld"), item("urn:b", "withheld", "")))
    assert [one.terms.hold for one in reads.articles] == ["it is withheld by its pubStatus"]
    assert [one.notice.status for one in reads.notices] == [NoticeStatus.WITHHELD]


def test_all_fields_of_newsml_g2(tmp_path: Path) -> None:
    expected = Article(
        id="urn:a",
        title="Rain in Kel",
        text="One.\n\nTwo.",
        source="Kel Wire",
        published="2025-03-17T09:30:00+03:00",
        authors=("Ann Bo", "Carl Di"),
        updated="2025-03-19T10:00:00+00:00",
        language="en-GB",
        section="weather",
    )
    assert of(tmp_path, item()) == ([expected], [], [])


def test_what_an_item_leaves_out_is_taken_from_its_next_best(tmp_path: Path) -> None:
    (article,) = of(tmp_path, item(created="", headline="", by="")).articles
    assert article.published == "2025-03-18T00:00:00+00:00"
    assert article.authors == ("Eve Fo",)
    assert article.title == "Not this"
    (article,) = of(tmp_path, item(created="", first="")).articles
    assert (article.published, article.updated) == ("2025-03-19T10:00:00+00:00", None)


def test_nitf_and_plain_text_inside_of_an_item(tmp_path: Path) -> None:
    nitf = f"<inlineXML>{NITF.partition('.dtd')[2].partition('>')[2]}</inlineXML>"
    nitf = nitf.replace("&eacute;", "é")
    assert of(tmp_path, item(content=nitf)).articles[0].text.startswith("The café closed early")
    inline = "<inlineData contenttype='text/plain'>One.\n\nTwo &lt; three.</inlineData>"
    assert of(tmp_path, item(content=inline)).articles[0].text == "One.\n\nTwo < three."
    assert of(tmp_path, item(content=inline + XHTML)).articles[0].text == "One.\n\nTwo."


def test_many_items_each_have_an_origin(tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(message(item("urn:a"), item("urn:b")))
    origins = [one.origin for one in read(file_entry(path)) if isinstance(one, ParsedArticle)]
    assert origins == [f"{path.resolve()}#urn:a", f"{path.resolve()}#urn:b"]


def test_every_version_comes_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(message(*(item(version=number) for number in "213")))
    items = [one.item for one in read(file_entry(path)) if isinstance(one, ParsedArticle)]
    second = 1_742_378_400  # of 2025-03-19T10:00:00Z
    assert items == [ItemVersion("urn:a", number, second) for number in (2, 1, 3)]


def test_a_bad_item_does_not_keep_the_others_out(tmp_path: Path) -> None:
    remote = item("urn:b", content="<remoteContent href='a.jpg'/>")
    reads = of(tmp_path, message(item("urn:a"), remote, item("urn:c", content=""), item("urn:d")))
    assert [article.id for article in reads.articles] == ["urn:a", "urn:d"]
    assert [problem.reason for problem in reads.problems] == [
        "it has no text: its content is in other files",
        "it has no text",
    ]


def test_items_before_the_damage_come(tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    whole = message(item("urn:a"), "\n" * 100_000, item("urn:b"))
    path.write_text(whole[: whole.index("urn:b") + 500])
    reads = read(file_entry(path))
    first = next(reads)
    assert isinstance(first, ParsedArticle)
    assert first.article.id == "urn:a"
    with pytest.raises(DatelineError, match="not well-formed"):
        next(reads)


BILLION = "<!DOCTYPE nitf [" + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10)
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BILLION + "]><nitf><p>&e9;</p></nitf>", "entities"),
        ('<!DOCTYPE n [<!ENTITY q "' + "x" * 50_000 + '">]><nitf>' + "&q;" * 50_000, "entities"),
        ('<!DOCTYPE n [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf>&x;</nitf>', "entities"),
        ('<!DOCTYPE n [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]><nitf/>', "entities"),
        ("<nitf>&unknown;</nitf>", "well-formed"),
        ("<rss><channel><item/></channel></rss>", "neither NITF nor NewsML"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "neither NITF nor NewsML"),
        ("<NewsML><NewsEnvelope/></NewsML>", "no newsItem"),
        ("<newsMessage/>", "no newsItem"),
        ("<nitf>" + "<p>" * 100_000, "200 elements deep"),
        ("<nitf/>", ""),
        ("", "well-formed"),
        ("Just text.", "well-formed"),
        (b"\xff\xfe\x00\x00", "well-formed"),
        (b"<nitf>\x00</nitf>", "well-formed"),
        ('<?xml version="1.0" encoding="big5"?><nitf/>', "encoding"),
        ('<?xml version="1.0" encoding="nothing"?><nitf/>', "encoding|well-formed"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: str | bytes, reason: str) -> None:
    if not reason:
        assert of(tmp_path, content).problems[0].reason == "it has no text"
        return
    began = time.monotonic()
    with pytest.raises(DatelineError, match=reason):
        of(tmp_path, content)
    assert time.monotonic() - began < 5


def test_an_item_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="20 MB"):
        of(tmp_path, "<newsMessage><newsItem><p>" + "x" * 21_000_000)


@pytest.mark.slow
def test_memory_stays_flat(tmp_path: Path) -> None:
    """100 items of 20 kB are 2 MB; only a few are held at a time."""
    body = f"<inlineData>{'The council met again. ' * 900}</inlineData>"
    path = tmp_path / "wire.xml"
    path.write_text(message(*(item(f"urn:{n}", content=body) for n in range(100))))
    tracemalloc.start()
    number = sum(isinstance(one, ParsedArticle) for one in read(file_entry(path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 100
    assert peak < 1_200_000  # all at once take 2.6 MB, one by one 0.5
