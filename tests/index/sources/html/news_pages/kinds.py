"""Kinds of pages: with several articles, live blogs, galleries, interviews, old tables."""

from __future__ import annotations

from tests.index.sources.html.news_pages import stories
from tests.index.sources.html.news_pages.frame import (
    BANNER,
    FOOTER,
    NAV,
    SHARE,
    SIGN_UP,
    NewsPage,
    describe,
    json_ld,
    make_page,
    paragraphs,
    state,
)

TRAM, HARVEST, COURT, LIBRARY = stories.TRAM, stories.HARVEST, stories.COURT, stories.LIBRARY


def make_kind_pages() -> list[NewsPage]:
    """The pages of this module."""
    return [
        make_aside_body(),
        make_article_tags(),
        make_endless_scroll(),
        make_live_blog(),
        make_gallery(),
        make_interview(),
        make_table_layout(),
    ]


def make_aside_body() -> NewsPage:
    """The article stands in an `aside`, and a notice about cookies in a `div`."""
    texts = COURT.paragraphs
    body = (
        f'<header><nav><a href="/">Home</a></nav></header><aside '
        f'class="content-col"><h1>{COURT.title}'
        f"</h1>{paragraphs(texts)}</aside>"
        '<div id="consent"><p>We and our 812 partners store and access information on a device, '
        "such"
        " as cookies, and process personal data for advertising and content measurement.</p><p>You"
        " may accept or manage your choices by clicking below, including your right to object where"
        " legitimate interest is used.</p></div>"
    )
    head = f"<title>{COURT.title}</title>{describe(COURT, '2025-06-04', 'Eva Fo')}"
    return NewsPage(
        "aside-body", make_page(head, body), state(COURT.title, texts, "2025-06-04", "Eva Fo")
    )


def make_article_tags() -> NewsPage:
    """Other stories are `article`s, too, before and after the one of the page."""
    texts = HARVEST.paragraphs
    card = (
        '<article class="card"><a href="/o{0}"><h3>Other story number {0} with a '
        "headline</h3></a><p>A"
        " summary of the other story in two lines, which belongs to its own page and not to this"
        " one.</p></article>"
    )
    body = (
        NAV + '<div class="top-stories">' + "".join(card.format(n) for n in range(3)) + "</div>"
        f'<main><article class="story"><h1>{HARVEST.title}</h1><p class="byline">Carl Di | 2 May '
        f"2025</p>"
        f'<p class="lead">{HARVEST.standfirst}</p>{paragraphs(texts)}</article></main><div'
        ' class="more">' + "".join(card.format(n) for n in range(3, 9)) + "</div>" + FOOTER
    )
    head = f"<title>{HARVEST.title}</title>{describe(HARVEST, '2025-05-02', 'Carl Di')}"
    text = (HARVEST.standfirst, *texts)
    return NewsPage(
        "article-tags", make_page(head, body), state(HARVEST.title, text, "2025-05-02", "Carl Di")
    )


def make_endless_scroll() -> NewsPage:
    """The next article is on the same page, in the same layout."""
    texts = COURT.paragraphs

    def article(story: stories.Story, mark: str) -> str:
        return (
            f'<article class="single-article" data-url="/news/{mark}"><h1>{story.title}</h1>'
            f'<div class="article-text">{paragraphs(story.paragraphs)}</div></article>'
        )

    body = (
        NAV + '<div class="infinite-scroll-container">' + article(COURT, "story") + "</div>"
        '<div class="infinite-scroll-next">' + article(LIBRARY, "library") + "</div>" + FOOTER
    )
    head = (
        f'<title>{COURT.title} | Kel Wire</title><meta property="og:title" content="{COURT.title}">'
        + describe(COURT, "2025-06-04", "Eva Fo")
    )
    return NewsPage(
        "endless-scroll", make_page(head, body), state(COURT.title, texts, "2025-06-04", "Eva Fo")
    )


