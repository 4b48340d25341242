"""Bodies in parts: several blocks, columns, single divs, live blogs, galleries, scrolling."""

from __future__ import annotations

from tests.index.sources.html.news_pages import stories
from tests.index.sources.html.news_pages.frame import (
    ADVERT,
    BANNER,
    FOOTER,
    NAV,
    RELATED,
    SHARE,
    SIDEBAR,
    SIGN_UP,
    NewsPage,
    describe,
    figure,
    json_ld,
    make_page,
    paragraphs,
    state,
)

TRAM, HARVEST, COURT, LIBRARY = stories.TRAM, stories.HARVEST, stories.COURT, stories.LIBRARY


def make_body_pages() -> list[NewsPage]:
    """The pages of this module."""
    return [
        make_blocks_between_adverts(),
        make_nested_blocks(),
        make_companion_columns(),
        make_two_columns(),
        make_single_divs(),
        make_component_blocks(),
        make_hashed_names(),
        make_aside_body(),
        make_article_tags(),
        make_endless_scroll(),
        make_live_blog(),
        make_gallery(),
        make_interview(),
        make_table_layout(),
    ]


def make_blocks_between_adverts() -> NewsPage:
    """Three blocks of one class, in one `article`."""
    texts = TRAM.paragraphs
    blocks = ADVERT.join(
        f'<div class="article-body">{paragraphs(part)}</div>'
        for part in (texts[:3], texts[3:7], texts[7:])
    )
    body = f"{NAV}<main><article><h1>{TRAM.title}</h1>{blocks}</article></main>{FOOTER}"
    head = f"<title>{TRAM.title}</title>{describe(TRAM, '2025-03-17', 'Ann Bo')}"
    return NewsPage(
        "blocks-between-adverts",
        make_page(head, body),
        state(TRAM.title, texts, "2025-03-17", "Ann Bo"),
    )


def make_nested_blocks() -> NewsPage:
    """Containers of containers, each with its own grid, as magazines have them."""
    texts = (*LIBRARY.paragraphs, *HARVEST.paragraphs[2:6])
    grids = "".join(
        '<div class="body body__container article__body grid--item"><div class="container'
        f' container--body"><div class="body__inner-container">{paragraphs(part)}</div></div></div>'
        '<div class="ad ad--mid-content"><div class="ad__slot">Advertisement</div></div>'
        for part in (texts[:4], texts[4:8], texts[8:11], texts[11:])
    )
    body = (
        NAV + '<article class="article main-content"><div class="content-header"><h1'
        f' class="content-header__row">{LIBRARY.title}</h1><div class="content-header__dek">'
        f'{LIBRARY.standfirst}</div><div class="content-header__byline">By <a>Edd Roe</a></div></div>'
        f'<div class="article__chunks" data-attribute-verso-pattern="article-body">{grids}</div>'
        '<div class="content-footer"><p>Edd Roe is a staff writer and the author of two books on'
        " stoves.</p></div></article>" + RELATED + FOOTER
    )
    head = f"<title>{LIBRARY.title} | The Marn Letter</title>" + describe(
        LIBRARY, "2025-02-09", "Edd Roe", "The Marn Letter"
    )
    text = (LIBRARY.standfirst, *texts)
    return NewsPage(
        "nested-blocks", make_page(head, body), state(LIBRARY.title, text, "2025-02-09", "Edd Roe")
    )


