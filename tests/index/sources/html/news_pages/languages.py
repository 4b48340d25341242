"""Pages in German, French, Spanish and Italian, with the habits of their papers."""

from __future__ import annotations

from tests.index.sources.html.news_pages import foreign_stories
from tests.index.sources.html.news_pages.frame import (
    FOOTER,
    NewsPage,
    describe,
    figure,
    json_ld,
    make_page,
    paragraphs,
    state,
)


def make_language_pages() -> list[NewsPage]:
    """The pages of this module."""
    return [
        make_german(),
        make_german_agency(),
        make_french(),
        make_spanish(),
        make_italian(),
    ]


def make_german() -> NewsPage:
    """The title keeps section and paper; links to other texts and a sign-up stand in between."""
    story = foreign_stories.HAFEN
    body = (
        '<header><nav><a href="/">Start</a></nav></header><main><article '
        'class="article"><header><span'
        f' class="kicker">Wirtschaft</span><h1>{story.title}</h1><p class="article__intro">'
        f'{story.standfirst}</p><p class="article__author">Von <a href="/a">Jana Behrens</a> und <a'
        ' href="/b">Tim Osthoff</a></p><time datetime="2025-04-08T17:05:00+02:00">08.04.2025, 17:05'
        ' Uhr</time></header><div class="article__content">'
        + paragraphs(story.paragraphs[:3])
        + '<p><strong>Lesen Sie auch:</strong> <a href="/x">Warum die Fähre am Sonntag wieder zu '
        "spät"
        " kam</a></p>"
        + paragraphs(story.paragraphs[3:5])
        + '<div class="box"><h3>Kelstedt am Morgen</h3><p>Abonnieren Sie unseren kostenlosen '
        "Newsletter"
        " und erhalten Sie jeden Morgen die wichtigsten Nachrichten aus der Stadt.</p></div>"
        + paragraphs(story.paragraphs[5:])
        + "</div></article></main><footer><p>© Kelstedter Zeitung</p></footer>"
    )
    head = (
        f'<title>{story.title} | Wirtschaft | Kelstedter Zeitung</title><meta property="og:title"'
        f' content="{story.title} | Wirtschaft"><meta property="og:site_name" content="Kelstedter'
        ' Zeitung"><meta property="og:type" content="article"><meta property="article:section"'
        ' content="Wirtschaft"><meta property="article:published_time"'
        ' content="2025-04-08T17:05:00+02:00"><meta name="author" content="Jana Behrens und Tim '
        'Osthoff">'
    )
    text = (story.standfirst, *story.paragraphs)
    return NewsPage(
        "german",
        make_page(head, body, "de"),
        state(story.title, text, "2025-04-08", "Jana Behrens", "Tim Osthoff"),
    )


def make_german_agency() -> NewsPage:
    """Outlet and day in the title; the author is stated as "Autor ..."."""
    story = foreign_stories.HAFEN
    body = (
        f'<div class="content-area"><h1>{story.title}</h1><div class="author">Autor Jana '
        f"Behrens</div>"
        '<div class="date">08.04.2025</div><div class="rich-text">'
        + paragraphs(story.paragraphs)
        + f'</div></div><div class="teaser-list"><h2>Mehr zum '
        f"Thema</h2>{figure('Der alte Kran')}</div>" + FOOTER
    )
    head = (
        f'<title>{story.title} | KW | 08.04.2025</title><meta property="og:title"'
        f' content="{story.title} | KW | 08.04.2025"><meta property="og:site_name" '
        f'content="kw.example">'
        '<meta name="author" content="Autor Jana Behrens"><meta name="date" content="2025-04-08">'
        '<meta property="al:android:app_name" content="KW">'
    )
    return NewsPage(
        "german-agency",
        make_page(head, body, "de"),
        state(story.title, story.paragraphs, "2025-04-08", "Jana Behrens"),
    )


