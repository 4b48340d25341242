"""Who speaks: in a question that asks what somebody said, and in a sentence of an article. Pure."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.names import Stems, with_aliases

SHORT = 8  # words; reported speech has more: who, said, and what

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
    rf"\b([A-ZÀ-Ž][\w’'-]{1, 60}),? {_VERB}\b"
    r"|[,?!\"”’»] (?:said|says|added|told) (?:[a-z]+ ){0,3}(?:[A-ZÀ-Ž][\w’'-]{1,60} ){{0,8}}"
    r"([A-ZÀ-Ž][\w’'-]{1,60})"
)
# With what is said of the speaker between: "Rutte, a former prime minister, said".
_DESCRIBED_SPEAKER = re.compile(rf"\b([A-ZÀ-Ž][\w’'-]{1, 60}), [^.;:“”\"]{{3,120}}?, {_VERB}\b")
_PRONOUNS = frozenset(("He", "She", "It", "They", "We", "I", "You", "Who", "This", "That"))

# "…, he said in New York": behind the words themselves, where the name is in a sentence before.
_PRONOUN_SPEAKER = re.compile(rf"[,.?!…][\"”’'»]* (?:he|she|they) (?:also )?{_VERB}\b")

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
    found = _DESCRIBED_SPEAKER.findall(sentence)
    # Whoever is named in the description does not speak.
    rest = _DESCRIBED_SPEAKER.sub("", sentence)
    found += [before or after for before, after in _SENTENCE_SPEAKER.findall(rest)]
    return [name for name in found if name not in _PRONOUNS]


def leaves_speaker_unnamed(sentence: str) -> bool:
    """Is it somebody's words, and only "he" or "she" said them?"""
    return _PRONOUN_SPEAKER.search(sentence) is not None and not speakers(sentence)


def voice(sentence: str, wanted: Set[str], told: Set[str], stems: Stems) -> float:
    """1 if the one who is wanted speaks in the sentence, -1 if somebody else does, 0.5 if it is
    not said who.

    Also -1 if it is too short to tell what was said: "The Kremlin commented before the talks."
    `wanted` are the stems of a name, none if anybody may speak; `told` those of what the sentence
    tells, other names of the same countries among them.
    """
    if len(sentence.split()) <= SHORT and not has_quote(sentence):
        return -1.0
    if wanted:
        names = speakers(sentence)
        if any(wanted <= with_aliases(name, stems) for name in names):
            return 1.0
        if names:
            return -1.0
        if wanted <= told and is_spoken(sentence):
            return 1.0
    return 0.5 if is_spoken(sentence) else 0.0