def make_companion_columns() -> NewsPage:
    """`section name=articleBody` with many columns under hashed classes."""
    texts = HARVEST.paragraphs
    parts = [texts[n : n + 2] for n in range(0, len(texts), 2)]
    columns = '<div class="css-ad1"><div id="story-ad-1-wrapper">Advertisement</div></div>'.join(
        '<div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">'
        f"{paragraphs(part, 'class=' + chr(34) + 'css-at9mc1 evys1bk0' + chr(34))}</div><aside"
        ' class="css-ew4tgv" aria-label="companion column"></aside></div>'
        for part in parts
    )
    body = (
        NAV
        + f'<main id="site-content"><article id="story"><header class="css-x"><h1>{HARVEST.title}'
        f'</h1><p id="article-summary">{HARVEST.standfirst}</p><div><p>By <span itemprop="name">Carl'
        ' Di</span></p><time datetime="2025-05-02T05:00:00Z">May 2, 2025</time></div></header>'
        f'<section name="articleBody" itemprop="articleBody">{columns}</section>'
        '<div class="bottom-of-article"><p>Carl Di is a correspondent who covers farms.</p></div>'
        "</article></main>" + FOOTER
    )
    head = f"<title>{HARVEST.title} - Kel Wire</title>{describe(HARVEST, '2025-05-02', 'Carl Di')}"
    text = (HARVEST.standfirst, *texts)
    return NewsPage(
        "companion-columns",
        make_page(head, body),
        state(HARVEST.title, text, "2025-05-02", "Carl Di"),
    )


def make_two_columns() -> NewsPage:
    """A body in two columns with different names."""
    texts = COURT.paragraphs
    body = (
        NAV
        + f'<main><h1>{COURT.title}</h1><p class="meta">Eva Fo, 4 June 2025</p><div class="row">'
        f'<div class="col-left">{paragraphs(texts[:4])}</div>'
        f'<div class="col-right">{paragraphs(texts[4:])}</div></div></main>' + SIDEBAR + FOOTER
    )
    head = f"<title>{COURT.title}</title>{describe(COURT, '2025-06-04', 'Eva Fo')}"
    return NewsPage(
        "two-columns", make_page(head, body), state(COURT.title, texts, "2025-06-04", "Eva Fo")
    )


def make_single_divs() -> NewsPage:
    """Each paragraph is a div, without a `p` on the page; a line of staff at the end."""
    texts = COURT.paragraphs
    divs = "".join(
        f'<div data-testid="paragraph-{n}" class="text__text__1FZLe body__paragraph__2-BtD">{text}</div>'
        for n, text in enumerate(texts)
    )
    body = (
        NAV + f'<article data-testid="Article"><header><h1 data-testid="Heading">{COURT.title}</h1>'
        '<div class="author-name">By <a rel="author" href="/e">Eva Fo</a></div><time'
        ' datetime="2025-06-04T15:00:00Z"><span>June 4, 2025</span></time></header>'
        f'<div class="article-body__content__17Yit">{divs}<div data-testid="promo-box"><span>The Kel'
        " Wire Morning Briefing gives you all the news you need to start your day. Sign up <a"
        ' href="/newsletters">here</a>.</span></div></div></article>' + FOOTER
    )
    head = f"<title>{COURT.title} | Kel Wire</title>{describe(COURT, '2025-06-04', 'Eva Fo')}"
    return NewsPage(
        "single-divs", make_page(head, body), state(COURT.title, texts, "2025-06-04", "Eva Fo")
    )


def make_component_blocks() -> NewsPage:
    """Components of text, pictures and links in turn."""
    texts = HARVEST.paragraphs
    text = "".join(
        f'<div data-component="text-block" class="ssrcss-11r1m41"><p class="ssrcss-1q0x1qg">{one}</p></div>'
        for one in texts[:5]
    )
    rest = "".join(
        f'<div data-component="text-block" class="ssrcss-11r1m41"><p class="ssrcss-1q0x1qg">{one}</p></div>'
        for one in texts[5:]
    )
    body = (
        NAV + f'<main id="main-content"><article><header><h1 id="main-heading">{HARVEST.title}</h1>'
        '<div data-component="byline-block">By Carl Di</div></header>'
        f'<div data-component="image-block">{figure("Blossom under ice")}</div>{text}'
        '<div data-component="links-block"><ul><li><a href="/l1">How frost kills a flower</a></li><li>'
        '<a href="/l2">The insurers that left the valley</a></li></ul></div>'
        f'{rest}<section data-component="topic-list"><h2>Related topics</h2><ul><li><a href="/t">'
        "Farming</a></li></ul></section></article></main>" + RELATED + FOOTER
    )
    head = f"<title>{HARVEST.title} - Kel Wire</title>{describe(HARVEST, '2025-05-02', 'Carl Di')}"
    return NewsPage(
        "component-blocks",
        make_page(head, body),
        state(HARVEST.title, texts, "2025-05-02", "Carl Di"),
    )


