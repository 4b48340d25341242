"""Kinds of events: the words that tell of one, and of its contrary. Pure data.

Only events that news copy tells of in few words are here: what has a hundred paraphrases cannot be
missed by its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

# Pasts that do not end in "ed"; the participle where it is another word.
_IRREGULAR = {
    "beat": "beat", "become": "became", "break": "broke", "buy": "bought", "catch": "caught",
    "cut": "cut", "fall": "fell", "flee": "fled", "give": "gave", "leave": "left", "lose": "lost",
    "pull": "pulled", "quit": "quit", "rise": "rose", "seize": "seized", "sell": "sold",
    "shoot": "shot", "shut": "shut", "steal": "stole", "strike": "struck", "sue": "sued",
    "win": "won", "withdraw": "withdrew",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventKind:
    """An event: the verbs that ask for it, a pattern of the words that tell of it, and one of those
    that tell the contrary, "" for none."""

    verbs: tuple[str, ...]
    words: str
    contrary: str = ""

    def tells(self, text: str) -> re.Match[str] | None:
        """The first words of a text that tell of the event; None if none do."""
        return _compile(self.words).search(text)

    def tells_contrary(self, text: str) -> bool:
        """Does a text have words of the contrary?"""
        return bool(self.contrary) and _compile(self.contrary).search(text) is not None


@cache
def _compile(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_JOIN = (
    r"join\w*|ent(?:er|ers|ered|ering|ry)|acce(?:de|ded|ding|ssion)|admi(?:t|tted|ssion)"
    r"|becam?e (?:a|the) (?:\w+ )?member|member(?:ship)?|got in"
)
_LEAVE = (
    r"leav\w+|left|quit\w*|exit\w*|withdr[ae]w\w*|depart(?:ed|ure|s|ing)?|pull\w* out|walk\w* out"
    r"|split from|secede\w*|part(?:ed|ing) ways|out of"
)
_REFUSE = (
    r"refus\w+|declin\w+|reject\w+|turn\w* down|rul\w+ out|oppos\w+|dismiss\w*|veto\w*|block\w*"
    r"|resist\w*|object\w*|rebuff\w*|unwilling|disagree\w*|balk\w*|not|never|no|\w+n[’']t|cannot"
    r"|without|fail\w*|nor|neither|too \w+ to"
)
_ACCEPT = (
    r"accept\w*|agree\w*|approv\w+|consent\w*|endors\w+|adopt\w*|ratif\w+|in favour|in favor|signed"
    r"|grant\w*|allow\w*|welcom\w+|back(?:s|ed|ing)?|support\w*|permi\w+|will(?:ing)?|ready|yes"
)
_WIN = (
    r"win|wins|won|winn\w+|victor\w*|triumph\w*|beat\w*|defeat\w*|champion\w*|title|cup went"
    r"|went to|prize|award\w*|came first|took (?:the )?(?:gold|lead|first)|elected|majority"
)
_LOSE = r"los[et]\w*|losing|loss(?:es)?|defeat\w*|beaten|knocked out|down by|second|fell|behind"
_RISE = (
    r"r[io]s\w+|up|increas\w+|gain\w*|gr[eo]w\w*|growth|climb\w*|jump\w*|surg\w+|higher|advanc\w+"
    r"|strong\w*|record|improv\w+|expan\w+|rebound\w*|recover\w*|rally|rallied|soar\w*|firm\w*"
    r"|highs?|boost\w*|accelerat\w+|lift\w*|rais\w+|double\w*|more|positive|profit\w*|over|exceed\w*"
)
_FALL = (
    r"f[ae]ll\w*|drop\w*|declin\w+|down\w*|low\w*|slump\w*|plung\w+|decreas\w+|slid\w*|los[est]\w*"
    r"|weak\w*|reduc\w+|eas\w+|shrank|shr[iu]nk\w*|contract\w*|negative|deficit|cut\w*|dip\w*|tumbl\w+"
    r"|less|fewer|off|depress\w*|sank|sink\w*|retreat\w*|slow\w*|deteriorat\w+|crash\w*|under"
)
EVENTS: tuple[EventKind, ...] = (
    EventKind(("leave", "quit", "exit", "withdraw"), _LEAVE, _JOIN),
    EventKind(("join", "accede"), _JOIN + r"|alongside|part of|took part|together", _LEAVE),
    EventKind(
        ("resign", "step down", "stand down"),
        r"resign\w*|step\w* down|st[oa]\w*d down|quit\w*|left (?:office|the post)|oust\w*|gave up"
        r"|replac\w+|success\w+|former|depart\w*|retir\w+|leav\w+|left",
        r"re-?elected|stay\w* (?:on|in office)|remain\w* (?:in office|president|chairman|minister)"
        r"|refus\w+ to (?:resign|step down|quit)",
    ),
    EventKind(
        ("die",),
        r"di(?:e|es|ed)|dying|deaths?|dead|kill\w*|passed away|late|funeral|murder\w*|assassinat\w+"
        r"|lost (?:his|her|their) li\w+|buried|fatal\w*|obituary|suicide|executed|drown\w*|toll"
        r"|victims?|perish\w*|casualt\w+|bod(?:y|ies)",
        r"surviv\w+|alive|recover\w+",
    ),
    EventKind(("refuse", "decline", "reject"), _REFUSE, _ACCEPT),
    EventKind(
        ("accept", "agree", "approve"),
        _ACCEPT + r"|deal|accord|yield\w*|pass\w*|conced\w+|settl\w+|compromise|join\w*",
        r"refus\w+|declin\w+|reject\w+|turn\w* down|rul\w+ out|oppos\w+|veto\w*|block\w*",
    ),
    EventKind(("win", "beat", "defeat"), _WIN, r"lost|los(?:e|es|ing)|beaten|knocked out"),
    EventKind(("lose",), _LOSE + "|" + _FALL, r"win|wins|won|winning|victory|champions?"),
    EventKind(
        ("crash",),
        r"crash\w*|colli\w+|wreck\w*|came down|fell|spun|hit the|plung\w+|smash\w*|accident|slam\w*",
        r"land(?:ed|s|ing) safely|came down safely|soft landing|safe landing",
    ),
    EventKind(("land", "touch down"), r"land\w*|touch\w* ?down|came down|arriv\w+|reach\w*|set down"),
    EventKind(
        ("cancel", "call off", "scrap"),
        r"cancel\w*|call\w* (?:it |them )?off|scrap\w*|postpon\w+|abandon\w*|drop\w*|shelv\w+"
        r"|suspend\w*|halt\w*|put off|pull\w*|aborted|withdr\w+|stop\w*|without|end\w*",
    ),
    EventKind(
        ("steal", "rob", "loot"), r"st[oe]l\w+|steal\w*|theft|thie\w+|rob\w*|loot\w*|burgl\w+|took"
    ),
    EventKind(
        ("arrest", "detain", "jail", "imprison"),
        r"arrest\w*|detain\w*|detention|custody|jail\w*|imprison\w*|prison\w*|seiz\w+|captur\w+|held"
        r"|police|charged|behind bars",
        r"released|freed|acquitted",
    ),
    EventKind(
        ("invade", "attack", "bomb", "shell"),
        r"invad\w+|invasion|attack\w*|assault\w*|bomb\w*|shell\w*|raid\w*|offensive|war|str[iu]\w+k\w*"
        r"|hit|fir(?:e|ed|ing)|missiles?|aggress\w+|fight\w*|fought|shot|criti\w+|accus\w+|condemn\w*",
    ),
    EventKind(
        ("storm", "seize", "capture", "occupy"),
        r"storm\w*|seiz\w+|captur\w+|occup\w+|t[oa]k\w+ over|taken|overr[au]n|conquer\w*|enter\w*"
        r"|control\w*|fell",
    ),
    EventKind(("apologise", "apologize"), r"apolog\w+|sorry|regret\w*|forgive\w*"),
    EventKind(("surrender", "capitulate"), r"surrender\w*|capitulat\w+|g[ai]ve\w* \w* ?up|yield\w*"),
    EventKind(
        ("divorce", "separate from"), r"divorc\w+|separat\w+|split\w*|ex-\w+|former (?:wife|husband)"
    ),
    EventKind(("marry", "wed"), r"marr\w+|wed\w*|bride\w*|husband|wife|spouse|engaged"),
    EventKind(
        ("sack", "fire", "dismiss"),
        r"sack\w*|dismiss\w*|fir(?:e|ed|es|ing)|remov\w+|oust\w*|replac\w+|laid off|lay\w* off|axed"
        r"|drop\w*|reject\w*|job\w*|redundan\w+|pink slip",
    ),
    EventKind(("explode", "blow up"), r"explo\w+|blast\w*|bl[eo]w\w*|deton\w+|bomb\w*|burst\w*"),
    EventKind(
        ("collapse",), r"collaps\w+|fell|fall\w*|crumbl\w+|came down|destr\w+|flatten\w*|fail\w*|ruin\w*"
        r"|broke\w*|end\w*|bankrupt\w*|crash\w*",
    ),
    EventKind(
        ("sue",), r"su(?:e|ed|es|ing)|suits?|lawsuits?|court|legal|litigation|plaintiff\w*|filed|claim\w*"
    ),
    EventKind(
        ("retire",), r"retir\w+|former|leav\w+|left|step\w* down|success\w+|replac\w+|resign\w*|pension"
    ),
    EventKind(
        ("devalue",), r"devalu\w+|depreciat\w+|lower\w*|weak\w*|cut\w*|adjust\w*|realign\w*"
    ),
    EventKind(
        ("go bankrupt", "default"), r"bankrupt\w*|insolven\w+|default\w*|chapter 11|collaps\w+|arrears"
        r"|suspend\w*|moratorium|unable to pay|liquidat\w+|receiver\w*",
    ),
    EventKind(("rise", "increase", "climb", "jump", "gain", "grow"), _RISE, _FALL),
    EventKind(("fall", "drop", "decline", "slump", "decrease", "plunge"), _FALL, _RISE),
    EventKind(
        ("buy", "acquire", "purchase"),
        r"b[uo]\w*[yt]\w*|buy\w*|purchas\w+|acqui\w+|takeover|t[oa]\w+ over|merg\w+|stake|deal|paid|got"
        r"|tak\w+|order\w*|offer\w*|bid\w*|import\w*|obtain\w*|sell\w*|sold|sale",
    ),
    EventKind(
        ("sell",),
        r"s[eo]l[ld]\w*|sales?|dispos\w+|divest\w*|spin\w* off|auction\w*|export\w*|offer\w*|deal|buy\w*"
        r"|bought|purchas\w+|transfer\w*|privati\w+|float\w*|placed?|acqui\w+",
    ),
)  # fmt: skip
_BY_VERB = {verb: kind for kind in EVENTS for verb in kind.verbs}


def find_event_kind(verb: str) -> EventKind | None:
    """The kind of event that a verb in its base form, or one in the past, asks for."""
    return _BY_VERB.get(verb) or _BY_VERB.get(_list_bases().get(verb, ""))


def get_past(verb: str) -> str:
    """The simple past of a verb of a kind: "left" of "leave"; a past stays as it is."""
    if verb in _list_bases():
        return verb
    head, _, rest = verb.partition(" ")
    past = _IRREGULAR.get(head) or _add_ending(head)
    return f"{past} {rest}".rstrip()


def list_verbs() -> list[str]:
    """All verbs in their base form, the longest first."""
    return sorted(_BY_VERB, key=len, reverse=True)


def list_pasts() -> list[str]:
    """All verbs in the past, the longest first."""
    return sorted(_list_bases(), key=len, reverse=True)


@cache
def _list_bases() -> dict[str, str]:
    pasts: dict[str, str] = {}
    for verb in _BY_VERB:
        head, _, rest = verb.partition(" ")
        past = _IRREGULAR.get(head) or _add_ending(head)
        pasts.setdefault(f"{past} {rest}".rstrip(), verb)
    return {**pasts, "stolen": "steal", "withdrawn": "withdraw", "beaten": "beat"}


def _add_ending(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    doubles = verb in ("drop", "rob", "scrap", "step", "cancel", "wed")
    return f"{verb}{verb[-1] if doubles else ''}ed"
