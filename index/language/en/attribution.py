"""Attribution: who speaks in a sentence, and whose words a question asks for. Pure.

The rules read one sentence at a time; pronouns are not resolved. Full names of speakers are found
in `speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Set

from index.language.en.names.country_aliases import Stemmer, expand_aliases
from index.language.en.names.name_variants import is_same_spelling

MAX_SHORT_WORDS = 8  # words; reported speech has more: a speaker, a verb and a content

_VERB = (
    r"(?:said|says|told|tells|added|stated|warned|warns|claimed|insisted|argued|replied|explained"
    r"|wrote|declared|announced|remarked|stressed|noted|continued|concluded|called|asked|answered"
    r"|rejected|accused|condemned|described|commented|vowed|promised|demanded)"
)
_SPEECH_REQUEST = re.compile(
    r"\b(sa(y|ys|id|ying)|tell|told|claim|stated|call(ed)?|warn|accuse|react|repl(y|ied)"
    r"|respond|response|describe|comment|quote|think|promise|demand|announce|according|answer)",
    re.IGNORECASE,
)
_REQUESTED_SPEAKER = re.compile(
    r"\b(?:did|does|do|has|have|had|would|will)\s{1,9}(?P<before>.{2,60}?)\s++(?:say|said|tell|told|claim"
    r"|state|call|warn|accuse|react|reply|respond|describe|comment|think|promise|demand|announce"
    r"|answer)\b|\baccording to\s+(?P<after>[^?,]{2,60})",
    re.IGNORECASE,
)
_QUOTE_MARK = re.compile(r"[\"“”„«»]")
_SPOKEN = re.compile(rf"{_QUOTE_MARK.pattern}|\b{_VERB}\b", re.IGNORECASE)
# The bound keeps a long run without spaces from taking the square of its length.
_NAME = r"[A-ZÀ-Ž][\w’'-]{1,60}"
# The word beside the verb: "Peskov said", "said Peskov"; pronouns are filtered out later.
_SENTENCE_SPEAKER = re.compile(
    rf"\b({_NAME}),? {_VERB}\b"
    rf"|[,?!\"”’»] (?:said|says|added|told) (?:[a-z]+ ){{0,3}}(?:{_NAME} ){{0,8}}({_NAME})"
)
# With a description of the speaker between: "Rutte, a former prime minister, said".
_DESCRIBED_SPEAKER = re.compile(rf"\b({_NAME}), [^.;:“”\"]{{3,120}}?, {_VERB}\b")
_PRONOUNS = frozenset(("He", "She", "It", "They", "We", "I", "You", "Who", "This", "That"))

# "…, he said in New York" after the quotation: the name is in an earlier sentence.
_PRONOUN_SPEAKER = re.compile(rf"[,.?!…][\"”’'»]* (?:he|she|they) (?:also )?{_VERB}\b")

# "He also said …": the name is in an earlier sentence, too.
_PRONOUN_SPEAKS = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t) (?:\w+ ){0,2}?(?:said|says|told|added|wrote|warned|called"
    r"|stressed|insisted|asked|announced|noted|explained|replied|continued|concluded|argued"
    r"|claimed|declared)\b"
)
# The text after a mark that nothing closes is read once, and stays.
_QUOTED = re.compile(r"[“\"„«][^”\"»]*+[”\"»]|([“\"„«].*+)", re.DOTALL)

# "Peskov said this.", "he added." — an attribution of the sentence before.
_BARE_ATTRIBUTION = re.compile(
    r"(?!.*\bthat\b)[^.!?\"“”]{0,60}\b(?:said|says|added|told|wrote|noted|remarked|stressed"
    r"|explained)\b[^.!?\"“”]{0,40}[.!]$"
)


def asks_for_speech(question: str) -> bool:
    """Does the question ask what someone said, rather than what happened?"""
    return _SPEECH_REQUEST.search(question) is not None


def find_requested_speaker(question: str) -> str:
    """Find the speaker that a question names: "Putin" in "What did Putin say …?"; else "".

    Institutions ("the Kremlin") are ignored, because people of many names speak for them.
    """
    match = _REQUESTED_SPEAKER.search(question)
    speaker = (match["before"] or match["after"]).strip() if match else ""
    return "" if speaker.lower().startswith(("the ", "a ", "an ")) else speaker


def is_reported_speech(sentence: str) -> bool:
    """Does the sentence report speech, directly or not?"""
    return _SPOKEN.search(sentence) is not None


def has_quote(sentence: str) -> bool:
    """Does the sentence have quotation marks?"""
    return _QUOTE_MARK.search(sentence) is not None


def is_bare_attribution(sentence: str) -> bool:
    """Does it only attribute the sentence before, as "Peskov said this on Monday." does?"""
    return _BARE_ATTRIBUTION.match(sentence) is not None


def find_speakers(sentence: str) -> list[str]:
    """Find the last names of the people who speak in the sentence."""
    names = _DESCRIBED_SPEAKER.findall(sentence)
    # People named in the description do not speak.
    rest = _DESCRIBED_SPEAKER.sub("", sentence)
    names += [before or after for before, after in _SENTENCE_SPEAKER.findall(rest)]
    return [name for name in names if name not in _PRONOUNS]


def has_unnamed_speaker(sentence: str) -> bool:
    """Does the sentence attribute words to "he" or "she" without a name?"""
    return _PRONOUN_SPEAKER.search(sentence) is not None and not find_speakers(sentence)


def has_pronoun_speaker(sentence: str) -> bool:
    """Does "he", "she", "they" or "it" speak in the sentence?"""
    return _PRONOUN_SPEAKS.search(sentence) is not None


def is_attributed(sentence: str) -> bool:
    """Does the sentence itself say who speaks, if only "the minister", and not "he"?"""
    unquoted = _QUOTED.sub(r"\1", sentence)
    return is_reported_speech(unquoted) and not has_pronoun_speaker(unquoted)


def _names_speaker(name: str, wanted: Set[str], stems: Stemmer) -> bool:
    """Is it the requested speaker, in any spelling?"""
    found = expand_aliases(name, stems)
    return all(any(is_same_spelling(one, other) for other in found) for one in wanted)


def score_attribution(
    sentence: str, wanted: Set[str], statement_stems: Set[str], stems: Stemmer
) -> float:
    """1 if the requested speaker speaks in the sentence, -1 if someone else does, 0.5 if it
    reports speech without a name.

    Also -1 if it is too short to say what was said: "The Kremlin commented before the talks."
    `wanted` holds the stems of the speaker, none if any will do; `statement_stems` those of the
    sentence with country aliases.
    """
    if len(sentence.split()) <= MAX_SHORT_WORDS and not has_quote(sentence):
        return -1.0
    if wanted:
        names = find_speakers(sentence)
        if any(_names_speaker(name, wanted, stems) for name in names):
            return 1.0
        if names:
            return -1.0
        if wanted <= statement_stems and is_reported_speech(sentence):
            return 1.0
    return 0.5 if is_reported_speech(sentence) else 0.0
