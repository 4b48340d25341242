"""Pages that hold no article: notices of sites, lists of articles, pages that lead on."""

from __future__ import annotations

from tests.index.sources.html.news_pages import foreign_stories, stories
from tests.index.sources.html.news_pages.frame import FOOTER, NAV, SITE, NewsPage, make_page

_LISTED = (
    (stories.TRAM, "/tram"),
    (stories.HARVEST, "/harvest"),
    (stories.COURT, "/court"),
    (stories.LIBRARY, "/library"),
    (foreign_stories.HAFEN, "/hafen"),
    (foreign_stories.PONT, "/pont"),
    (foreign_stories.TEATRO, "/teatro"),
    (foreign_stories.DIJK, "/dijk"),
)


def make_pages_without_article() -> list[NewsPage]:
    """The pages of this module; each truth has a part of the reason why it is refused."""
    return [
        refuse("consent-wall", "Tram line approved", CONSENT, "consent"),
        refuse("consent-wall-german", "Ihre Einwilligung", CONSENT_GERMAN, "consent", "de"),
        refuse("not-found", "Page not found | Kel Wire", NOT_FOUND, "not found"),
        refuse("not-found-french", "Kel", NOT_FOUND_FRENCH, "not found", "fr"),
        refuse("robot-check", "www.kelwire.example", ROBOT_CHECK, "robot"),
        refuse("sign-in", "Welcome back", SIGN_IN, "sign in"),
        refuse("paywall-alone", "Kel Wire", PAYWALL, "subscribe"),
        NewsPage("leads-on", LEADS_ON, {"url": SITE + "/r", "refused": "/news/tram"}),
        make_front_page(),
        make_section_page(),
    ]


def refuse(name: str, title: str, body: str, reason: str, language: str = "en") -> NewsPage:
    """A page that is refused for a reason with these words."""
    head = f'<title>{title}</title><meta property="og:site_name" content="Kel Wire">'
    return NewsPage(name, make_page(head, body, language), {"url": SITE + "/a", "refused": reason})


def make_front_page() -> NewsPage:
    """The front page of a paper."""
    cards = "".join(
        f'<article class="teaser"><h2><a href="{path}">{story.title}</a></h2><p>{story.standfirst} '
        f"{story.paragraphs[0]}</p></article>"
        for story, path in _LISTED
    )
    head = '<title>Kel Wire: News from the coast</title><meta property="og:type" content="website">'
    html = make_page(head, f"{NAV}<main>{cards}</main>{FOOTER}")
    return NewsPage("front-page", html, {"url": SITE + "/", "refused": "list"})


def make_section_page() -> NewsPage:
    """A section in plain divs, with a headline of its own."""
    cards = "".join(
        f'<div class="item"><a href="{path}"><h3>{story.title}</h3></a><span>17 March</span><p>'
        f"{story.paragraphs[0]}</p></div>"
        for story, path in _LISTED
    )
    head = "<title>Culture | Kel Wire</title>"
    html = make_page(
        head, f'{NAV}<main><h1>Culture</h1><div class="list">{cards}</div></main>{FOOTER}'
    )
    return NewsPage("section-page", html, {"url": SITE + "/culture", "refused": "list"})


CONSENT = (
    "<main><h1>kelwire.example with advertising</h1><p>Visit kelwire.example as usual with "
    "advertising and"
    " tracking by us and our 812 partners, who store and access information on your "
    "device.</p><p>To use"
    " our service with advertising you must agree that we store cookies, device identifiers and "
    "other"
    " information for personalised ads on your device. Or take out a subscription for 4.99 crowns a"
    " month.</p></main>"
)
CONSENT_GERMAN = (
    "<main><h1>Mit Werbung weiterlesen</h1><p>Besuchen Sie kelstedt.example wie gewohnt mit "
    "Werbung und"
    " Tracking. Details zum Tracking finden Sie in der Datenschutzerklärung.</p><p>Wir und "
    "unsere 240"
    " Partner speichern Cookies und greifen auf Informationen auf Ihrem Gerät zu. Ihre Einwilligung"
    " können Sie jederzeit widerrufen.</p><button>Akzeptieren und weiter</button></main>"
)
NOT_FOUND = (
    f"{NAV}<main><h1>Sorry, we cannot find that page</h1><p>The page that you are looking for "
    f"does not"
    " exist or has been moved. Try the search, or go back to our front page and start "
    "again.</p></main>"
    f"{FOOTER}"
)
NOT_FOUND_FRENCH = (
    "<main><h1>Page introuvable</h1><p>La page que vous recherchez n'existe pas ou a été "
    "déplacée. Vous"
    " pouvez revenir à l'accueil ou utiliser la recherche du site.</p></main>"
)
ROBOT_CHECK = (
    "<main><h1>www.kelwire.example</h1><p>Verifying you are human. This may take a few "
    "seconds.</p><p>"
    "www.kelwire.example needs to review the security of your connection before "
    "proceeding.</p></main>"
)
SIGN_IN = (
    "<main><h1>Welcome back</h1><p>Please enter the address and the password that you chose when "
    "you"
    ' opened your account with us.</p><form><input type="email"><input '
    'type="password"></form></main>'
)
PAYWALL = (
    f"{NAV}<main><h1>Continue reading with Kel+</h1><p>This article is for subscribers only. "
    f"Subscribe now"
    " for 2.95 crowns a week and read all articles. Cancel at any time.</p><p>Already a "
    "subscriber? <a"
    f' href="/login">Log in</a></p></main>{FOOTER}'
)
LEADS_ON = (
    '<html><head><title>Redirecting…</title><meta http-equiv="refresh" content="0; url='
    f'{SITE}/news/tram"></head><body><p>You are being taken to the article. If nothing happens, <a'
    f' href="{SITE}/news/tram">click here</a>.</p></body></html>'
)
