"""What sites say around and in place of articles in German, Dutch and the Nordic languages."""

from __future__ import annotations

from index.language.site_phrases import NETWORKS, SitePhrases

GERMAN = SitePhrases(
    consent=(
        r"\bwir und (?:unsere|bis zu)\b[^.]{0,40}\bpartner\b",
        r"\beinwilligung\b[^.]{0,60}\b(?:widerrufen|erteilen|jederzeit)\b",
        r"\binformationen auf (?:ihrem|deinem|einem) (?:ger[äa]t|endger[äa]t)",
        r"\b(?:verwenden|nutzen|setzen|speichern)\b[^.]{0,30}\bcookies\b",
        r"\bdetails zum tracking\b",
        r"\bakzeptieren und (?:weiter|schließen)",
    ),
    consent_words=(
        r"\bcookies? (?:akzeptieren|zustimmen|ablehnen"
        r"|zulassen)",
        r"\bmit werbung\b",
        r"\bohne (?:werbung|tracking|werbetracking)\b",
        r"\bzum widerruf\b|\bwiderruflich\b",
        r"\bpur[- ](?:abo\w*|abonnieren)\b",
        r"\bpersonalisierte "
        r"werbung\b",
        r"\bdatenschutzerklärung\b",
    ),
    robot_check=(r"\bsind sie (?:ein mensch|ein roboter)", r"\bkein roboter\b"),
    missing=(
        r"(?:die )?(?:seite|artikel)\b.{0,60} (?:nicht gefunden|existiert nicht|nicht mehr)",
        r"(?:seite|artikel) nicht (?:gefunden|verfügbar)",
    ),
    sign_in=(r"(?:bitte )?(?:melden sie sich an|anmelden|einloggen)(?=\W|$)",),
    payment=(
        r"\bweiterlesen mit\b",
        r"\b(?:jetzt )?(?:weiterlesen|testen|abonnieren)\b[^.]{0,60}\b(?:monat|woche|gratis"
        r"|kostenlos)",
        r"\b(?:gratis|kostenlos) (?:testen|weiterlesen|lesen)\b",
        r"\bnur für abonnent\w*",
        r"\bjederzeit kündbar\b",
        r"\b(?:sie haben|haben sie) (?:bereits|schon) ein (?:abo|konto|digital)",
        r"\b(?:lesen|zugriff|zugang)\b[^.]{0,60}\b(?:im|pro) monat\b",
        r"\bbereits (?:abonnent|registriert|kunde)",
    ),
    sign_up=(
        r".{0,120}\b(?:abonnieren|bestellen|melden|erhalten)\b.{0,80}\bnewsletter\b",
        r".{0,80}\bnewsletter\b.{0,60}\b(?:abonnieren|anmelden|bestellen)",
        r"hier (?:geht es zum|können sie)\b.{0,60}\bnewsletter",
    ),
    others=(
        r"(?:lesen|hören|sehen) sie (?:auch|hier|dazu|mehr)\b.{0,40}",
        r"(?:lies|lesen|hör|sieh) (?:auch|mehr|hier)\b.{0,30}",
        r"mehr (?:zum thema|dazu|lesen)\b.{0,40}|zum thema|auch interessant",
        r"das könnte sie auch\b.{0,30}",
        r"weitere (?:artikel|themen|nachrichten|meldungen)|meistgelesen|empfohlener .{0,40}",
    ),
    adverts=(r"anzeige|werbung|reklame|nach der werbung weiterlesen",),
    follow=(rf"folgen sie (?:uns|\w+) (?:auf|bei|in) .{{0,40}}{NETWORKS}.{{0,80}}",),
    rights=(r"alle rechte vorbehalten\b.{0,100}",),
    browser=(r".{0,60}\bim browser (?:ansehen|öffnen|lesen|anzeigen)",),
    lead=(r"von", r"(?:autor(?:in|en)?|text|bericht|redaktion)\s*:?(?=\s)", r"ein(?:e)? \w+ von"),
    ands=("und",),
    offices=(
        r"(?:online|nachrichten|lokal|sport|politik)?-?redaktion",
        r"(?:chef|politik|wirtschafts|sport|lokal)?-?(?:redakteur|reporter"
        r"|korrespondent)(?:in)?\b.{0,40}",
        r"(?:stellvertretende[r]? )?chefredakteur(?:in)?",
    ),
    correction=(
        r"in einer (?:früheren|ersten|vorherigen|älteren) (?:version|fassung)\b",
        r"anmerkung der redaktion\b[^:]{0,20}:.{0,120}\b(?:version|fassung|korrigiert|berichtigt)",
    ),
    correction_label=(r"korrektur(?:hinweis)?", r"berichtigung", r"richtigstellung"),
)

