"""What sites say around and in place of articles in Polish."""

from __future__ import annotations

from index.language.site_phrases import SitePhrases

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
