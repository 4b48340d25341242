"""Layouts of open systems: WordPress, Drupal, Ghost."""

from __future__ import annotations

from tests.index.sources.html.news_pages import stories
from tests.index.sources.html.news_pages.frame import (
    COMMENTS,
    FOOTER,
    NAV,
    RELATED,
    SIDEBAR,
    SIGN_UP,
    NewsPage,
    figure,
    json_ld,
    make_page,
    paragraphs,
    state,
)

TRAM, HARVEST, COURT = stories.TRAM, stories.HARVEST, stories.COURT


def make_system_pages() -> list[NewsPage]:
    """The pages of this module."""
    return [
        make_wordpress_classic(),
        make_wordpress_blocks(),
        make_drupal(),
        make_ghost(),
    ]


def make_wordpress_classic() -> NewsPage:
    """A theme with a dated entry, a caption by shortcode, sharing, an author's box, comments."""
    texts = TRAM.paragraphs
    body = (
        NAV + '<div id="content" class="site-content"><main><article id="post-81" class="post'
        ' type-post status-publish hentry"><header class="entry-header"><h1 class="entry-title">'
        f'{TRAM.title}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date'
        ' published" datetime="2025-03-17T21:40:00+01:00">17 March 2025</time></span><span'
        ' class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/ann">Ann'
        ' Bo</a></span></span></div></header><div class="entry-content">'
        + paragraphs(texts[:2])
        + '<div class="wp-caption aligncenter"><img src="/t.jpg" alt=""><p class="wp-caption-text">'
        "The old depot, where the trains will sleep. Photo: Ida Storm</p></div>"
        + paragraphs(texts[2:6])
        + SIGN_UP
        + paragraphs(texts[6:])
        + '<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li>'
        '<a href="#">Print</a></li></ul></div><div id="jp-relatedposts" '
        'class="jp-relatedposts"><h3>'
        'Related</h3><p><a href="/x">Harbour master retires after thirty years at the pier</a></p>'
        '</div></div><div class="author-box"><h4>About Ann Bo</h4><p>Ann Bo has written about the'
        " towns of the coast for Kel Wire since 2009. She lives in Ostby with two dogs.</p></div>"
        "</article>" + COMMENTS + "</main>" + SIDEBAR + "</div>" + FOOTER
    )
    head = (
        f'<title>{TRAM.title} &#8211; Kel Wire</title><meta name="generator" '
        f'content="WordPress 6.7">'
    )
    return NewsPage(
        "wordpress-classic", make_page(head, body), state(TRAM.title, texts, "2025-03-17", "Ann Bo")
    )


def make_wordpress_blocks() -> NewsPage:
    """Blocks: pictures, a pull quote that repeats the text, a list, an embed, a call to buttons."""
    texts = HARVEST.paragraphs
    things = ("412 farms with losses", "18 million crowns in loans", "Frost on three nights")
    body = (
        NAV + '<main class="wp-block-group"><h1 class="wp-block-post-title">'
        f'{HARVEST.title}</h1><div class="wp-block-post-date"><time datetime="2025-05-02">May 2, '
        f"2025"
        '</time></div><div class="entry-content wp-block-post-content">'
        + paragraphs(texts[:2])
        + figure("Lamps between the trees", 'class="wp-block-image size-large"')
        + paragraphs(texts[2:4])
        + '<figure class="wp-block-pullquote"><blockquote><p>You stand there with a lamp at four in'
        " the morning and you can hear the blossom crack</p></blockquote></figure>"
        '<h2 class="wp-block-heading">What was lost</h2><ul class="wp-block-list">'
        + "".join(f"<li>{thing}</li>" for thing in things)
        + "</ul>"
        + paragraphs(texts[4:7])
        + '<figure class="wp-block-embed is-type-video"><div '
        'class="wp-block-embed__wrapper"><iframe'
        ' src="/v"></iframe></div><figcaption>Watch: a night among the lamps</figcaption></figure>'
        + paragraphs(texts[7:])
        + '<div class="wp-block-buttons"><a class="wp-block-button__link" href="/give">Support our'
        " work</a></div></div></main>" + RELATED + FOOTER
    )
    graph = json_ld(
        **{
            "@type": "Article",
            "headline": HARVEST.title.replace("'", "&#8217;"),
            "datePublished": "2025-05-02T05:00:00+00:00",
            "author": {"@type": "Person", "name": "Carl Di"},
            "publisher": {"@type": "Organization", "name": "Kel Wire"},
            "articleSection": ["Farming"],
        }
    )
    head = f"<title>{HARVEST.title} | Farming | Kel Wire</title>{graph}"
    text = (*texts[:4], "What was lost", *things, *texts[4:])
    return NewsPage(
        "wordpress-blocks",
        make_page(head, body),
        state(HARVEST.title, text, "2025-05-02", "Carl Di"),
    )