def make_french() -> NewsPage:
    """Links to read, a notice to subscribers, "Par A et B"."""
    story = foreign_stories.PONT
    body = (
        f'<main><article><h1>{story.title}</h1><p class="chapo">{story.standfirst}</p><p '
        f'class="signature">'
        'Par <a>Lise Morel</a> et <a>Paul Garnier</a></p><p class="date">Publié le 12 avril '
        "2025</p>"
        + paragraphs(story.paragraphs[:2], 'class="article__paragraph"')
        + '<section class="catcher"><p><span>Lire aussi :</span> <a href="/y">Ce que les crues ont'
        " laissé derrière elles</a></p></section>"
        + paragraphs(story.paragraphs[2:], 'class="article__paragraph"')
        + '<section class="services"><p>Inscrivez-vous à notre newsletter pour recevoir chaque soir'
        " l'essentiel de l'actualité.</p></section></article></main><footer>© Vernoy Matin</footer>"
    )
    authors = [
        {"@type": "Person", "name": "Lise Morel"},
        {"@type": "Person", "name": "Paul Garnier"},
    ]
    head = (
        f"<title>{story.title} - Vernoy "
        f"Matin</title>{describe(story, '2025-04-12', authors, 'Vernoy Matin')}"
    )
    text = (story.standfirst, *story.paragraphs)
    return NewsPage(
        "french",
        make_page(head, body, "fr"),
        state(story.title, text, "2025-04-12", "Lise Morel", "Paul Garnier"),
    )


def make_spanish() -> NewsPage:
    """The author is "Redacción" in the data, and a person on the page."""
    story = foreign_stories.SEQUIA
    body = (
        f'<main><article class="a"><header><h1 class="a_t">{story.title}</h1><h2 class="a_st">'
        f'{story.standfirst}</h2></header><div class="a_md_a"><a class="a_md_a_n" rel="author">Inés'
        ' Robles</a> | Peñarda</div><div class="a_c clearfix" data-dtm-region="articulo_cuerpo">'
        + paragraphs(story.paragraphs[:3])
        + '<ul class="a_ti"><li><a href="/m">Más información: los regantes recurren los '
        "cortes</a></li>"
        "</ul>"
        + paragraphs(story.paragraphs[3:])
        + '<p class="suscripcion">Suscríbete para seguir leyendo. Lee sin límites desde un euro '
        "al mes."
        "</p></div></article></main><footer>© Diario de Robledal</footer>"
    )
    head = f"<title>{story.title} | Sociedad | Diario de Robledal</title>" + json_ld(
        headline=story.title,
        datePublished="2025-08-19T06:30:00+02:00",
        articleSection="Sociedad",
        author=[
            {"@type": "Person", "name": "Inés Robles"},
            {"@type": "Organization", "name": "Diario de Robledal"},
        ],
        publisher={"@type": "Organization", "name": "Diario de Robledal"},
    )
    text = (story.standfirst, *story.paragraphs)
    return NewsPage(
        "spanish",
        make_page(head, body, "es"),
        state(story.title, text, "2025-08-19", "Inés Robles"),
    )


def make_italian() -> NewsPage:
    """ "di A", and a link to read in the middle of the text."""
    story = foreign_stories.TEATRO
    body = (
        f'<main><div class="story"><h1 class="story__title">{story.title}</h1><div '
        f'class="story__summary">'
        f'{story.standfirst}</div><em class="story__author">di Carla Nesi</em><time'
        ' class="story__date" datetime="2025-03-02">02 Marzo 2025</time><div class="story__text'
        ' article-body">'
        + paragraphs(story.paragraphs[:2])
        + '<p><em>Leggi anche: <a href="/z">I cantanti che nessuno voleva ascoltare</a></em></p>'
        + paragraphs(story.paragraphs[2:])
        + "</div></div></main><footer>© Il Corriere di Montalvo</footer>"
    )
    head = (
        f'<title>{story.title} - Il Corriere di Montalvo</title><meta property="og:site_name"'
        f' content="Il Corriere di Montalvo"><meta property="og:title" '
        f'content="{story.title}"><meta'
        ' name="author" content="di Carla Nesi"><meta property="article:published_time"'
        ' content="2025-03-02T09:00:00+01:00">'
    )
    text = (story.standfirst, *story.paragraphs)
    return NewsPage(
        "italian", make_page(head, body, "it"), state(story.title, text, "2025-03-02", "Carla Nesi")
    )
