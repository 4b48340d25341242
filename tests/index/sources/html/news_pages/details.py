"""Details inside of texts: drop caps, figures, struck words, hidden parts, paywalls, notices."""

from __future__ import annotations

from tests.index.sources.html.news_pages import stories
from tests.index.sources.html.news_pages.frame import (
    FOOTER,
    NAV,
    RELATED,
    SHARE,
    NewsPage,
    describe,
    json_ld,
    make_page,
    paragraphs,
    state,
)

TRAM, HARVEST, COURT, LIBRARY = stories.TRAM, stories.HARVEST, stories.COURT, stories.LIBRARY


def make_detail_pages() -> list[NewsPage]:
    """The pages of this module."""
    return [
        make_drop_cap(),
        make_spoken_drop_cap(),
        make_hidden_parts(),
        make_logo_heading(),
        make_bylines(),
        make_figures(),
        make_paid_whole(),
        make_paid_teaser(),
        make_side_notes(),
        make_correction(),
    ]


def make_drop_cap() -> NewsPage:
    """The first letter is an element of its own, in a block."""
    texts = LIBRARY.paragraphs
    first = f'<p class="first"><span class="dropcap">{texts[0][0]}</span>{texts[0][1:]}</p>'
    body = (
        f'{NAV}<main><article><h1>{LIBRARY.title}</h1><div class="story-body">{first}'
        + paragraphs(texts[1:4])
        + f'<div class="drop-cap">{texts[4][0]}</div><p>{texts[4][1:]}</p>'
        + paragraphs(texts[5:])
        + f"</div></article></main>{FOOTER}"
    )
    head = f"<title>{LIBRARY.title}</title>{describe(LIBRARY, '2025-02-09', 'Edd Roe')}"
    return NewsPage(
        "drop-cap", make_page(head, body), state(LIBRARY.title, texts, "2025-02-09", "Edd Roe")
    )


def make_spoken_drop_cap() -> NewsPage:
    """The first letter is hidden from programs that read aloud, and repeated for them."""
    texts = COURT.paragraphs
    first = (
        f'<p><span class="initial" aria-hidden="true">{texts[0][0]}</span><span class="sr-only">'
        f"{texts[0][0]}</span>{texts[0][1:]}</p>"
    )
    second = f'<p><span class="initial" aria-hidden="true">{texts[1][0]}</span>{texts[1][1:]}</p>'
    body = (
        f'{NAV}<main><article><h1>{COURT.title}</h1><div class="story-body">{first}{second}'
        + paragraphs(texts[2:])
        + f"</div></article></main>{FOOTER}"
    )
    head = f"<title>{COURT.title}</title>{describe(COURT, '2025-06-04', 'Eva Fo')}"
    return NewsPage(
        "spoken-drop-cap", make_page(head, body), state(COURT.title, texts, "2025-06-04", "Eva Fo")
    )


def make_hidden_parts() -> NewsPage:
    """Words that a person does not see, in every way in which pages hide them."""
    texts = HARVEST.paragraphs
    lie = "The harvest of Velmora was in truth the best since the valley was settled, all agreed."
    hidden = (
        f'<p style="display:none">{lie}</p>',
        f"<p hidden>{lie}</p>",
        f'<div aria-hidden="true"><p>{lie}</p></div>',
        f'<p class="visually-hidden">{lie}</p>',
        f'<span class="screen-reader-text">{lie}</span>',
        f'<p style="color:red; visibility : hidden">{lie}</p>',
        f"<template><p>{lie}</p></template>",
        f"<dialog><p>{lie}</p></dialog>",
        "",
    )
    inner = "".join(f"<p>{text}</p>{lies}" for text, lies in zip(texts, hidden, strict=True))
    body = f"{NAV}<main><article><h1>{HARVEST.title}</h1>{inner}</article></main>{FOOTER}"
    head = f"<title>{HARVEST.title}</title>{describe(HARVEST, '2025-05-02', 'Carl Di')}"
    return NewsPage(
        "hidden-parts", make_page(head, body), state(HARVEST.title, texts, "2025-05-02", "Carl Di")
    )


def make_logo_heading() -> NewsPage:
    """The only `h1` is the paper's name; the headline is an `h2`."""
    texts = TRAM.paragraphs
    body = (
        '<div class="top"><h1 class="logo"><a href="/">Kel Wire</a></h1></div><div '
        'class="main"><article>'
        f'<h2>{TRAM.title}</h2><p class="date">17 March 2025</p>{paragraphs(texts)}</article></div>'
        f"{FOOTER}"
    )
    head = f'<title>{TRAM.title} - Kel Wire</title><meta name="author" content="Ann Bo">'
    return NewsPage(
        "logo-heading", make_page(head, body), state(TRAM.title, texts, "2025-03-17", "Ann Bo")
    )


def make_bylines() -> NewsPage:
    """Three names with offices, an address for mail and the outlet, only to be seen."""
    texts = COURT.paragraphs
    body = (
        f'{NAV}<main><article><h1>{COURT.title}</h1><p class="byline">By Eva Fo, Chief Court '
        f"Reporter,"
        ' Carl Di and Ann Bo, Kel Wire</p><p class="published">Published June 4, 2025</p>'
        f"{paragraphs(texts)}{SHARE}</article></main>{RELATED}{FOOTER}"
    )
    head = (
        f'<title>{COURT.title} | Kel Wire</title><meta property="og:site_name" content="Kel Wire">'
    )
    return NewsPage(
        "bylines",
        make_page(head, body),
        state(COURT.title, texts, "2025-06-04", "Eva Fo", "Carl Di", "Ann Bo"),
    )


