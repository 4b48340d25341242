"""Pages in Dutch, Polish, Portuguese, Russian and Japanese."""

from __future__ import annotations

from tests.index.sources.html.news_pages import foreign_stories
from tests.index.sources.html.news_pages.frame import (
    NewsPage,
    describe,
    json_ld,
    make_page,
    paragraphs,
    state,
)


def make_more_language_pages() -> list[NewsPage]:
    """The pages of this module."""
    return [make_dutch(), make_polish(), make_portuguese(), make_russian(), make_japanese()]


def make_dutch() -> NewsPage:
    """Captions in divs, "Door A", and an office after the name."""
    story = foreign_stories.DIJK
    body = (
        f"<main><article><h1>{story.title}</h1><div "
        f'class="intro"><p>{story.standfirst}</p></div><div'
        ' class="media"><img src="/d.jpg"><div class="media__caption">De oude sluis bij Oosterveen.'
        ' Foto: Ida Storm</div></div><div class="text">'
        + paragraphs(story.paragraphs)
        + '</div><div class="lees-ook"><h4>Lees ook</h4><a href="/w"><p>Waarom het gemaal al drie'
        " winters stilstaat</p></a></div></article></main><footer>© Oosterveense Courant</footer>"
    )
    head = f"<title>{story.title} | Oosterveense Courant</title>" + describe(
        story, "2025-01-14", "Door Sanne Kuiper, verslaggever", "Oosterveense Courant"
    )
    text = (story.standfirst, *story.paragraphs)
    return NewsPage(
        "dutch", make_page(head, body, "nl"), state(story.title, text, "2025-01-14", "Sanne Kuiper")
    )


def make_polish() -> NewsPage:
    """Several blocks of `articleBody`, with a membership notice between them."""
    story = foreign_stories.SZPITAL
    notice = (
        '<div class="subscription-box"><p>Czytaj dalej z subskrypcją. Już od 5 złotych '
        "miesięcznie.</p>"
        '<a href="/subskrypcja">Kup teraz</a></div>'
    )
    mark = 'class="article--paragraph"'
    blocks = f'<div class="ads">Reklama</div>{notice}'.join(
        f'<div class="body articleBody">{paragraphs(part, mark)}</div>'
        for part in (story.paragraphs[:2], story.paragraphs[2:4], story.paragraphs[4:])
    )
    body = (
        f'<div class="row"><h1>{story.title}</h1><div class="blog--subtitle '
        f'">{story.standfirst}</div>'
        f'<div class="article--content">{blocks}</div></div><footer>© Gazeta Zaleska</footer>'
    )
    head = (
        f"<title>{story.title} - Gazeta "
        f"Zaleska</title>{describe(story, '2025-06-11', 'Ewa Lis', 'Gazeta Zaleska')}"
    )
    text = (story.standfirst, *story.paragraphs)
    return NewsPage(
        "polish", make_page(head, body, "pl"), state(story.title, text, "2025-06-11", "Ewa Lis")
    )


def make_portuguese() -> NewsPage:
    """An address for mail as author beside the name."""
    story = foreign_stories.MERCADO
    body = (
        f'<main><article class="post"><h1>{story.title}</h1><p class="lead">{story.standfirst}</p>'
        '<div class="autor">Rui Pires <a '
        'href="mailto:rpires@serena.example">rpires@serena.example</a>'
        '</div><div class="story__content">'
        + paragraphs(story.paragraphs)
        + "</div></article></main><footer>© Jornal Serena</footer>"
    )
    author = [
        {"@type": "Person", "name": "Rui Pires"},
        {"@type": "Person", "name": "rpires@serena.example"},
    ]
    head = (
        f"<title>{story.title} | Jornal "
        f"Serena</title>{describe(story, '2025-05-31', author, 'Jornal Serena')}"
    )
    text = (story.standfirst, *story.paragraphs)
    return NewsPage(
        "portuguese",
        make_page(head, body, "pt"),
        state(story.title, text, "2025-05-31", "Rui Pires"),
    )


def make_russian() -> NewsPage:
    """Blocks of one article by an agency."""
    story = foreign_stories.MOST
    blocks = "".join(
        f'<div class="article__block" data-type="text"><div '
        f'class="article__text">{text}</div></div>'
        for text in story.paragraphs
    )
    body = (
        f'<div class="article" data-id="7"><h1 class="article__title">{story.title}</h1><h2'
        f' class="article__second-title">{story.standfirst}</h2><div class="article__body">{blocks}'
        '<div class="article__block" data-type="article"><div class="article__article"><a '
        'href="/r">Где'
        " зимуют речные трамваи</a></div></div></div></div><footer>© Вести Тины</footer>"
    )
    head = (
        f"<title>{story.title} - Вести "
        f"Тины</title>{describe(story, '2025-07-05', 'Иван Ремнев', 'Вести Тины')}"
    )
    text = (story.standfirst, *story.paragraphs)
    return NewsPage(
        "russian",
        make_page(head, body, "ru"),
        state(story.title, text, "2025-07-05", "Иван Ремнев"),
    )


def make_japanese() -> NewsPage:
    """A short page without spaces between words."""
    story = foreign_stories.EKI
    body = (
        f'<main><article><header><h1>{story.title}</h1><p class="date"><time datetime="2025-09-06">'
        f"2025年9月6日</time></p></header><div "
        f'class="article-body">{paragraphs(story.paragraphs)}</div>'
        '</article><section class="ranking"><h2>アクセスランキング</h2><ol><li>'
        '<a href="/j">港の時計が止まった朝</a></li></ol></section></main>'
        "<footer>© 三ノ浜新聞</footer>"
    )
    head = f"<title>{story.title}｜三ノ浜新聞</title>" + json_ld(
        headline=story.title,
        datePublished="2025-09-06T18:00:00+09:00",
        author="大谷晴",
        publisher={"name": "三ノ浜新聞"},
    )
    return NewsPage(
        "japanese",
        make_page(head, body, "ja"),
        state(story.title, story.paragraphs, "2025-09-06", "大谷晴"),
    )
