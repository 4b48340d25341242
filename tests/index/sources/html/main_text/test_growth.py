"""The text of an article is found whole, in however many containers a page puts it."""

from __future__ import annotations

import pytest

from tests.index.sources.html.main_text.pages import (
    SENTENCES,
    make_page,
    read_texts,
    write_paragraphs,
)

FIRST, SECOND = write_paragraphs(SENTENCES[:3]), write_paragraphs(SENTENCES[3:])
PAIRS = [write_paragraphs(SENTENCES[n : n + 2]) for n in (0, 2, 4)]
HEADLINE = "<h1>Tram line approved</h1>"
ADVERT = '<div class="ad">Advertisement</div>'


@pytest.mark.parametrize(
    "inner",
    [
        f'<div class="article-body">{FIRST}</div>{ADVERT}<div class="article-body">{SECOND}</div>',
        f'<div class="intro-text">{FIRST}</div>{ADVERT}<div class="main-text">{SECOND}</div>',
        f"<section>{FIRST}</section><section>{SECOND}</section>",
        f'<div class="row"><div class="col-6 a">{FIRST}</div><div class="col-6 '
        f'b">{SECOND}</div></div>',
        f"<table><tr><td>{FIRST}</td><td>{SECOND}</td></tr></table>",
        f'{FIRST}<div class="rest">{SECOND}</div>',
        "".join(f'<div class="chunk c{n}"><p>{one}</p></div>' for n, one in enumerate(SENTENCES)),
        ADVERT.join(f'<div class="chunk"><p>{one}</p></div>' for one in SENTENCES),
        "".join(f"<div>{one}</div>" for one in SENTENCES),
        "".join(f'<div class="text section"><div class="cmp-text"><p>{one}</p></div></div>'
                for one in SENTENCES),
        "<br><br>".join(SENTENCES),
        "<ol>" + "".join(f"<li>{one}</li>" for one in SENTENCES) + "</ol>",
        f'{FIRST}<blockquote><p>{SENTENCES[3]}</p></blockquote>{write_paragraphs(SENTENCES[4:])}',
        "".join(f'<div class="e e-{n}a{n} e-widget"><div class="container">{pair}</div></div>'
                for n, pair in enumerate(PAIRS)),
        ADVERT.join(f'<div class="sidebar-grid"><div '
                    f'class="sidebar-grid__content">{pair}</div></div>'
                    for pair in PAIRS),
    ],
)  # fmt: skip
def test_text_in_several_containers(inner: str) -> None:
    assert read_texts(make_page(inner)) == SENTENCES


@pytest.mark.parametrize(
    "inner",
    [
        FIRST + write_paragraphs(SENTENCES[3:], 'class="paywall"'),
        f'<div class="free">{FIRST}</div><div class="subscriber-content">{SECOND}</div>',
        f'<div class="free">{FIRST}</div><div class="premium-content">{SECOND}</div>',
        f'<div class="card"><div class="card-body">{FIRST}{SECOND}</div></div>',
        f'<p class="teaser">{SENTENCES[0]}</p>{write_paragraphs(SENTENCES[1:])}',
        f'<div class="teaser-content">{FIRST}</div><div class="remainder-content">{SECOND}</div>',
        f'<div class="with-sidebar newsletter-on">{FIRST}{SECOND}</div>',
        f"{FIRST}<details><summary>More</summary>{SECOND}</details>",
    ],
)
def test_names_that_mislead(inner: str) -> None:
    texts = [text for text in read_texts(make_page(inner)) if text != "More"]
    assert texts == SENTENCES


@pytest.mark.parametrize("frame", ["aside", "header", "footer", "form", "nav", "main", "section"])
def test_an_article_in_a_frame_is_found_beside_a_notice(frame: str) -> None:
    html = (
        f'<title>Tram line approved</title><div><a href="/">Home</a></div><{frame}><h1>Tram line'
        f" approved</h1>{FIRST}{SECOND}</{frame}><div class='x'><p>We and our 812 partners store "
        f"and"
        " access information on a device.</p><p>This site uses cookies. You can manage your choices"
        " at any time.</p></div>"
    )
    assert read_texts(html) == SENTENCES


