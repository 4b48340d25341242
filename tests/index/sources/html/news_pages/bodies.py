"""Bodies in parts: several blocks, columns, single divs, components."""

from __future__ import annotations

from tests.index.sources.html.news_pages import stories
from tests.index.sources.html.news_pages.frame import (
    ADVERT,
    FOOTER,
    NAV,
    RELATED,
    SIDEBAR,
    NewsPage,
    describe,
    figure,
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
        f'{LIBRARY.standfirst}</div><div class="content-header__byline">By <a>Edd '
        f"Roe</a></div></div>"
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
        f'</h1><p id="article-summary">{HARVEST.standfirst}</p><div><p>By <span '
        f'itemprop="name">Carl'
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
        f'<div data-testid="paragraph-{n}" class="text__text__1FZLe '
        f'body__paragraph__2-BtD">{text}</div>'
        for n, text in enumerate(texts)
    )
    body = (
        NAV + f'<article data-testid="Article"><header><h1 data-testid="Heading">{COURT.title}</h1>'
        '<div class="author-name">By <a rel="author" href="/e">Eva Fo</a></div><time'
        ' datetime="2025-06-04T15:00:00Z"><span>June 4, 2025</span></time></header>'
        f'<div class="article-body__content__17Yit">{divs}<div data-testid="promo-box"><span>The '
        f"Kel"
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
        f'<div data-component="text-block" class="ssrcss-11r1m41"><p '
        f'class="ssrcss-1q0x1qg">{one}</p></div>'
        for one in texts[:5]
    )
    rest = "".join(
        f'<div data-component="text-block" class="ssrcss-11r1m41"><p '
        f'class="ssrcss-1q0x1qg">{one}</p></div>'
        for one in texts[5:]
    )
    body = (
        NAV + f'<main id="main-content"><article><header><h1 id="main-heading">{HARVEST.title}</h1>'
        '<div data-component="byline-block">By Carl Di</div></header>'
        f'<div data-component="image-block">{figure("Blossom under ice")}</div>{text}'
        '<div data-component="links-block"><ul><li><a href="/l1">How frost kills a '
        "flower</a></li><li>"
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
        f'{TRAM.title}</h1><div class="_d4"><span class="_e5">By Ann Bo</span></div><div '
        f'class="_f6">'
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