def make_live_blog() -> NewsPage:
    """Posts with times and headings, newest first."""
    title = "Storm over Kel: live"
    posts = (
        ("18:40", "The pier is closed", TRAM.paragraphs[3:5]),
        ("17:05", "Ferries stay in port", COURT.paragraphs[2:4]),
        ("16:10", "First trees fall", HARVEST.paragraphs[2:4]),
        ("15:00", "The storm is here", LIBRARY.paragraphs[4:6]),
    )
    entries = "".join(
        f'<article class="live-post" id="post-{time[:2]}"><time class="live-post__time"'
        f' datetime="2025-10-11T{time}:00+02:00">{time}</time><h2 '
        f'class="live-post__title">{heading}</h2>'
        f'<div class="live-post__body">{paragraphs(parts)}</div>{SHARE}</article>'
        for time, heading, parts in posts
    )
    body = (
        f'{NAV}<main><h1>{title}</h1><p class="standfirst">All that happens on the coast '
        f'today.</p><div class="live-blog">{entries}</div></main>{FOOTER}'
    )
    block = json_ld(
        **{
            "@type": "LiveBlogPosting",
            "headline": title,
            "datePublished": "2025-10-11T14:50:00+02:00",
            "author": {"@type": "Person", "name": "Ann Bo"},
            "liveBlogUpdate": [
                {"@type": "BlogPosting", "headline": heading, "articleBody": parts[0]}
                for _, heading, parts in posts
            ],
        }
    )
    text: tuple[str, ...] = ("All that happens on the coast today.",)
    for _, heading, parts in posts:
        text = (*text, heading, *parts)
    return NewsPage(
        "live-blog",
        make_page(f"<title>{title}</title>{block}", body),
        state(title, text, "2025-10-11", "Ann Bo"),
    )


def make_gallery() -> NewsPage:
    """The captions are the text."""
    title = "The valley in blossom, in eight pictures"
    captions = (*HARVEST.paragraphs[2:8], *LIBRARY.paragraphs[1:3])
    slides = "".join(
        f'<li class="gallery-item"><figure><img src="/g{n}.jpg" alt=""><figcaption>{caption}'
        "</figcaption></figure></li>"
        for n, caption in enumerate(captions)
    )
    intro = "Our photographer spent three nights among the growers."
    body = (
        f'{NAV}<main><article><h1>{title}</h1><p class="intro">{intro}</p><ul '
        f'class="gallery">{slides}</ul></article></main>{FOOTER}'
    )
    head = f"<title>{title}</title>" + json_ld(
        headline=title, datePublished="2025-05-04", author="Ida Storm"
    )
    return NewsPage(
        "gallery",
        make_page(head, body),
        state(title, (intro, *captions), "2025-05-04", "Ida Storm"),
    )


def make_interview() -> NewsPage:
    """Questions in bold, and a box of facts in the text that is part of it."""
    title = "“I would plant them again tomorrow”"
    turns = (
        ("You have lost half of your trees. Why go on?", HARVEST.paragraphs[3]),
        ("What would help you most?", HARVEST.paragraphs[4]),
        ("And the insurers?", HARVEST.paragraphs[6]),
        ("What comes next?", HARVEST.paragraphs[7]),
    )
    inner = "".join(f"<p><strong>{one}</strong></p><p>{two}</p>" for one, two in turns)
    fact = "Nils Ahl, 41, farms eleven hectares above Velmora with his sister Tuva."
    body = (
        f'{NAV}<main><article class="post-content"><h1>{title}</h1><p>{fact}</p>{inner}{SIGN_UP}'
        f"<p><em>Interview: Carl Di</em></p></article></main>{FOOTER}"
    )
    head = f"<title>{title}</title>" + json_ld(
        headline=title, datePublished="2025-05-05", author="Carl Di"
    )
    text = (fact, *(part for turn in turns for part in turn), "Interview: Carl Di")
    return NewsPage("interview", make_page(head, body), state(title, text, "2025-05-05", "Carl Di"))


def make_table_layout() -> NewsPage:
    """A page of 2003: tables, fonts, and empty lines between paragraphs."""
    texts = LIBRARY.paragraphs
    text = "<br><br>".join(texts)
    body = (
        '<table width="760"><tr><td width="120" valign="top"><a href="/">Front page</a><br><a '
        'href="/s">'
        f'Sport</a></td><td valign="top"><font size="5"><b>{LIBRARY.title}</b></font><br><font '
        f'size="1">'
        f'By Edd Roe<br>9 February 2003</font><br><br><font face="Arial">{text}</font></td><td'
        ' width="150" valign="top"><font size="1"><b>Weather</b><br>Rain, '
        "wind</font></td></tr></table>"
        f"{BANNER}"
    )
    head = (
        f'<title>{LIBRARY.title}</title><meta name="author" content="Edd Roe"><meta '
        f'name="date" content="2003-02-09">'
    )
    return NewsPage(
        "table-layout", make_page(head, body), state(LIBRARY.title, texts, "2003-02-09", "Edd Roe")
    )
