"""Who speaks: in a question that asks what somebody said, and in a sentence of an article. Pure."""

from __future__ import annotations

import re

_VERB = (
    r"(?:said|says|told|tells|added|stated|warned|warns|claimed|insisted|argued|replied|explained"
    r"|wrote|declared|announced|remarked|stressed|noted|continued|concluded|called|asked|answered"
    r"|rejected|accused|condemned|described|commented|vowed|promised|demanded)"
)
_ASKED = re.compile(
    r"\b(sa(y|ys|id|ying)|tell|told|claim|stated|call(ed)?|warn|accuse|react|repl(y|ied)"
    r"|respond|response|describe|comment|quote|think|promise|demand|announce|according|answer)",
    re.IGNORECASE,
)
_ASKED_SPEAKER = re.compile(
    r"\b(?:did|does|do|has|have|had|would|will)\s+(?P<before>.{2,60}?)\s+(?:say|said|tell|told|claim"
    r"|state|call|warn|accuse|react|reply|respond|describe|comment|think|promise|demand|announce"
    r"|answer)\b|\baccording to\s+(?P<after>[^?,]{2,60})",
    re.IGNORECASE,
)
_QUOTE_MARK = re.compile(r"[\"“”„«»]")
_SPOKEN = re.compile(rf"{_QUOTE_MARK.pattern}|\b{_VERB}\b", re.IGNORECASE)
# The word beside the verb: "Peskov said", "said Peskov"; pronouns stand for anybody.
_SENTENCE_SPEAKER = re.compile(
    rf"\b([A-ZÀ-Ž][\w’'-]+),? {_VERB}\b|\b(?:said|added|told) ([A-ZÀ-Ž][\w’'-]+)"
)
_PRONOUNS = frozenset(("He", "She", "It", "They", "We", "I", "You", "Who", "This", "That"))

# "Peskov said this.", "he added." — an attribution of what stands before it.
_BARE_ATTRIBUTION = re.compile(
    r"(?!.*\bthat\b)[^.!?\"“”]{0,60}\b(?:said|says|added|told|wrote|noted|remarked|stressed"
    r"|explained)\b[^.!?\"“”]{0,40}[.!]$"
)


def asks_for_speech(question: str) -> bool:
    """Does it ask what somebody said, rather than what happened?"""
    return _ASKED.search(question) is not None


def asked_speaker(question: str) -> str:
    """Whose words are asked for: "Putin" in "What did Putin say …?"; "" if nobody's.

    For an institution ("the Kremlin") people of many names speak, so it is left out.
    """
    found = _ASKED_SPEAKER.search(question)
    speaker = (found["before"] or found["after"]).strip() if found else ""
    return "" if speaker.lower().startswith(("the ", "a ", "an ")) else speaker


def is_spoken(sentence: str) -> bool:
    """Does the sentence report speech, directly or not?"""
    return _SPOKEN.search(sentence) is not None


def has_quote(sentence: str) -> bool:
    """Does the sentence have quotation marks?"""
    return _QUOTE_MARK.search(sentence) is not None


def is_bare_attribution(sentence: str) -> bool:
    """Does it only say who said what stands before it, as "Peskov said this on Monday." does?"""
    return _BARE_ATTRIBUTION.match(sentence) is not None


def speakers(sentence: str) -> list[str]:
    """Last names of those who, by the sentence itself, say something in it."""
    found = [before or after for before, after in _SENTENCE_SPEAKER.findall(sentence)]
    return [name for name in found if name not in _PRONOUNS]
