"""Pages without an article are refused for their reason; short articles are not."""

from __future__ import annotations

import pytest

from index.core.errors import DatelineError
from index.sources.html.page import extract_page
from tests.index.sources.html.main_text.pages import (
    SENTENCES,
    URL,
    make_page,
    read_texts,
    write_paragraphs,
)

TEXT = write_paragraphs(SENTENCES)


def refuse(title: str, body: str, head: str = "") -> str:
    html = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    with pytest.raises(DatelineError) as error:
        extract_page(html, URL)
    return str(error.value)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Tram line", "<h1>With advertising</h1><p>Visit kel.example with advertising and "
                      "tracking by us"
         " and our 812 partners, who store and access information on your device.</p><p>To use our"
         " service you must agree that we store cookies for personalised ads on your device.</p>"),
        ("Before you continue", "<p>We use cookies and data to maintain our services.</p><p>If you"
         " accept all cookies, we will also show personalised content and personalised "
         "ads.</p><p>You"
         " can change your privacy settings at any time.</p>"),
        ("Kel Wire", "<div><p>To read this please accept cookies. We use cookies to pay for our "
                     "work."
         "</p><p>Reject all cookies and subscribe, or accept all cookies and continue.</p></div>"),
        ("Kel", "<h1>Vos choix</h1><p>Nous et nos 120 partenaires utilisons des cookies et "
                "accédons à"
         " des informations sur votre appareil.</p><p>Vous pouvez retirer votre consentement.</p>"),
        ("Kel", "<p>Wir und unsere 240 Partner speichern Cookies und greifen auf Informationen "
                "auf Ihrem"
         " Gerät zu. Ihre Einwilligung können Sie jederzeit widerrufen.</p>"),
        ("Kel", "<div id=consent class=onetrust><p>We and our partners use cookies. You can "
                "manage your"
         " cookie settings.</p><button>Accept all cookies</button></div>"),
        ("Your choices", "<h1>Before you continue</h1><p>We use cookies and data to keep"
         " our service up.</p><p>If you choose to accept all, we also show personalised content and"
         " measure ads.</p><button>Reject all</button>"),
        ("Kel", "<h1>Willkommen</h1><p>Besuchen Sie Kel wie gewohnt mit Werbung und Tracking. Zum"
         " Widerruf finden Sie einen Link.</p><p>Kel im Pur-Abo: ohne Werbetracking für 4 Kronen."
         "</p>"),
    ],
)  # fmt: skip
def test_consent_pages(title: str, body: str) -> None:
    assert refuse(title, body) == "it is a consent page of its site"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Error 404 - Kel Wire", "<h1>Oops!</h1><p>It looks like nothing is at this place.</p>"),
        ("404", "<p>The storm has blown it away, we are afraid, and we are sorry.</p>"),
        ("410 Gone", "<p>The resource is no longer available and there is no other address.</p>"),
        ("Kel Wire", "<h1>Page not found</h1><p>Try the search, or start again at the front.</p>"),
        ("Kel Wire", "<p>Sorry, the article you are looking for is no longer available. Here is our"
         " front page.</p>"),
        ("Kel", "<h1>Seite nicht gefunden</h1><p>Die gesuchte Seite existiert nicht mehr.</p>"),
        ("Página no encontrada", "<p>La página no existe o se ha movido a otro lugar.</p>"),
        ("Kel", "<h1>Strona nie została znaleziona</h1><p>Przepraszamy za kłopot.</p>"),
    ],
)  # fmt: skip
def test_pages_that_are_not_there(title: str, body: str) -> None:
    assert refuse(title, body) == "it is a notice of its site that the page was not found"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>"),
        ("Access to this page has been "
         "denied", "<p>Press &amp; Hold to confirm you are a human.</p>"),
        ("kel.example", "<p>Please enable JS and disable any ad blocker</p>"),
        ("Kel", "<h1>Pardon Our Interruption</h1><p>Something made us think you were a bot.</p>"),
        ("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><p>Ray.</p>"),
        ("Kel", "<p>Verifying you are human. This may take a few seconds.</p><p>kel.example "
                "needs to"
         " review the security of your connection before proceeding.</p>"),
    ],
)  # fmt: skip
def test_checks_for_robots(title: str, body: str) -> None:
    assert refuse(title, body) == "it is a check for robots of its site"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Sign in | Kel Wire", "<h1>Sign in</h1><p>Enter your e-mail address to read on.</p>"),
        ("Log in to continue", "<p>You must be logged in to read this story on our site.</p>"),
        ("Kel Wire", "<p>Welcome back to us, dear reader of the coast.</p><form><input "
                     "type=password>"
         "</form>"),
        ("Anmelden", "<p>Bitte geben Sie Ihre Adresse und Ihr Kennwort ein.</p>"),
    ],
)  # fmt: skip
def test_pages_that_ask_to_sign_in(title: str, body: str) -> None:
    assert refuse(title, body) == "it asks to sign in before it shows its text"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Tram line</h1><p>This content is only available to our subscribers. Already a"
        " subscriber? Log in. Start your free trial today.</p>",
        "<h1>Continue reading with Kel+</h1><p>Subscribe now for 3 crowns a week. Cancel at any "
        "time."
        "</p><p>Already a subscriber? <a href=/login>Log in</a></p>",
        "<p>Cet article est réservé aux abonnés. Abonnez-vous pour lire la suite. Déjà abonné "
        "?</p>",
        "<p>Nur für Abonnenten. Weiterlesen mit Kel Plus. Jederzeit kündbar.</p>",
    ],
)
def test_paywalls_without_a_teaser(body: str) -> None:
    assert refuse("Kel Wire", body) == "it asks to subscribe before it shows its text"


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="0; url=https://www.kel.example/news/tram">',
        "<META HTTP-EQUIV='Refresh' CONTENT='0;URL=/news/tram'>",
        """<meta http-equiv=refresh content="1, url='https://www.kel.example/news/tram'">""",
    ],
)
def test_pages_that_lead_on(head: str) -> None:
    reason = refuse("Redirecting", "<p>You are being taken to the article.</p>", head)
    assert reason == "it only leads on to https://www.kel.example/news/tram. Add that address"


