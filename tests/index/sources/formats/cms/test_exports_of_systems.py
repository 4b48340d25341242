"""Ghost, Arc, Drupal, Movable Type, Blogger and Medium: what was published, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from index.sources.parsed_article import Problem, SourceEvent
from tests.index.sources.sample_files import articles, problems, read

TEXT = "The ferry to Kel stays in port until Friday, the company said."
HTML = f"<p>{TEXT}</p><figure><figcaption>A caption</figcaption></figure><p>Talks go on.</p>"
BOTH = f"{TEXT}\n\nTalks go on."


def notes(events: list[SourceEvent]) -> list[str]:
    return [one.reason for one in events if isinstance(one, Problem) and not one.skipped]


def ghost(*posts: dict[str, Any]) -> str:
    data = {
        "posts": list(posts),
        "posts_authors": [
            {"id": "b", "post_id": "p1", "author_id": "u2", "sort_order": 1},
            {"id": "a", "post_id": "p1", "author_id": "u1", "sort_order": 0},
        ],
        "posts_tags": [{"post_id": "p1", "tag_id": "t1", "sort_order": 0}],
        "settings": [{"key": "title", "value": "Marl Observer"}, {"key": "lang", "value": "en"}],
        "tags": [{"id": "t1", "name": "Harbour"}],
        "users": [{"id": "u1", "name": "Ann Bo"}, {"id": "u2", "name": "Carl Di"}],
    }
    meta = {"exported_on": 1552560000000, "version": "5.2.0"}
    return json.dumps({"db": [{"meta": meta, "data": data}]})


def ghost_post(**changes: Any) -> dict[str, Any]:
    return {
        "id": "p1", "uuid": "c0ffee", "title": "Ferry stays", "slug": "ferry", "html": HTML,
        "lexical": "{}", "status": "published", "type": "post", "visibility": "public",
        "published_at": "2019-03-04T10:30:00.000Z", "updated_at": "2019-03-05T10:30:00.000Z",
    } | changes  # fmt: skip


def test_ghost(tmp_path: Path) -> None:
    drafts = [
        ghost_post(id="p2", uuid="d", status="draft"),
        ghost_post(id="p3", status="scheduled"),
    ]
    events = read(tmp_path, "ghost.json", ghost(ghost_post(), *drafts))
    (article,) = articles(events)
    assert (article.id, article.title, article.text) == ("c0ffee", "Ferry stays", BOTH)
    assert (article.source, article.section) == ("Marl Observer", "Harbour")
    assert article.authors == ("Ann Bo", "Carl Di")
    assert (article.published or "")[:16] == "2019-03-04T10:30"
    assert (article.updated or "")[:10] == "2019-03-05"
    assert article.language == "en"
    assert notes(events) == ["left out: 1 draft, 1 scheduled post"]


def test_ghost_without_html_and_other_faults(tmp_path: Path) -> None:
    pages = [ghost_post(id="p4", uuid="e", type="page")]
    events = read(tmp_path, "g.json", ghost(ghost_post(html=None), 7, *pages))  # type: ignore[arg-type]
    assert not articles(events)
    assert problems(events) == [
        "g.json, post 1: its text is only there in the form of Ghost's editor, not as HTML",
        "g.json, post 2: it is not a JSON object",
    ]
    assert notes(events) == ["left out: 1 page with little text"]
    assert problems(read(tmp_path, "e.json", ghost())) == ["e.json: it holds no posts"]
    whole = ghost(ghost_post(), ghost_post(id="p9", uuid="f"))
    assert problems(read(tmp_path, "cut.json", whole[:-300])) == ["cut.json: it is not valid JSON"]


def arc_story(**changes: Any) -> dict[str, Any]:
    return {
        "_id": "ABC123", "type": "story", "version": "0.10.7",
        "headlines": {"basic": "Ferry stays", "mobile": ""},
        "content_elements": [
            {"type": "text", "content": f"<b>{TEXT[:9]}</b>{TEXT[9:]}"},
            {"type": "image", "caption": "A caption", "url": "https://a.example/a.jpg"},
            {"type": "raw_html", "content": "<iframe src='x'></iframe>"},
            {"type": "list", "items": [{"type": "text", "content": "Talks go on."}]},
            {"type": "story", "headlines_": 1},
        ],
        "credits": {"by": [{"type": "author", "name": "Ann Bo"}, {"name": "Carl Di"}]},
        "display_date": "2019-03-04T10:30:00Z", "first_publish_date": "2019-03-04T09:00:00Z",
        "last_updated_date": "2019-03-05T10:30:00Z", "language": "en",
        "canonical_url": "https://marl.example/ferry", "source": {"name": "Marl Observer"},
        "taxonomy": {"primary_section": {"name": "Harbour"}}, "revision": {"published": True},
    } | changes  # fmt: skip


def test_arc(tmp_path: Path) -> None:
    hidden = arc_story(_id="Z", revision={"published": False})
    for name, content in {
        "one.json": arc_story(),
        "list.json": [arc_story(), hidden],
        "answer.json": {"type": "results", "content_elements": [hidden, arc_story()], "count": 2},
    }.items():
        events = read(tmp_path, name, json.dumps(content))
        (article,) = articles(events)
        assert (article.id, article.title, article.text) == ("ABC123", "Ferry stays", BOTH)
        assert article.published == "2019-03-04T10:30:00+00:00"
        assert (article.source, article.section) == ("Marl Observer", "Harbour")
        assert article.authors == ("Ann Bo", "Carl Di")
        assert article.url == "https://marl.example/ferry"
        if name != "one.json":
            assert notes(events) == ["left out: 1 story that is not published"]


def test_drupal(tmp_path: Path) -> None:
    def node(name: str, status: bool = True, kind: str = "article") -> dict[str, Any]:
        return {
            "type": f"node--{kind}", "id": name,
            "attributes": {"title": "Ferry stays", "status": status, "langcode": "en",
                           "created": "2019-03-04T10:30:00+00:00", "body": {"value": HTML}},
            "relationships": {"uid": {"data": {"type": "user--user", "id": "u"}}},
        }  # fmt: skip

    content = {"jsonapi": {"version": "1.0"}, "data": [node("a"), node("b", status=False)]}
    events = read(tmp_path, "nodes.json", json.dumps(content))
    (article,) = articles(events)
    assert (article.id, article.title, article.text) == ("a", "Ferry stays", BOTH)
    assert article.published == "2019-03-04T10:30:00+00:00"
    assert notes(events) == ["left out: 1 node that is not published"]


def movable(number: int = 1, status: str = "Publish", body: str = HTML, breaks: str = "0") -> str:
    return f"""AUTHOR: Ann Bo
