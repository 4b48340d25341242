"""What surrounds an article on a page: its head, the site's frame, and boxes beside the text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from tests.index.sources.html.news_pages.stories import Story


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A page, and the JSON object of `eval.pages` about it."""

    name: str
    html: str
    truth: dict[str, Any]


SITE = "https://www.kelwire.example"
NAV = (
    '<header class="site-header"><div class="site-branding"><a href="/">Kel Wire</a></div><nav><ul>'
    '<li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/culture">'
    "Culture</a></li></ul></nav></header>"
)
FOOTER = (
    '<footer class="site-footer"><ul><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">'
    "Privacy</a></li></ul><p>© 2025 Kel Wire. All rights reserved. No part of this site may be"
    " copied without the written permission of the publisher.</p></footer>"
)
BANNER = (
    '<div id="onetrust-banner-sdk" class="otFlat" role="dialog"><h2>We value your privacy</h2><p>We'
    " and our 812 partners store and access information on a device, such as cookies, and process"
    " personal data for advertising and content measurement.</p><button>Accept all</button></div>"
)
SHARE = (
    '<div class="share-buttons"><span>Share this article</span><a href="#">Facebook</a>'
    '<a href="#">Copy link</a></div>'
)
SIGN_UP = (
    '<div class="newsletter-signup"><h3>The Kel Morning</h3><p>Get the news of the harbour town in'
    " your inbox every day at six. Sign up for our free newsletter, and unsubscribe when you"
    ' like.</p><form><input type="email"><button>Sign up</button></form></div>'
)
ADVERT = '<div class="ad-slot" data-ad="mid"><span>Advertisement</span></div>'
SIDEBAR = (
    '<aside class="sidebar"><h2>Most read</h2><ol><li><a href="/a">Storm tears the roof from the'
    ' fish hall</a></li><li><a href="/b">Why the ferry was late again on Sunday evening</a></li>'
    '<li><a href="/c">Baker of Marn wins the prize for the best rye loaf</a></li></ol></aside>'
)
RELATED = (
    '<section class="related-articles"><h2>More from Kel Wire</h2><article class="card"><h3>'
    '<a href="/x">Harbour master retires after thirty years</a></h3><p>He has seen four mayors and'
    ' eleven storms, and wants to see no more of either.</p></article><article class="card"><h3>'
    '<a href="/y">School in Ostby gets a second roof</a></h3><p>The first one was never paid for,'
    " which the council learned only last week from the roofer.</p></article></section>"
)
COMMENTS = (
    '<section id="comments" class="comments-area"><h2>2 comments</h2><ol class="comment-list"><li>'
    '<div class="comment-content"><p>About time. I have walked to work for eleven years and nobody'
    " ever asked me what I thought of the buses.</p></div></li></ol></section>"
)


def paragraphs(texts: tuple[str, ...], mark: str = "") -> str:
    """The texts in `<p>`, with attributes or none."""
    return "".join(
        f"<p{' ' + mark if mark else ''}>{escape(text, quote=False)}</p>" for text in texts
    )


def figure(caption: str, mark: str = "") -> str:
    """A picture with a caption and a credit."""
    return (
        f'<figure{" " + mark if mark else ""}><img src="/p.jpg" alt=""><figcaption>{caption}'
        " <span>Photo: Ida Storm</span></figcaption></figure>"
    )


def json_ld(**fields: Any) -> str:
    """A block of schema.org's description, of a NewsArticle unless another type is given."""
    block = {"@context": "https://schema.org", "@type": "NewsArticle"} | fields
    return f'<script type="application/ld+json">{json.dumps(block, ensure_ascii=False)}</script>'


def describe(story: Story, day: str, author: object, outlet: str = "Kel Wire") -> str:
    """The usual description of a story."""
    return json_ld(
        headline=story.title,
        datePublished=f"{day}T08:15:00+01:00",
        author=author,
        publisher={"@type": "Organization", "name": outlet},
    )


def make_page(head: str, body: str, language: str = "en") -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">{head}</head>\n'
        f"<body>{body}</body></html>\n"
    )


def state(
    title: str, text: tuple[str, ...], day: str, *authors: str, path: str = "/news/story"
) -> dict[str, Any]:
    """What is known about a page."""
    return {
        "url": SITE + path,
        "title": title,
        "date": day,
        "authors": list(authors),
        "text": list(text),
    }
