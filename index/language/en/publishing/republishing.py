"""May an article be republished? A conservative reading of what its publisher states. Pure.

Three values: True, False, and None for "not stated". A reading is True only where a licence is
named that lets anybody publish the text as it stands (CC BY, CC BY-SA, CC BY-ND, CC0, the public
domain, the Open Government Licence), or where the words say so without a condition. Any word of
refusal or of a condition that a newsroom may not meet (non-commercial, with permission, for
subscribers) makes it False, whatever else is stated. A copyright line alone states nothing.
"""

from __future__ import annotations

import re

from index.core.terms import Terms

_USES = (
    r"(?:re-?(?:publi(?:sh(?:ed|ing)?|cation)|produc(?:e|ed|tion|ing)|distribut(?:e|ed|ion|ing)"
    r"|us(?:e|ed)|sale|sold|print(?:ed|ing)?|writ(?:e|ten|ing)|broadcast|transmi(?:t|tted|ssion))"
    r"|publi(?:sh(?:ed|ing)?|cation)|distribut(?:e|ed|ion|ing)|us(?:e|ed)|cop(?:y|ied|ying)"
    r"|broadcast|archiv(?:e|al|ed|ing)|syndicat(?:e|ed|ion|ing))"
)
_REFUSAL = re.compile(
    rf"\b(?:not?|never|without)\b(?:\W+\w+){{0,6}}?\W+(?:{_USES}|public\s+domain|creative"
    r"\s+commons|cc|licen[cs]ed)\b"
    r"|\ball\s+rights\s+(?:are\s+)?reserved\b"
    rf"|\b{_USES}\W+(?:\w+\W+){{0,4}}?(?:prohibited|forbidden|restricted|denied|not\s+permitted"
    r"|not\s+allowed)\b"
    r"|\b(?:strictly\s+)?(?:internal|personal|private|editorial)\s+use\b|\bone[-\s]time\s+use\b"
    r"|\bconfidential\b|\bmandatory\s+kill\b|\bembargo",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\bnon-?commercial|\bcc[\s-]+by(?:[\s-]+)nc\b|/by-nc|\bby-nc\b"
    r"|\b(?:prior|written|express(?:ed)?|explicit)\b(?:\W+\w+){0,3}?\W+(?:permission|consent"
    r"|approval|agreement|authori[sz]ation)\b"
    r"|\b(?:with|by|upon|on|subject\s+to|requires?|seek|ask|request|contact)\b(?:\W+\w+){0,4}?\W+"
    r"(?:permission|consent|approval|agreement|authori[sz]ation|licen[cs]ing|fee|payment)\b"
    r"|\b(?:only|solely|exclusively)\b|\bsubscribers?\b|\bclients?\b|\bcustomers?\b|\bmembers?\b"
    r"|\bpaid\b|\bunless\b|\bexcept\b",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"creativecommons\.org/(?:licenses/by(?:-sa|-nd)?|publicdomain/(?:zero|mark))/"
    r"|\bcc[\s-]*(?:by(?:[\s-](?:sa|nd))?|0)(?![\s-]*nc)\b|\bcc\s*zero\b"
    r"|\bcreative\s+commons\W+(?:zero|attribution(?:\W+(?:share-?\s?alike|no\s?-?derivatives?))?)"
    r"(?!\W*non)"
    r"|\bpublic\s+domain\b|\bopen\s+government\s+licen[cs]e\b"
    r"|nationalarchives\.gov\.uk/doc/open-government-licence",
    re.IGNORECASE,
)
_GRANT = re.compile(
    r"\b(?:may|can)\s+(?:be\s+)?(?:freely\s+)?(?:republish(?:ed)?|reproduced?|reprint(?:ed)?"
    r"|redistributed?)\b"
    r"|\bfree\s+(?:to|for)\s+(?:republish|republication|reprint|reproduction|publication)\b"
    r"|\bfree(?:ly)?\s+(?:available\s+)?for\s+(?:publication|republication|reproduction)\b"
    r"|\brepublish(?:ing)?\s+(?:\w+\s+){0,4}?(?:for\s+free|freely)\b",
    re.IGNORECASE,
)


def may_republish(terms: Terms) -> bool | None:
    """Whether the stated terms let anybody republish the article; None if they do not say."""
    stated = f"{terms.usage} \n{terms.copyright}"
    if _REFUSAL.search(stated) or _CONDITION.search(stated):
        return False
    return True if _LICENCE.search(stated) or _GRANT.search(stated) else None
