"""What sites say around and in place of articles in French, Spanish, Italian and Portuguese."""

from __future__ import annotations

from index.language.site_phrases import NETWORKS, SitePhrases

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
