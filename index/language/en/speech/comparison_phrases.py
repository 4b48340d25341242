"""The phrase to which comparisons are brought: "X and Y on T", parted into sides and topic. Pure.

"X's and Y's views on T", "the views of X and Y on T", "what X and Y said about T" and "X's view on
T with Y's" are forms of it. Which questions hold such a phrase is read in `comparisons`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language.en.speakers import make_speech_question
from index.language.en.speech.sides import is_capitalised, read_side, split_sides

STANCE = (
    r"(?:positions?|views?|stances?|opinions?|attitudes?|approach(?:es)?|reactions?|responses?"
    r"|statements?|remarks?|comments?|words|plans|demands|claims|polic(?:y|ies)|lines?|rhetoric"
    r"|arguments?|accounts?|versions?|standpoints?|thinking)"
)
STANCE_KIND = r"(?:(?:respective|different|differing|opposing|public|official) )?"
_ON_WORDS = (
    r"(?:on the (?:subject|question|issue|matter|topic) of|on|about|over|regarding|concerning|as to"
    r"|when it comes to|in terms of|with regard to|towards?|in response to|around)"
)
_ON = re.compile(rf" {_ON_WORDS} ", re.IGNORECASE)
# A reaction is one to something.
_ON_OR_TO = re.compile(rf" (?:{_ON_WORDS}|to) ", re.IGNORECASE)
_OWN_STANCE = re.compile(
    rf"(?P<sides>\S.*?[’'](?:s)?) {STANCE_KIND}{STANCE}",
    re.IGNORECASE,
)
_STANCE_OF = re.compile(
    rf"(?:the )?{STANCE_KIND}{STANCE} (?:of|from|by) (?=\S)",
    re.IGNORECASE,
)
# "X's view of T" is one on T; "X's position and Y's" names X and Y.
_VIEW_OF = re.compile(rf"(?<=[’']s )({STANCE}) of ", re.IGNORECASE)
_LOOSE_STANCE = re.compile(
    rf"(?<=[’']s) {STANCE}(?= (?:and|with|to|from|versus|vs\.?) )", re.IGNORECASE
)
# "The US and China positions on chips": the last name has no "'s".
_LAST_STANCE = re.compile(
    r" (?:positions|views|stances|opinions|policies|reactions|statements)$", re.IGNORECASE
)
_AND_OF = re.compile(r"(?<= and) (?:of|from|by)(?= )", re.IGNORECASE)
# "What did X say at the summit?" names no topic, but a place or a time.
_PLACED = re.compile(
    r"(?:at|in|after|before|during|when|while|to|with|since|ahead of|following|yesterday|today) ",
    re.IGNORECASE,
)
THAT_OF = re.compile(r"\b(?:that|those|the one|the ones) of ", re.IGNORECASE)
_WHAT_SAID = re.compile(r"(?:what|how) ", re.IGNORECASE)
_SAYS = re.compile(
    r" (?:have said|has said|says?|said|thinks?|thought|claims?|claimed|responds?|responded|reacts?"
    r"|reacted|describes?|described|views?|argues?|argued)(?= |$)",
    re.IGNORECASE,
)
EACH = re.compile(
    r"^(?:each|both|respectively|separately|individually)\b ?| ?\b(?:each|both"
    r"|respectively|separately|individually|have each|recently|then|publicly)$",
    re.IGNORECASE,
)
_IS_EACH = re.compile(r"\b(?:each|respectively|separately|individually)\b", re.IGNORECASE)
_LEAD_IN = re.compile(rf"^(?:{_ON_WORDS}|of|to|that|for) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The names of two to four sides, as typed, and the topic; "" for any."""

    sides: tuple[str, ...]
    topic: str = ""

    def ask(self, side: str) -> str:
        """The question for what one side says."""
        if not self.topic:
            return f"What did {side} say?"
        if _PLACED.match(self.topic):
            return f"What did {side} say {self.topic}?"
        return make_speech_question(side, self.topic)


def read_phrase(phrase: str, *, needs_topic: bool = True) -> Comparison | None:
    """Read "X and Y on T", "X's and Y's views on T", "the views of X and Y on T", "what X and Y
    said about T", "X's view on T with Y's"."""
    if _WHAT_SAID.match(phrase):
        return read_indirect(phrase, " each")
    phrase = _LOOSE_STANCE.sub("", _VIEW_OF.sub(r"\1 on ", phrase))
    found = read_stance_phrase(phrase)
    if found is not None:
        return found
    head, topic = _split_topic(phrase, _ON)
    sides = split_sides(_LAST_STANCE.sub("", EACH.sub("", head)), is_explicit=True)
    if not sides:
        return _read_late_side(head, topic)
    if not topic and (needs_topic or not all(map(_is_plain_name, sides))):
        return None
    return build_comparison(sides, topic)


def read_stance_phrase(phrase: str) -> Comparison | None:
    """Read a phrase with a word for what somebody holds; None without one."""
    of = _STANCE_OF.match(phrase)
    head, topic = _split_topic(phrase[of.end() :] if of else phrase, _ON_OR_TO)
    if of is None:
        own = _OWN_STANCE.fullmatch(head)
        if own is None:
            return None
        head = own["sides"]
    sides = split_sides(_AND_OF.sub("", THAT_OF.sub("", head)), is_explicit=True)
    return build_comparison(sides, topic)


def _read_late_side(head: str, topic: str) -> Comparison | None:
    """Read "X's position on T" "with Y's": the second name stands behind the topic."""
    own = _OWN_STANCE.fullmatch(head)
    first = read_side(own["sides"] if own else head, is_explicit=True)
    for link in reversed(list(re.finditer(r" (?:with|to|from|and|versus|vs?\.?|or) ", topic))):
        other = topic[link.end() :]
        is_possessive = other.endswith(("'s", "’s", "s'", "s’")) or bool(THAT_OF.match(other))
        if link[0] == " and " and not is_possessive:
            continue
        second = read_side(THAT_OF.sub("", other), is_explicit=is_possessive)
        if first and second:
            return build_comparison((first, second), topic[: link.start()])
    return None


def read_indirect(text: str, each: str = "") -> Comparison | None:
    """ "what X and Y said about T" """
    lead = _WHAT_SAID.match(text)
    said = _SAYS.search(text, lead.end()) if lead else None
    if lead is None or said is None:
        return None
    return build_said(text[lead.end() : said.start()] + each, text[said.end() :].strip())


def build_said(sides: str, topic: str) -> Comparison | None:
    """Read what stands before and behind a verb of speech."""
    is_each = bool(_IS_EACH.search(sides) or _IS_EACH.match(topic))
    names = EACH.sub("", EACH.sub("", sides.strip()))
    topic = _LEAD_IN.sub("", EACH.sub("", topic), count=1)
    is_small = sides == sides.lower() and bool(topic)
    return build_comparison(split_sides(names, is_explicit=is_each or is_small), topic)


def _split_topic(phrase: str, on: re.Pattern[str]) -> tuple[str, str]:
    """The part before the first "on" or "about", and the part behind it, "" if there is none."""
    match = on.search(phrase)
    return (phrase, "") if match is None else (phrase[: match.start()], phrase[match.end() :])


def _is_plain_name(side: str) -> bool:
    return is_capitalised(side) and " of " not in side


def build_comparison(sides: tuple[str, ...], topic: str) -> Comparison | None:
    """Make the comparison; None without two sides."""
    topic = topic.strip(" ,;:.")
    return Comparison(sides, topic) if len(sides) > 1 else None