def make_figures() -> NewsPage:
    """Raised figures, marks of notes, and words that were struck out."""
    written = (
        "The depot will cover 2 × 10⁴ m² and cost 340 million crowns, the town said on Tuesday.",
        "It will save 1200 tonnes of CO₂ a year, according to the works department.",
        "The 1st train leaves in 2028.",
    )
    marked = (
        "The depot will cover 2 × 10<sup>4</sup> m<sup>2</sup> and cost "
        "<del>310</del><ins>340</ins>"
        " million<sup><a href='#n1'>1</a></sup> crowns, the town said on Tuesday.<sup>[2]</sup>",
        "It will save 1200 tonnes of CO<sub>2</sub> a year, according to the works "
        "department.<sup>3</sup>",
        "The 1<sup>st</sup> train leaves in <s>2027</s> 2028.",
    )
    texts = (*TRAM.paragraphs[:6], *written)
    body = (
        f"{NAV}<main><article><h1>{TRAM.title}</h1>{paragraphs(TRAM.paragraphs[:6])}"
        + "".join(f"<p>{text}</p>" for text in marked)
        + f"</article></main>{FOOTER}"
    )
    head = f"<title>{TRAM.title}</title>{describe(TRAM, '2025-03-18', 'Ann Bo')}"
    return NewsPage(
        "figures", make_page(head, body), state(TRAM.title, texts, "2025-03-18", "Ann Bo")
    )


def make_paid_whole() -> NewsPage:
    """The page says that it is not free, and holds the whole text, in elements of that name."""
    texts = TRAM.paragraphs
    body = (
        f'{NAV}<main><article class="article-content"><h1>{TRAM.title}</h1>{paragraphs(texts[:2])}'
        + paragraphs(texts[2:], 'class="paywall"')
        + f"</article></main>{FOOTER}"
    )
    block = json_ld(
        headline=TRAM.title,
        datePublished="2025-03-17",
        author="Ann Bo",
        isAccessibleForFree=False,
        hasPart={
            "@type": "WebPageElement",
            "isAccessibleForFree": "False",
            "cssSelector": ".paywall",
        },
    )
    head = f"<title>{TRAM.title}</title>{block}"
    return NewsPage(
        "paid-whole", make_page(head, body), state(TRAM.title, texts, "2025-03-17", "Ann Bo")
    )


def make_paid_teaser() -> NewsPage:
    """Two paragraphs, and the terms of payment."""
    texts = HARVEST.paragraphs[:2]
    body = (
        f"{NAV}<main><article><h1>{HARVEST.title}</h1>{paragraphs(texts)}<div "
        f'class="paywall"><h3>Read on'
        " with Kel+</h3><p>Access to all Kel+ articles for 2.95 crowns a week. Cancel at any "
        "time. You"
        " will be charged automatically after the trial period ends.</p><p>Already a subscriber? <a"
        f' href="/login">Log in</a></p></div></article></main>{RELATED}{FOOTER}'
    )
    block = json_ld(
        headline=HARVEST.title,
        datePublished="2025-05-02",
        author="Carl Di",
        isAccessibleForFree="false",
    )
    head = f"<title>{HARVEST.title}</title>{block}"
    return NewsPage(
        "paid-teaser", make_page(head, body), state(HARVEST.title, texts, "2025-05-02", "Carl Di")
    )


def make_side_notes() -> NewsPage:
    """Notes in plain paragraphs that are no part of the story."""
    texts = COURT.paragraphs
    notes = (
        '<p><strong>READ MORE:</strong> <a href="/1">Sund Lines sells its oldest ship</a></p>',
        '<p><em>Sign up for our <a href="/n">weekly newsletter</a> to get stories like this '
        "one.</em></p>",
        "<p>Story continues below advertisement</p>",
        '<p><a href="/2">ALSO READ | Why the lighthouse of Ostby is dark on Sundays</a></p>',
        '<p>Follow Kel Wire on <a href="https://social.example/kw">Facebook</a> and Instagram.</p>',
        "<p>Got a tip? Email us at <a "
        'href="mailto:tips@kelwire.example">tips@kelwire.example</a>.</p>',
        '<p>Having trouble? <a href="/view">View this page in a browser</a></p>',
        "<p>© 2025 Kel Wire. All rights reserved.</p>",
    )
    inner = "".join(f"<p>{text}</p>{note}" for text, note in zip(texts, notes, strict=True))
    body = f"{NAV}<main><article><h1>{COURT.title}</h1>{inner}</article></main>{FOOTER}"
    head = f"<title>{COURT.title}</title>{describe(COURT, '2025-06-04', 'Eva Fo')}"
    return NewsPage(
        "side-notes", make_page(head, body), state(COURT.title, texts, "2025-06-04", "Eva Fo")
    )


def make_correction() -> NewsPage:
    """A correction below the text, which is no part of it."""
    texts = TRAM.paragraphs
    note = (
        "Correction, 19 March 2025: An earlier version of this article gave a wrong number of "
        "stops."
    )
    body = (
        f"{NAV}<main><article><h1>{TRAM.title}</h1>{paragraphs(texts)}<p "
        f"class='correction'><em>{note}"
        f"</em></p></article></main>{FOOTER}"
    )
    head = f"<title>{TRAM.title}</title>{describe(TRAM, '2025-03-17', 'Ann Bo')}"
    return NewsPage(
        "correction", make_page(head, body), state(TRAM.title, texts, "2025-03-17", "Ann Bo")
    )
