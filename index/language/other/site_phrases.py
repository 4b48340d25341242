"""What sites say around and in place of articles in German, French, Spanish, Italian, Dutch,
Portuguese, Polish and the Scandinavian languages: the usual phrases, and not all of them."""

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
FRENCH = SitePhrases(
    consent=(
        r"\b(?:nous et )?nos (?:\d+ )?partenaires\b",
        r"\b(?:accepter|refuser) (?:les |tous les )?cookies\b|\btout accepter\b",
        r"\b(?:utilisons|déposons|utilise)\b[^.]{0,30}\bcookies\b",
        r"\bvotre consentement\b|\bvos choix\b",
        r"\binformations sur (?:un|votre) (?:appareil|terminal)\b",
        r"\bcontinuer sans accepter\b",
    ),
    consent_words=(r"\bpublicité personnalisée\b",),
    missing=(
        r"(?:page|article) (?:introuvable|non trouvée?)",
        r"(?:la )?page\b.{0,60} (?:n['’]existe (?:pas|plus)|a été déplacée)",
    ),
    sign_in=(r"(?:connectez-vous|se connecter|identifiez-vous)(?=\W|$)",),
    payment=(
        r"\b(?:cet )?article (?:est )?réservé aux? abonnés?\b",
        r"\babonnez-vous\b",
        r"\bpour lire la suite\b",
        r"\bdéjà abonnée?\b",
        r"\bsans engagement\b",
        r"\bil vous reste\b.{0,20}% de cet article",
    ),
    sign_up=(
        r"(?:inscrivez-vous|abonnez-vous|recevez)\b.{0,100}",
        r".{0,60}\bs['’]inscrire à la newsletter",
    ),
    others=(
        r"(?:à )?lire (?:aussi|également|la suite)\b.{0,30}|à lire|à voir",
        r"voir aussi|sur le même sujet"
        r"|pour aller plus loin|les plus lus|à découvrir|notre sélection",
    ),
    adverts=(r"publicité|la suite après (?:la|cette) publicité|contenu sponsorisé",),
    follow=(
        rf"suivez(?:-nous| \w+) sur .{{0,40}}{NETWORKS}.{{0,80}}",
        r"partager (?:cet|sur)\b.{0,60}",
    ),
    rights=(r"tous droits réservés\b.{0,100}",),
    lead=(r"par", r"(?:auteure?s?|texte|propos recueillis par)\s*:?(?=\s)", r"publié par"),
    ands=("et", "avec"),
    offices=(
        r"la rédaction(?: .{0,40})?|rédaction",
        r"(?:journaliste|correspondante?|envoyée? spéciale?)\b.{0,40}",
    ),
    correction=(r"(?:une|dans une) (?:première|précédente) version de cet article",),
    correction_label=(r"rectificatif", r"errat(?:um|a)", r"correction"),
)
SPANISH = SitePhrases(
    consent=(
        r"\b(?:nosotros y )?nuestros (?:\d+ )?socios\b",
        r"\b(?:aceptar|rechazar) (?:las |todas las )?cookies\b",
        r"\b(?:utilizamos|usamos|utiliza)\b[^.]{0,30}\bcookies\b",
        r"\b(?:su|tu) consentimiento\b",
    ),
    missing=(
        r"p[áa]gina no encontrada|(?:la )?p[áa]gina\b.{0,60} (?:no existe|no está disponible)",
    ),
    sign_in=(r"(?:inici(?:a|e) sesi[óo]n|iniciar sesi[óo]n)(?=\W|$)",),
    payment=(
        r"\bsuscr[íi]be(?:te|se)\b",
        r"\b(?:contenido|art[íi]culo) (?:exclusivo )?para suscriptores\b",
        r"\bpara seguir leyendo\b|\bya (?:eres|es|soy) suscriptora?\b|\blee sin l[íi]mites\b",
    ),
    sign_up=(
        r"(?:ap[úu]ntate|reg[íi]strate|suscr[íi]bete)\b.{0,100}",
        r"recibe\b.{0,80}\b(?:newsletter|bolet[íi]n|correo)\b.{0,40}",
    ),
    others=(
        r"m[áa]s informaci[óo]n\b.{0,40}|(?:lea|lee|leer|ver) (?:tambi[ée]n|m[áa]s)\b.{0,30}"
        r"|te puede interesar|noticias relacionadas|lo m[áa]s (?:le[íi]do|visto)|relacionado",
    ),
    adverts=(r"publicidad|anuncio",),
    follow=(rf"s[íi]gue(?:nos| \w+) en .{{0,40}}{NETWORKS}.{{0,80}}",),
    rights=(r"todos los derechos reservados\b.{0,100}",),
    lead=(r"por", r"(?:autora?|texto|redacci[óo]n)\s*:(?=\s)"),
    ands=("y",),
    offices=(
        r"(?:la )?redacci[óo]n(?: .{0,40})?|agencias",
        r"(?:periodista|corresponsal|enviad[oa] especial)\b.{0,40}",
    ),
    correction=(r"(?:una|en una) (?:primera )?versi[óo]n (?:anterior|previa) de este art[íi]culo",),
    correction_label=(r"fe de (?:errores|erratas)", r"correcci[óo]n", r"rectificaci[óo]n"),
)
ITALIAN = SitePhrases(
    consent=(
        r"\b(?:noi e )?i nostri (?:\d+ )?partner\b",
        r"\b(?:accetta|rifiuta|accettare) (?:i |tutti i )?cookie\b",
        r"\b(?:utilizziamo|usiamo|utilizza)\b[^.]{0,30}\bcookie\b",
        r"\bil (?:tuo|suo) consenso\b",
    ),
    missing=(r"pagina non trovata|(?:la )?pagina\b.{0,60} non (?:esiste|è disponibile)",),
    sign_in=(r"(?:accedi|effettua il login)(?=\W|$)",),
    payment=(
        r"\babbonati\b|\b(?:contenuto|articolo) riservato agli abbonati\b|\bsei già abbonato\b",
    ),
    sign_up=(
        r"iscriviti\b.{0,100}",
        r"(?:ricevi|registrati)\b.{0,80}\b(?:newsletter|e-?mail)\b.{0,40}",
    ),
    others=(
        r"legg[ie] anche\b.{0,30}|leggi (?:di più|tutto)|guarda anche|potrebbe interessarti"
        r"|articoli correlati|i più letti|per approfondire",
    ),
    adverts=(r"pubblicità|annuncio",),
    follow=(rf"segui(?:ci| \w+) su .{{0,40}}{NETWORKS}.{{0,80}}",),
    rights=(r".{0,20}riproduzione riservata\b.{0,60}|tutti i diritti riservati\b.{0,100}",),
    lead=(r"di", r"(?:autore|testo)\s*:(?=\s)", r"a cura di"),
    ands=("e", "ed"),
    offices=(r"(?:la )?redazione(?: .{0,40})?|(?:giornalista|corrispondente|inviat[oa])\b.{0,40}",),
    correction=(r"(?:una|in una) (?:precedente|prima) versione di questo articolo",),
    correction_label=(r"errata corrige", r"rettifica", r"correzione"),
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
PORTUGUESE = SitePhrases(
    consent=(
        r"\bnossos (?:\d+ )?parceiros\b",
        r"\b(?:aceitar|recusar) (?:todos )?(?:os )?cookies\b",
        r"\butilizamos\b[^.]{0,30}\bcookies\b",
    ),
    missing=(r"p[áa]gina não encontrada|(?:a )?p[áa]gina\b.{0,60} não (?:existe|está disponível)",),
    sign_in=(r"(?:iniciar sessão|inicie sessão|faça login|entrar)(?=\W|$)",),
    payment=(r"\bassine\b|\b(?:exclusivo|reservado) (?:a|para) assinantes\b|\bjá é assinante\b",),
    sign_up=(r"(?:inscreva-se|subscreva|assine|receba\b.{0,60}\bnewsletter)\b.{0,100}",),
    others=(r"(?:leia|ler|veja) (?:também|mais)\b.{0,30}|saiba mais|mais lidas|relacionad[oa]s?",),
    adverts=(r"publicidade|anúncio|continua após a publicidade|pub",),
    follow=(rf"siga(?:-nos| \w+) (?:no|na|em) .{{0,40}}{NETWORKS}.{{0,80}}",),
    rights=(r"todos os direitos reservados\b.{0,100}",),
    lead=(r"por", r"(?:autora?|texto)\s*:(?=\s)"),
    ands=("e",),
    offices=(r"(?:da )?redação(?: .{0,40})?|(?:jornalista|correspondente|repórter)\b.{0,40}",),
    correction=(
        r"(?:uma|em uma|numa) versão anterior d(?:este|esta|o|a) (?:artigo|matéria|texto)",
    ),
    correction_label=(r"errata", r"correção", r"retificação"),
)
POLISH = SitePhrases(
    consent=(
        r"\b(?:nasi|naszych) (?:\d+ )?(?:partner\w+|zaufan\w+)",
        r"\b(?:zaakceptuj|akceptuj\w*)\b[^.]{0,30}\bcookie|\bplik\w* cookie",
    ),
    missing=(r"(?:strona nie (?:została znaleziona|istnieje)|nie znaleziono strony)",),
    payment=(
        r"\bczytaj dalej z\b|\btylko dla (?:prenumeratorów|subskrybentów)\b",
        r"\bsubskrypcj\w+\b[^.]{0,60}\b(?:zł|miesi)|\bkup (?:teraz|dostęp)\b",
    ),
    sign_up=(r"(?:zapisz się|subskrybuj|dołącz)\b.{0,100}",),
    others=(
        r"(?:czytaj|przeczytaj|zobacz) (?:też|także|również|więcej)\b.{0,30}",
        r"najczęściej czytane|polecamy",
    ),
    adverts=(r"reklama|dalsza część artykułu pod\b.{0,40}",),
    rights=(r"wszelkie prawa zastrzeżone\b.{0,100}",),
    lead=(r"(?:autor(?:ka|zy)?|tekst)\s*:?(?=\s)",),
    ands=("i", "oraz"),
    offices=(r"redakcja(?: .{0,40})?|(?:dziennikark?a?|korespondent\w*)\b.{0,40}",),
    correction_label=(r"sprostowanie", r"korekta"),
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
OTHERS = (GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, PORTUGUESE, POLISH, SCANDINAVIAN)