@pytest.mark.parametrize(
    "head",
    [
        "<meta http-equiv=refresh content=300>",
        f"<meta http-equiv=refresh content='5; url={URL}'>",
        "<meta http-equiv=refresh content='600; url=/news'>",
        "<noscript><meta http-equiv=refresh content='0; url=/no-script'></noscript>",
    ],
)
def test_pages_that_load_themselves_again_are_read(head: str) -> None:
    assert read_texts(make_page(TEXT, head)) == SENTENCES


HEADLINES = [
    "Harbour master retires", "School in Ostby gets a roof", "Why the ferry was late",
    "Baker wins prize for rye", "Storm tears fish hall roof", "Man finds ring in pike",
    "New tram line for Kel", "Frost kills the blossom", "Court clears the captain",
]  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        "<div class=story><h3><a href=/{0}>{1}</a></h3><p>{2}</p></div>",
        "<article><h2><a href=/{0}>{1}</a></h2><time>17 March</time><p>{2}</p></article>",
        "<li><h3><a href=/{0}>{1}</a></h3><p>{2}</p></li>",
        "<h3><a href=/{0}>{1}</a></h3><p>{2}</p>",
        "<a href=/{0}><div><h3>{1}</h3><p>{2}</p></div></a>",
        "<div class=i><a class=t href=/{0}>{1}</a><p>{2}</p></div>",
        "<h2><a href=/{0}>{1}</a></h2>",
        "<li><a href=/{0}>{1} after many years of waiting</a></li>",
    ],
)
@pytest.mark.parametrize("heading", ["", "<h1>Culture</h1>"])
def test_lists_of_articles(item: str, heading: str) -> None:
    items = "".join(
        item.format(n, headline, f"{SENTENCES[n % 6]} And {headline.lower()} in the same week.")
        for n, headline in enumerate(HEADLINES)
    )
    reason = refuse("Kel Wire", f"<main>{heading}{items}</main>")
    assert reason.startswith("it is a list of articles, not an article")


def test_an_article_with_linked_subheads_is_no_list() -> None:
    parts = "".join(
        f"<section><h2><a href=/{n}>{headline}</a></h2><p>{SENTENCES[n % 6]}</p></section>"
        for n, headline in enumerate(HEADLINES[:6])
    )
    head = '<meta property="og:type" content="article">'
    texts = read_texts(make_page(parts, head))
    assert [text for text in texts if text in SENTENCES] == SENTENCES


def test_a_brief_under_a_menu_is_no_list() -> None:
    menu = "".join(
        f"<div><a href=/{n}>{headline}</a></div>" for n, headline in enumerate(HEADLINES)
    )
    html = f"<title>Tram</title><div>{menu}</div><div><h1>Tram</h1><p>{SENTENCES[0]}</p></div>"
    assert SENTENCES[0] in read_texts(html)


def test_verses_in_a_box_are_read() -> None:
    verses = "<br>".join(["The tram goes down", "to the harbour town", "and nobody pays"] * 6)
    html = f'<title>Tram</title><article><h1>Tram</h1><div class="promo">{verses}</div></article>'
    assert "to the harbour town" in "\n".join(read_texts(html))


@pytest.mark.parametrize(
    "title",
    [
        "404 people leave Kel after the storm",
        "Access denied to swimmers at the old pier of Kel",
        "Forbidden love in the harbour",
        "Sign in the sky over Kel",
        "The service is down after the storm",
        "Scheduled maintenance closes the tunnel",
        "Confirm your age, says the mayor",
        "Site of the old mill sold",
        "500 jobs lost",
        "Not found: the gold of the Ostby wreck, after eleven years of search",
    ],
)
def test_headlines_that_resemble_notices(title: str) -> None:
    html = f"<title>{title}</title><article><h1>{title}</h1>{TEXT}</article>"
    head = '<meta property="og:type" content="article">'
    assert read_texts(head + html) == SENTENCES


def test_a_short_article_with_a_login_in_its_frame_is_read() -> None:
    login = "<header><form><input type=password></form></header>"
    html = make_page(write_paragraphs(SENTENCES[:2])).replace("<body>", f"<body>{login}")
    assert read_texts(html) == SENTENCES[:2]


def test_an_article_on_cookies_is_read() -> None:
    story = [
        "A court in Norland fined the shop for its banner, which had said: we use cookies.",
        "Visitors could accept all cookies with one click, but not reject all cookies, it found.",
        "The shop must now ask for consent, and may appeal within a month, the judge said.",
        "It was the first such ruling on the coast, where eleven more are to follow in May.",
    ]
    assert read_texts(make_page(write_paragraphs(story))) == story