def make_hashed_names() -> NewsPage:
    """Names of classes that say nothing; only words tell the sign-up from the text."""
    texts = TRAM.paragraphs
    body = (
        NAV + '<main class="_a1"><div class="_b2"><h1 class="_c3">'
        f'{TRAM.title}</h1><div class="_d4"><span class="_e5">By Ann Bo</span></div><div class="_f6">'
        + paragraphs(texts[:4], 'class="_g7"')
        + '<div class="_x1"><p>Sign up to our newsletter and get the best of the harbour every'
        ' Friday.</p><form><input type="email"><button>Go</button></form></div>'
        + paragraphs(texts[4:8], 'class="_g7"')
        + '<div class="_x2"><p>Kel Wire is free to read because our members pay for it. Become a'
        ' member from 3 crowns a month.</p><a href="/membership">Join now</a></div>'
        + paragraphs(texts[8:], 'class="_g7"')
        + "</div></div></main>"
        + FOOTER
    )
    head = f"<title>{TRAM.title}</title>{describe(TRAM, '2025-03-17', 'Ann Bo')}"
    return NewsPage(
        "hashed-names", make_page(head, body), state(TRAM.title, texts, "2025-03-17", "Ann Bo")
    )


def make_aside_body() -> NewsPage:
    """The article stands in an `aside`, and a notice about cookies in a `div`."""
    texts = COURT.paragraphs
    body = (
        f'<header><nav><a href="/">Home</a></nav></header><aside class="content-col"><h1>{COURT.title}'
        f"</h1>{paragraphs(texts)}</aside>"
        '<div id="consent"><p>We and our 812 partners store and access information on a device, such'
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
        '<article class="card"><a href="/o{0}"><h3>Other story number {0} with a headline</h3></a><p>A'
        " summary of the other story in two lines, which belongs to its own page and not to this"
        " one.</p></article>"
    )
    body = (
        NAV + '<div class="top-stories">' + "".join(card.format(n) for n in range(3)) + "</div>"
        f'<main><article class="story"><h1>{HARVEST.title}</h1><p class="byline">Carl Di | 2 May 2025</p>'
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
        f' datetime="2025-10-11T{time}:00+02:00">{time}</time><h2 class="live-post__title">{heading}</h2>'
        f'<div class="live-post__body">{paragraphs(parts)}</div>{SHARE}</article>'
        for time, heading, parts in posts
    )
    body = f'{NAV}<main><h1>{title}</h1><p class="standfirst">All that happens on the coast today.</p><div class="live-blog">{entries}</div></main>{FOOTER}'
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
    text = ("All that happens on the coast today.",)
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
    body = f'{NAV}<main><article><h1>{title}</h1><p class="intro">{intro}</p><ul class="gallery">{slides}</ul></article></main>{FOOTER}'
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
        '<table width="760"><tr><td width="120" valign="top"><a href="/">Front page</a><br><a href="/s">'
        f'Sport</a></td><td valign="top"><font size="5"><b>{LIBRARY.title}</b></font><br><font size="1">'
        f'By Edd Roe<br>9 February 2003</font><br><br><font face="Arial">{text}</font></td><td'
        ' width="150" valign="top"><font size="1"><b>Weather</b><br>Rain, wind</font></td></tr></table>'
        f"{BANNER}"
    )
    head = f'<title>{LIBRARY.title}</title><meta name="author" content="Edd Roe"><meta name="date" content="2003-02-09">'
    return NewsPage(
        "table-layout", make_page(head, body), state(LIBRARY.title, texts, "2003-02-09", "Edd Roe")
    )
