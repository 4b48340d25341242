"""The other medium that a sentence names as its source: "…, he told RIA Novosti". Pure.

A medium counts only behind or before words that make it the source: a sentence about a newspaper
names none. An outlet that is not listed is one where the sentence says what it is, "the Kel
Courier newspaper".
"""

from __future__ import annotations

import re

# One name a line, then its other spellings.
_MEDIA = {
    spelling: names[0]
    for line in """
    Reuters|Thomson Reuters
    Associated Press|AP|the AP
    Agence France-Presse|AFP
    dpa|DPA|Deutsche Presse-Agentur
    PA Media|Press Association
    RIA Novosti|RIA
    TASS|Tass|Itar-Tass|ITAR-TASS
    Interfax-Ukraine|Interfax Ukraine
    Interfax
    Ukrinform
    Xinhua
    Kyodo
    Yonhap
    Anadolu|Anadolu Agency
    ANSA
    EFE
    PTI|Press Trust of India
    IRNA
    SANA
    WAFA
    KCNA
    Bloomberg|Bloomberg News
    BBC|British Broadcasting Corporation
    CNN
    NBC News|NBC
    CBS News|CBS
    ABC News
    Fox News
    CNBC
    MSNBC
    NPR
    PBS
    ITV|ITV News
    Sky News
    Al Jazeera
    Al Arabiya
    Euronews
    Deutsche Welle|DW
    Radio Free Europe|RFE/RL
    Axios
    Politico|POLITICO
    New York Times|NYT
    Washington Post
    Wall Street Journal|WSJ
    Los Angeles Times
    USA Today
    Financial Times|FT
    Guardian
    Daily Telegraph|Telegraph
    Daily Mail
    Economist
    Times of London
    Spiegel|Der Spiegel
    Bild
    Die Welt
    Die Zeit
    Frankfurter Allgemeine Zeitung|FAZ
    Süddeutsche Zeitung
    ARD
    ZDF
    Le Monde
    Le Figaro
    Libération
    El País|El Pais
    Corriere della Sera
    La Repubblica
    Rossiya 1|Rossiya-1
    Kommersant
    Izvestia
    Vedomosti
    Meduza
    Novaya Gazeta
    Kyiv Independent
    Kyiv Post
    Ukrainska Pravda
    Haaretz
    Times of Israel
    Jerusalem Post
    NHK
    Nikkei
    Asahi Shimbun
    South China Morning Post|SCMP
    Global Times
    CCTV
    NDTV
    Times of India
    """.strip().splitlines()
    for names in [line.strip().split("|")]
    for spelling in names
}
_KIND = (
    r"(?:(?:state |public |private |national )?(?:news |press |wire )?"
    r"(?:agency|service|newspaper|daily|weekly|tabloid|magazine|broadcaster|channel|television|radio"
    r"|TV|website|site|portal|outlet|paper))"
)
_KNOWN = "|".join(sorted(map(re.escape, _MEDIA), key=len, reverse=True))
_NAME = r"[A-ZÀ-Ž][\w’-]{1,30}(?: [A-ZÀ-Ž][\w’-]{1,30}){0,3}"
_SOURCE = (
    rf"(?:(?:the |a |an )?(?:\w{{3,20}} )?{_KIND} (?P<after>{_KNOWN}|{_NAME})"
    rf"|(?:the )?(?P<known>{_KNOWN})"
    rf"|the (?P<before>{_NAME}) {_KIND})(?!\w)"
)
_BEFORE = (
    r"(?:told|according to|citing|quoting|(?:quoted|cited|reported|carried|published|obtained) by"
    r"|(?:an? )?interview (?:with|to|for|in)|said to|reports? (?:by|from|in)|in comments to"
    r"|(?:speaking|spoke|talking) (?:to|with)"
    r"|in remarks to|by)"
)
_VERBS = (
    r"(?:earlier |first )?(?:reported|reports|has reported|had reported|quoted|quotes|cited"
    r"|cites|learned|wrote|said|says|writes)"
)
_BEHIND_CUE = re.compile(rf"\b(?i:{_BEFORE}) {_SOURCE}")
_BEFORE_VERB = re.compile(rf"(?<!\w){_SOURCE}(?: {_KIND})?(?:, an? [^,]{{1,60}},)? {_VERBS}\b")


def find_medium(sentence: str) -> str:
    """The medium that a sentence names as its source, by its first spelling; "" without one."""
    text = " ".join(sentence.split())
    for pattern in (_BEHIND_CUE, _BEFORE_VERB):
        if match := pattern.search(text):
            name = match["after"] or match["known"] or match["before"]
            return name_medium(name)
    return ""


def name_medium(outlet: str) -> str:
    """The one name of an outlet that has several: "AFP" is "Agence France-Presse"."""
    name = outlet.removeprefix("The ").removeprefix("the ").strip()
    return _MEDIA.get(name, name)