DUTCH = SitePhrases(
    consent=(
        r"\bwij en onze (?:\d+ )?partners\b",
        r"\bcookies? (?:accepteren|weigeren|toestaan)\b|\buw toestemming\b",
    ),
    missing=(r"pagina niet gevonden|(?:de )?pagina\b.{0,60} (?:bestaat niet|niet meer)",),
    sign_in=(r"(?:inloggen|log in|meld je aan)(?=\W|$)",),
    payment=(
        r"\b(?:alleen )?voor abonnees\b|\bword (?:nu )?abonnee\b|\bal abonnee\b",
        r"\blees verder met\b",
    ),
    sign_up=(r"(?:schrijf je in|meld je aan|abonneer je|ontvang\b.{0,60}\bnieuwsbrief)\b.{0,100}",),
    others=(r"lees (?:ook|meer|verder)\b.{0,30}|meer over|meest gelezen|bekijk ook|luister ook",),
    adverts=(r"advertentie|tekst gaat verder onder\b.{0,40}",),
    follow=(rf"volg (?:ons|\w+) op .{{0,40}}{NETWORKS}.{{0,80}}",),
    rights=(r"alle rechten voorbehouden\b.{0,100}",),
    lead=(r"door", r"(?:auteurs?|tekst)\s*:(?=\s)"),
    ands=("en",),
    offices=(
        r"(?:de )?redactie(?: .{0,40})?",
        r"(?:verslaggever|correspondent|redacteur|journalist)\b.{0,40}",
    ),
    correction=(r"in een (?:eerdere|vorige) versie\b",),
    correction_label=(r"correctie", r"rectificatie", r"verbetering"),
)

SCANDINAVIAN = SitePhrases(
    consent=(
        r"\b(?:vi|våre|våra|vores)(?: og| och)?(?: våre| våra| vores)? (?:\d+ )?(?:partner"
        r"|samarbeid)\w*",
        r"\b(?:godta|godkänn|acceptera|accepter) (?:alle |alla )?(?:cookies|kakor"
        r"|informasjonskapsler)",
    ),
    missing=(
        r"sid(?:an|en|a) (?:hittades inte|(?:blev |ble )?ikke (?:fundet|funnet)|finns inte"
        r"|findes ikke|finnes ikke)",
    ),
    sign_in=(r"(?:logga in|logg inn|log ind)(?=\W|$)",),
    payment=(
        r"\b(?:bli|bliv) (?:prenumerant|abonnent|medlem)\b",
        r"\b(?:kun|endast|bara) för? (?:abonnenter|prenumeranter)\b",
    ),
    sign_up=(
        r"(?:prenumerera på|abonner på|få|meld deg på|anmäl dig till)\b.{0,60}\b(?:nyhetsbrev"
        r"|nyhedsbrev)\w*",
    ),
    others=(
        r"läs (?:också|mer|även|vidare)\b.{0,30}|les (?:også|mer)\b.{0,30}",
        r"læs (?:også|mere)\b.{0,30}|lue (?:myös|lisää)\b.{0,30}|mest lest",
        r"mest läst|mest læste",
    ),
    adverts=(r"annons|annonse|annonce|reklame|mainos",),
    lead=(r"av", r"af", r"(?:text|tekst)\s*:(?=\s)"),
    ands=("och", "og"),
    offices=(r"redaktion(?:en)?|redaksjonen|(?:journalist|reporter|korrespondent)\b.{0,40}",),
    correction=(r"i en tid(?:igare|ligere) version\b",),
    correction_label=(r"rättelse", r"rettelse"),
)