def test_another_article_on_the_page_is_not_added() -> None:
    other = "<article><h1>Frost in Velmora</h1>" + write_paragraphs(
        ["Growers in the valley expect half of last year's harvest after the frost.",
         "The association counted losses on 412 of 600 farms, its chair said."]
    ) + "</article>"  # fmt: skip
    assert read_texts(make_page(FIRST + SECOND).replace("</body>", f"{other}</body>")) == SENTENCES


@pytest.mark.parametrize(
    "inner",
    [
        '<p class="standfirst">{0}</p>',
        '<h2 class="article-subtitle">{0}</h2>',
        '<div class="dek"><p>{0}</p></div>',
        '<p class="chapo">{0}</p>',
        '<div class="x1"><span>{0}</span></div>',
    ],
)
def test_a_summary_below_the_headline_is_text(inner: str) -> None:
    summary = "Nine of fifteen councillors vote for it"
    head = f'<meta property="og:description" content="{summary}">'
    html = make_page(inner.format(summary) + f'<div class="body">{FIRST}{SECOND}</div>', head)
    assert read_texts(html) == [summary, *SENTENCES]


def test_a_page_without_body_tags_is_read_like_any_other() -> None:
    html = (
        f"<!doctype html><title>Tram line approved</title><main><h1>Tram line approved</h1>{FIRST}"
        "<p>Read more: <a href=/x>Harbour master retires after thirty years</a></p>"
        f"{SECOND}</main>"
    )
    assert read_texts(html) == SENTENCES


def make_body(inner: str) -> str:
    return (
        "<!doctype html><html><head><title>Tram line approved - Kel Wire</title></head>"
        f"<body>{inner}</body></html>"
    )


@pytest.mark.parametrize(
    "inner",
    [
        f"<main>{HEADLINE}<article>{FIRST}</article><article>{SECOND}</article></main>",
        f"{HEADLINE}<article>{FIRST}</article><aside><p>All about trams, in our dossier with maps."
        f"</p></aside><article>{SECOND}</article>",
        f'<article class="story part-1">{HEADLINE}{FIRST}</article>{ADVERT}'
        f'<article class="story part-2">{SECOND}</article>',
        f'{HEADLINE}<div class="body">{FIRST}</div>{ADVERT}<div class="body">{SECOND}</div>',
        f"{HEADLINE}{ADVERT.join(f'<section>{pair}</section>' for pair in PAIRS)}",
    ],
)  # fmt: skip
def test_a_text_goes_on_in_a_container_of_the_same_kind(inner: str) -> None:
    assert read_texts(make_body(inner)) == SENTENCES


OTHER = "The bakers of Lund went on strike on Tuesday over the price of flour and of heating."


@pytest.mark.parametrize(
    "other",
    [
        f"<article><h2>Strike in Lund</h2><p>{OTHER}</p></article>",
        f'<article><h2><a href="/b">Strike in Lund</a></h2><p>{OTHER}</p></article>',
        f"<article><time>10:30</time><p>{OTHER}</p></article>",
        f'<article><div class="byline">By Ada Brun</div><p>{OTHER}</p></article>',
        f"<article><header>Strike in Lund</header><p>{OTHER}</p></article>",
        f'<article>Ada Brun wrote:<p>{OTHER}</p></article>',
        f'<article class="comment"><p>{OTHER}</p></article>',
        f'<div><p>{OTHER}</p></div>',
    ],
)  # fmt: skip
def test_another_article_beside_it_is_none_of_the_text(other: str) -> None:
    html = make_body(f"<article>{HEADLINE}{FIRST}{SECOND}</article>{other}")
    assert read_texts(html) == SENTENCES
