"""Questions that leave their matter unsaid: "what did Guterres say?", "who paid?". Pure.

They are only recognised; what they mean is what the conversation is about. "What is inflation?" is
a question of its own.
"""

from __future__ import annotations

import re

from index.language.en.pronouns import find_open_pronoun
from index.language.en.query_terms import content_words
from index.language.en.speech.speech_questions import SpeechKind, read_speech_question
from index.language.en.subjects import find_names

_ASKS = re.compile(
    r"(?:(?:and|but|so|then|now) )?(?:who|whom|when|where|why|how (?:many|much|long|often|far|big"
    r"|old)|which|what (?:did|does|do|has|have|had|will|would)|did|does|was|were|has|have)\b",
    re.IGNORECASE,
)
# "Who is …?" and "where is …?" ask for a thing by its name.
_NAMES_ITS_MATTER = re.compile(
    r"(?:who|where|when) (?:is|are|was|were) (?!it|that|there|he|she|they)"
    r"|who (?:won|wins|invented|discovered|wrote|founded|said|says|called|warned|told|claimed)\b",
    re.IGNORECASE,
)
_LONGEST = 9  # words
_MOST_CONTENT = 3  # content words


def is_bare_question(message: str) -> bool:
    """Does the question need a matter that it does not name?"""
    plain = message.strip(" ?!.")
    speech = read_speech_question(plain)
    if speech is not None:
        is_said = speech.kind is SpeechKind.SAID and not speech.topic
        return is_said and _ASKS.match(plain) is not None
    if _ASKS.match(plain) is None or _NAMES_ITS_MATTER.match(plain) is not None:
        return False
    words = content_words(plain)
    return (
        0 < len(words) <= _MOST_CONTENT
        and len(plain.split()) <= _LONGEST
        and not find_names(plain, {})
        and find_open_pronoun(plain.lower()) is None
    )