TITLE: Ferry stays {number}
BASENAME: ferry_stays_{number}
STATUS: {status}
ALLOW COMMENTS: 1
CONVERT BREAKS: {breaks}
ALLOW PINGS: 1
PRIMARY CATEGORY: Harbour
CATEGORY: Harbour

DATE: 03/04/2019 05:30:10 PM
-----
BODY:
{body}
-----
EXTENDED BODY:
<p>More of it.</p>
-----
EXCERPT:
Short.
-----
KEYWORDS:
-----
COMMENT:
AUTHOR: Foo
DATE: 03/05/2019 01:02:03 AM
I do not believe it.
-----
--------
"""


def test_movable_type(tmp_path: Path) -> None:
    lines = movable(3, body="One\nline.\n\nAnother.", breaks="__default__")
    events = read(tmp_path, "mt.txt", movable() + movable(2, "Draft") + lines)
    first, third = articles(events)
    assert (first.id, first.title) == ("ferry_stays_1", "Ferry stays 1")
    assert first.text == f"{BOTH}\n\nMore of it."
    assert third.text == "One\nline.\n\nAnother.\n\nMore of it."
    assert first.published == "2019-03-04T17:30:10"
    assert (first.authors, first.section) == (("Ann Bo",), "Harbour")
    assert notes(events) == ["left out: 1 draft"]
    cut = read(tmp_path, "cut.txt", movable() + movable(2)[:400])
    assert len(articles(cut)) == 1
    assert problems(cut) == ["cut.txt: it is cut off: the end of its last entry is missing"]


BLOGGER = """<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'
 xmlns:app='http://www.w3.org/2007/app'><id>tag:blogger.com,1999:blog-1.archive</id>
