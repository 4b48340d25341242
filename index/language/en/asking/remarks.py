"""Remarks that ask nothing of an archive: greetings, thanks, and questions about Dateline. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

_LONGEST = 80
_POLITE = r"(?:there|again|everyone|everybody|all|dateline|to you|you|mate|friend|folks|team)"
_GREETING = (
    r"(?:hi+|hello+|hey+|hiya|howdy|hallo|greetings|welcome"
    r"|good (?:morning|afternoon|evening|day)|how are you(?: doing)?(?: today)?|how do you do"
    r"|nice to meet you|what'?s up|bye|goodbye|good ?bye|see you(?: later)?|good night)"
)
_THANKS = (
    r"(?:(?:many |ok |okay |great |no )?thanks?|thank you|thanks? (?:a lot|so much|very much|again)"
    r"|thank you (?:so much|very much|again)|thx|cheers|much appreciated|well done|good job"
    r"|great(?: job| work| answer)?|perfect|excellent|nice(?: one| work)?|cool|awesome|ok|okay"
    r"|got it|i see|understood|that helps|that'?s (?:great|helpful|all))"
)
_HELP = (
    r"(?:(?:please )?help(?: me)?|i need help|can you help(?: me)?"
    r"|(?:what|which things) (?:can|could|do|should|may) (?:you|i|we|one|this|it|dateline)"
    r" (?:do|ask|answer|know|help(?: me)? with|search|find|type|say)(?: about| for)?"
    r"(?: you| here| for me)?"
    r"|what can (?:i|you) (?:ask|do)(?: you)?(?: about)?"
    r"|how (?:do|can|does|should) (?:i|you|we|this|it|dateline)"
    r" (?:work|use (?:you|this|it|dateline)|start|begin|ask(?: a question)?)"
    r"|how does this(?: thing| site| program| tool)? work"
    r"|(?:who|what) (?:are|r) (?:you|u)|what(?: is|'?s) (?:this|dateline|your name)"
    r"|who (?:made|built|wrote|created) (?:you|this|dateline)"
    r"|are you (?:a |an )?(?:bot|robot|human|person|ai|machine|chatbot|chatgpt)"
    r"|what are your (?:features|functions|capabilities|skills)|usage|instructions|manual)"
)
_FIRST = r"(?:(?:oh|so|well|ok|okay|hi|hello|hey|please)[ ,!.]+)?"
_LAST = rf"(?:[ ,!.]+(?:{_POLITE}|please|then|now|thanks|thank you|{_GREETING}|{_THANKS})){{0,3}}"


class Remark(StrEnum):
    """What a remark is."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"


_FORMS = {
    Remark.HELP: re.compile(rf"(?:{_GREETING}[ ,!.]+)?{_FIRST}{_HELP}{_LAST}"),
    Remark.GREETING: re.compile(rf"{_FIRST}{_GREETING}{_LAST}"),
    Remark.THANKS: re.compile(rf"{_FIRST}{_THANKS}{_LAST}"),
}


def read_remark(message: str) -> Remark | None:
    """What kind of remark a message is, None if it asks something of an archive."""
    plain = " ".join(message.lower().replace("’", "'").split()).strip(" ?!.,;:…-()")
    if not plain or len(plain) > _LONGEST:
        return None
    return next((remark for remark, form in _FORMS.items() if form.fullmatch(plain)), None)