def make_drupal() -> NewsPage:
    """Fields in divs, with the standfirst in a field of its own."""
    texts = COURT.paragraphs
    body = (
        '<div class="dialog-off-canvas-main-canvas">' + NAV + '<div class="region region-content">'
        '<h1 class="page-title"><span class="field field--name-title">'
        + COURT.title
        + "</span></h1>"
        '<article class="node node--type-article"><div class="node__meta">By <span'
        ' class="field--name-uid">Eva Fo</span> on <span class="date">4 June 2025</span></div>'
        '<div class="node__content"><div class="field field--name-field-lead field__item">'
        f"<p>{COURT.standfirst}</p></div>"
        '<div class="field field--name-field-image field__item"><img src="/f.jpg"><div'
        ' class="field--name-field-caption">The ferry on the rocks off Ostby. Archive</div></div>'
        '<div class="clearfix text-formatted field field--name-body field__item">'
        + paragraphs(texts)
        + '</div><div class="field field--name-field-tags"><div class="field__label">Tags</div>'
        '<a href="/t">Ferries</a> <a href="/u">Courts</a></div></div></article></div>'
        '<div class="region region-sidebar"><div class="block"><h2>Weather</h2><p>Rain until '
        "Friday,"
        " then wind from the west and some sun in the afternoon.</p></div></div></div>" + FOOTER
    )
    head = (
        f'<title>{COURT.title} | Kel Wire</title><meta property="og:site_name" content="Kel Wire">'
        '<meta property="article:published_time" content="2025-06-04T16:00:00+02:00">'
    )
    text = (COURT.standfirst, *texts)
    return NewsPage(
        "drupal", make_page(head, body), state(COURT.title, text, "2025-06-04", "Eva Fo")
    )


def make_ghost() -> NewsPage:
    """Cards for sign-up and bookmarks between paragraphs."""
    texts = stories.LIBRARY.paragraphs
    title = stories.LIBRARY.title
    body = (
        '<div class="gh-viewport">' + NAV + '<main class="gh-main"><article class="gh-article post'
        f' featured"><header class="gh-article-header gh-canvas"><h1 '
        f'class="gh-article-title">{title}'
        f'</h1><p class="gh-article-excerpt">{stories.LIBRARY.standfirst}</p><div'
        ' class="gh-article-meta"><h4 class="gh-article-author-name"><a href="/author/edd">Edd '
        "Roe</a>"
        '</h4><time class="gh-article-meta-date" datetime="2025-02-09">Feb 9, 2025</time> 3 min '
        "read"
        '</div></header><section class="gh-content gh-canvas">'
        + paragraphs(texts[:3])
        + '<div class="kg-card kg-signup-card"><h2 class="kg-signup-card-heading">Letters from Marn'
        '</h2><p class="kg-signup-card-subheading">One story a week, by post if you like</p><form>'
        '<input type="email"><button>Subscribe</button></form><p '
        'class="kg-signup-card-disclaimer">No'
        " spam. Unsubscribe anytime.</p></div>"
        + paragraphs(texts[3:6])
        + '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/q"><div'
        ' class="kg-bookmark-title">How to heat a reading room</div><div'
        ' class="kg-bookmark-description">The stove of 1911 eats four trees a winter, and the '
        "town is"
        " looking for another one.</div></a></figure>"
        + paragraphs(texts[6:])
        + "</section></article></main></div>"
        + FOOTER
    )
    head = (
        f'<title>{title}</title><meta name="generator" content="Ghost 5.9"><meta'
        ' property="og:site_name" content="The Marn Letter"><meta property="og:type"'
        ' content="article"><meta property="article:published_time"'
        ' content="2025-02-09T07:00:00.000Z">'
    )
    text = (stories.LIBRARY.standfirst, *texts)
    return NewsPage("ghost", make_page(head, body), state(title, text, "2025-02-09", "Edd Roe"))
