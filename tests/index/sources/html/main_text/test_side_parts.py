"""What stands between or beside the sentences of an article is not its text."""

from __future__ import annotations

import pytest

from tests.index.sources.html.main_text.pages import (
    SENTENCES,
    make_page,
    put_between,
    read_page,
    read_texts,
    write_paragraphs,
)

OTHER = '<a href="/x">Harbour master retires after thirty years</a>'


@pytest.mark.parametrize(
    "html",
    [
        "<div><h3>Morning Wire</h3><p>All the news of Kel. Sign up for our "
        "newsletter.</p><form><input"
        " type=email></form></div>",
        '<p>Subscribe to our daily newsletter <a href="/nl">here</a>.</p>',
        "<section><p><b>Get the Kel Wire briefing in your inbox every morning</b></p><button>Go"
        "</button></section>",
        "<div><p>Want more stories like this?</p><p>Sign up to the weekly digest.</p><form></form>"
        "</div>",
        "<p><em>Join our WhatsApp channel for breaking news.</em></p>",
        "<p>Melden Sie sich hier für unseren Newsletter an.</p>",
        "<p>Inscrivez-vous à notre newsletter du soir.</p>",
        "<p>Schrijf je in voor onze nieuwsbrief.</p>",
        "<p>Kel Wire is a non-profit newsroom. Please consider supporting us with a <a "
        'href="/donate">'
        "donation</a>.</p>",
        "<div class=membership-box><p>Our members make this reporting possible, in good years and"
        " bad.</p></div>",
        "<p>Support independent journalism. <a href=/join>Become a member today</a>.</p>",
        "<div><p>You have read your 3 free articles this month. Subscribe now for unlimited access."
        "</p></div>",
    ],
)
def test_offers(html: str) -> None:
    assert read_texts(put_between(html)) == SENTENCES


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Read more: {OTHER}</p>",
        f"<p><strong>READ: </strong>{OTHER}</p>",
        f"<p>{OTHER}</p>",
        f'<ul><li>{OTHER}</li><li><a href="/y">School in Ostby gets a roof</a></li></ul>',
        f"<p>RELATED | {OTHER}</p>",
        f"<p>&gt; {OTHER}</p>",
        f"<p>Mehr zum Thema: {OTHER}</p>",
        f"<p><b>Lea también:</b> {OTHER}</p>",
        f"<p>À lire aussi : {OTHER}</p>",
        f"<p>Zobacz też: {OTHER}</p>",
        "<div class='related-inline'><h4>More on this</h4><p>Harbour master retires after thirty"
        " years, and nobody knows who will follow.</p></div>",
        "<aside><h3>In depth</h3><p>How the harbour was built in nine years by men who could not"
        " swim.</p></aside>",
    ],
)
def test_links_to_other_articles(html: str) -> None:
    assert read_texts(put_between(html)) == SENTENCES


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img><figcaption>The old depot of Kel, where the trains will sleep.</figcaption>"
        "</figure>",
        "<div class='image-caption'>The old depot of Kel, where the trains will sleep.</div>",
        "<p class='photo-credit'>Photo: Ida Storm / Kel Wire, taken on Monday night.</p>",
        "<div class=image><img><p>The old depot of Kel, where the trains will sleep.</p></div>",
        "<div class=video-player><p>Watch the council debate for six hours in two "
        "minutes.</p></div>",
        "<p>Advertisement</p>",
        "<div>Article continues below this advert</div>",
        "<div class=ad><p>A new kind of soap for the whole family, now in three scents.</p></div>",
        "<p>Follow Kel Wire on Twitter and Facebook.</p>",
        "<blockquote class='twitter-tweet'><p>What a night in Kel!</p>— Ilse <a href=x>March 17</a>"
        "</blockquote>",
        "<p>Do you have a story for us? Email us at news@kel.example.</p>",
        "<p>Copyright 2025 Kel Press. All rights reserved. This material may not be published.</p>",
        "<p>Trouble viewing this email? View it in your browser.</p>",
        "<div class='author-bio'><p>Ann Bo writes about trams and lives in Ostby with "
        "dogs.</p></div>",
        "<blockquote><p>the line would open in 2028</p></blockquote>",
        "<p><time datetime=2025-03-17>17 March 2025, 9:30</time></p>",
        "<div><p>This site uses cookies. By continuing you accept our cookie policy.</p></div>",
        "<section class=comments><p>About time, says one reader of the coast.</p></section>",
    ],
)
def test_captions_adverts_and_notes(html: str) -> None:
    assert read_texts(put_between(html)) == SENTENCES


@pytest.mark.parametrize(
    "sentence",
    [
        "Copyright reform passed the lower house on Monday by nine votes.",
        "Support for the work of the council fell to a third, a survey found.",
        "Norland wants to become a member of the union by 2030, the minister said.",
        "Recibe el alcalde a los vecinos en la plaza cada lunes por la tarde.",
        "Registrati quaranta casi di influenza in una settimana a Montalvo.",
        "Follow the river on its way to the sea and you pass eleven mills.",
        "More about the plan will be known when the council meets again in April.",
        "The paper said that it had a legitimate interest in personalised advertising.",
        "“Sign up for our newsletter,” the site had told its readers for years.",
        "Mehr zu essen gab es an diesem Abend in der alten Halle nicht.",
        "Get out of the harbour before the storm, the warden told the crews.",
        "Readers may open the minutes in any browser, the clerk said on Monday.",
    ],
)
def test_sentences_that_resemble_notes_stay(sentence: str) -> None:
    assert sentence in read_texts(put_between(f"<p>{sentence}</p>"))


def test_a_link_to_a_membership_does_not_make_an_offer_of_a_sentence() -> None:
    sentence = "Norland wants to become a member of the union by 2030, the minister said."
    html = f'<p>{sentence} <a href="/membership-talks">The talks</a> go on.</p>'
    assert f"{sentence} The talks go on." in read_texts(put_between(html))


@pytest.mark.parametrize(
    ("html", "note"),
    [
        ("<p>Correction, 5 March: An earlier version of this article gave a wrong price.</p>",
         "Correction, 5 March: An earlier version of this article gave a wrong price."),
        ("<p><em>This article was amended on 5 March 2025 to correct the number of stops.</em></p>",
         "This article was amended on 5 March 2025 to correct the number of stops."),
        ("<div class=correction><h4>Correction</h4><p>The line has twelve stops, not "
         "eleven.</p></div>",
         "Correction The line has twelve stops, not eleven."),
        ("<p>Editor's note: A previous version of this story misstated the mayor's age.</p>",
         "Editor's note: A previous version of this story misstated the mayor's age."),
        ("<p>Korrektur: In einer früheren Version stand eine falsche Zahl.</p>",
         "Korrektur: In einer früheren Version stand eine falsche Zahl."),
        ("<p>CLARIFICATION: The council has fifteen members, one of whom was absent.</p>",
         "CLARIFICATION: The council has fifteen members, one of whom was absent."),
    ],
)  # fmt: skip
def test_a_correction_is_kept_apart(html: str, note: str) -> None:
    page = read_page(make_page(write_paragraphs(SENTENCES) + html))
    assert page.text.split("\n\n") == SENTENCES
    assert page.statements["page"].correction == note


def test_a_heading_before_a_box_goes_with_it_and_another_stays() -> None:
    box = "<div class=newsletter><h3>The Kel Morning</h3><p>Six minutes of news.</p></div>"
    kept = "<h2>What it costs</h2><p>Advertisement</p>"
    texts = read_texts(put_between(box + kept))
    assert texts == [*SENTENCES[:3], "What it costs", *SENTENCES[3:]]
