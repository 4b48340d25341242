"""Layouts of newsrooms' systems: Arc, Brightspot, Next.js, AMP."""

from __future__ import annotations

from tests.index.sources.html.news_pages import stories
from tests.index.sources.html.news_pages.frame import (
    ADVERT,
    BANNER,
    FOOTER,
    NAV,
    RELATED,
    SHARE,
    NewsPage,
    describe,
    figure,
    json_ld,
    make_page,
    paragraphs,
    state,
)

TRAM, HARVEST, COURT = stories.TRAM, stories.HARVEST, stories.COURT


def make_newsroom_pages() -> list[NewsPage]:
    """The pages of this module."""
    return [make_arc(), make_brightspot(), make_next_js(), make_amp()]


def make_arc() -> NewsPage:
    """Paragraphs in the `article` itself, between blocks of adverts and links to other stories."""
    texts = TRAM.paragraphs
    link = (
        '<div class="c-interstitial-link b-article-body__interstitial-link"><a href="/old">What'
        " became of the bridge of 2011</a></div>"
    )
    body = (
        NAV + '<main class="l-main"><section class="b-headline"><h1 class="c-heading">'
        f'{TRAM.title}</h1><h2 class="c-heading b-subheadline">{TRAM.standfirst}</h2></section>'
        '<div class="b-byline"><span class="c-attribution">By </span><span><a href="/a">Ann Bo</a>,'
        ' <a href="/b">Carl Di</a> and <a href="/c">Eva Fo</a></span></div><time class="c-date"'
        ' datetime="2025-03-17T22:10:00Z">March 17, 2025 at 10:10 p.m. UTC</time>'
        '<article class="b-article-body">'
        + paragraphs(texts[:3], 'class="c-paragraph"')
        + '<div class="b-ads-block">Advertisement</div>'
        + link
        + paragraphs(texts[3:6], 'class="c-paragraph"')
        + figure(
            "The pier from which the line will start", 'class="c-media-item b-article-body__image"'
        )
        + paragraphs(texts[6:], 'class="c-paragraph"')
        + '</article><div class="b-author-bio"><p class="c-paragraph">Ann Bo covers transport. '
        "Before"
        " that she drove a bus for a year to see what it was like.</p></div></main>"
        + RELATED
        + FOOTER
    )
    authors = [{"@type": "Person", "name": name} for name in ("Ann Bo", "Carl Di", "Eva Fo")]
    head = f"<title>{TRAM.title} - Kel Wire</title>{describe(TRAM, '2025-03-17', authors)}"
    text = (TRAM.standfirst, *texts)
    return NewsPage(
        "arc",
        make_page(head, body),
        state(TRAM.title, text, "2025-03-17", "Ann Bo", "Carl Di", "Eva Fo"),
    )


def make_brightspot() -> NewsPage:
    """A rich-text body interrupted by modules; the agency's own bylines."""
    texts = COURT.paragraphs
    body = (
        NAV + '<div class="Page-content"><main class="Page-main"><h1 class="Page-headline">'
        f'{COURT.title}</h1><div class="Page-byline"><div class="Page-authors">By <a '
        f'class="Link">EVA'
        ' FO</a></div><div class="Page-dateModified">Updated 6:20 PM GMT+2, June 4, '
        "2025</div></div>"
        '<div class="RichTextStoryBody RichTextBody">'
        + paragraphs(texts[:4])
        + '<div class="HTMLModuleEnhancement"><div class="hub-peek"><h3>Ferries</h3><ul><li><a'
        ' href="/1">Sund Lines sells its oldest ship to a film company</a></li><li><a href="/2">Why'
        " the lighthouse of Ostby is dark on Sundays</a></li></ul></div></div>"
        + paragraphs(texts[4:6])
        + '<div class="SovrnAd Advertisement"></div>'
        + paragraphs(texts[6:])
        + "</div></main></div>"
        + '<div class="PageListRightRailA"><h2>Most read</h2><div class="PagePromo"><h3><a '
        'href="/p">'
        "Man finds wedding ring in the stomach of a pike</a></h3></div></div>" + FOOTER + BANNER
    )
    head = f"<title>{COURT.title} | Kel Wire</title>{describe(COURT, '2025-06-04', 'Eva Fo')}"
    return NewsPage(
        "brightspot", make_page(head, body), state(COURT.title, texts, "2025-06-04", "Eva Fo")
    )


def make_next_js() -> NewsPage:
    """An empty shell: the text stands in JSON-LD alone."""
    texts = HARVEST.paragraphs
    block = json_ld(
        headline=HARVEST.title,
        datePublished="2025-05-02T06:00:00Z",
        author=[{"@type": "Person", "name": "Carl Di"}],
        publisher={"@type": "NewsMediaOrganization", "name": "Kel Wire"},
        articleBody="\n\n".join(texts),
    )
    head = (
        f'<title>{HARVEST.title}</title>{block}<link rel="preload" href="/_next/app.js" '
        f'as="script">'
    )
    body = (
        '<div id="__next"><div class="spinner">Loading…</div></div><noscript>You need to enable'
        ' JavaScript to run this app.</noscript><script id="__NEXT_DATA__" type="application/json">'
        '{"props":{"pageProps":{"id":7}}}</script>'
    )
    return NewsPage(
        "next-js", make_page(head, body), state(HARVEST.title, texts, "2025-05-02", "Carl Di")
    )


def make_amp() -> NewsPage:
    """An AMP page, with its own elements for adverts, consent and menus."""
    texts = COURT.paragraphs
    body = (
        '<amp-consent id="consent" layout="nodisplay"><div class="consent-ui"><p>We and our 812'
        " partners use cookies to show you adverts. You can change your mind at any time in the"
        ' settings of this app.</p></div></amp-consent><amp-sidebar id="menu"><ul><li><a href="/">'
        f"Front page</a></li></ul></amp-sidebar><article><h1>{COURT.title}</h1><p "
        f'class="amp-byline">'
        'By Eva Fo</p><time datetime="2025-06-04T16:00:00Z">4 June</time><amp-img src="/f.jpg"'
        ' width="9" height="6"></amp-img><p class="amp-caption">The ferry on the rocks off '
        "Ostby</p>"
        '<div class="amp-article-content">'
        + paragraphs(texts[:3])
        + '<amp-ad width="300" height="250" type="x"><div fallback>This advert did not load, but it'
        " would have been about a new kind of soap for the whole family.</div></amp-ad>"
        + paragraphs(texts[3:])
        + "</div></article>"
        + ADVERT
        + SHARE
        + FOOTER
    )
    head = (
        f"<title>{COURT.title}</title>"
        '<link rel="canonical" href="https://www.kelwire.example/news/story">'
        + describe(COURT, "2025-06-04", {"@type": "Person", "name": "Eva Fo"})
    )
    return NewsPage("amp", make_page(head, body), state(COURT.title, texts, "2025-06-04", "Eva Fo"))