<title type='text'>Marl Observer</title><generator>Blogger</generator>{}</feed>"""


def blogger(number: int, kind: str = "post", draft: str = "") -> str:
    return f"""<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id>
<published>2019-03-04T10:30:00.000+01:00</published><updated>2019-03-05T10:30:00.000+01:00</updated>
<category scheme='http://schemas.google.com/g/2005#kind'
 term='http://schemas.google.com/blogger/2008/kind#{kind}'/>
<category scheme='http://www.blogger.com/atom/ns#' term='Harbour'/>{draft}
<title type='text'>Ferry stays</title>
<content type='html'>{HTML.replace("<", "&lt;").replace(">", "&gt;")}</content>
<link rel='alternate' type='text/html' href='https://marl.example/2019/03/ferry.html'/>
<author><name>Ann Bo</name><email>noreply@blogger.com</email></author></entry>"""


def test_blogger(tmp_path: Path) -> None:
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    entries = [blogger(1), blogger(2, draft=draft), blogger(3, "comment"), blogger(4, "settings")]
    content = BLOGGER.format("".join(entries))
    for name in ("blog.xml", "feed.atom"):
        events = read(tmp_path, name, content)
        (article,) = articles(events)
        assert (article.title, article.text) == ("Ferry stays", BOTH)
        assert (article.source, article.section) == ("Marl Observer", "Harbour")
        assert (article.published or "").startswith("2019-03-04T10:30:00")
        assert article.url == "https://marl.example/2019/03/ferry.html"
        assert notes(events) == ["left out: 1 draft"]


def test_blogger_s_new_export(tmp_path: Path) -> None:
    def entry(number: int, status: str) -> str:
        return f"""<entry xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>tag:blogger.com,1999:blog-1.post-{number}</id><blogger:type>POST</blogger:type>
<blogger:status>{status}</blogger:status><author><name>Ann Bo</name></author>
<title>Ferry stays</title><content type='html'>{TEXT}</content>
<published>2019-03-04T10:30:00Z</published></entry>"""

    content = BLOGGER.format(entry(1, "LIVE") + entry(2, "DRAFT"))
    events = read(tmp_path, "feed.atom", content)
    assert [article.text for article in articles(events)] == [TEXT]
    assert notes(events) == ["left out: 1 draft"]


MEDIUM = """<!DOCTYPE html><html><head><title>Ferry stays</title></head><body>
<article class="h-entry"><header><h1 class="p-name">Ferry stays</h1></header>
<section data-field="subtitle" class="p-summary">A summary</section>
<section data-field="body" class="e-content"><section name="a" class="section"><div><hr></div>
<h3 class="graf graf--h3 graf--title">Ferry stays</h3>{}</section></section>
<footer><p>By <a href="https://medium.com/@ann" class="p-author h-card">Ann Bo</a>{}</p>
<p>Exported from <a href="https://medium.com">Medium</a> on March 9, 2019.</p></footer></article>
</body></html>"""
DATED = """ on <a href="https://medium.com/p/1"><time class="dt-published"
 datetime="2019-03-04T10:30:00.000Z">March 4, 2019</time></a>.</p><p>
<a href="https://medium.com/@ann/ferry-1" class="p-canonical">Canonical link</a>"""


def test_medium(tmp_path: Path) -> None:
    (article,) = articles(read(tmp_path, "2019-03-04_Ferry-1.html", MEDIUM.format(HTML, DATED)))
    assert (article.title, article.text) == ("Ferry stays", BOTH)
    assert article.authors == ("Ann Bo",)
    assert (article.published or "")[:16] == "2019-03-04T10:30"
    assert article.url == "https://medium.com/@ann/ferry-1"
    assert problems(read(tmp_path, "draft_Ferry.html", MEDIUM.format(HTML, ""))) == [
        "draft_Ferry.html: it is a draft: it was not published"
    ]
