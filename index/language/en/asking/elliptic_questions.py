"""Elliptic questions about the last answer: "when?", "who said that?". Pure.

They are only recognised here; `followup` completes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language.en.asking.answer_type import AnswerType

_IT = r"(?:that|this|it|so|these words|those words|that claim|this claim|the quote|that quote)"
_HAPPEN = r"(?:happen|start|begin|end|take place|occur)"
_SPEAK = r"(?:say|do|claim|announce|promise|write|state)"
_POINTING = (
    rf"(?: exactly| then| precisely| (?:was|is|were) {_IT}(?: said| published| written| held)?"
    rf"| did (?:that|this|it|they) {_HAPPEN}| did (?:he|she|they|it) {_SPEAK}(?: {_IT})?"
    r"| (?:has|have) (?:that|this|it) happened)?"
)
_PATTERNS: tuple[tuple[str, AnswerType | None, re.Pattern[str]], ...] = (
    (
        "who said it",
        AnswerType.PERSON,
        re.compile(
            rf"who (?:(?:said|says|claimed|claims|told|wrote|is saying|was saying)(?: {_IT})?"
            r"|(?:is|was) (?:being )?quoted|(?:is|was) (?:that|this))(?: exactly| there| here)?"
            r"|says who|said who|according to whom?|by whom?|whose words (?:are|were) \w+"
        ),
    ),
    ("who", AnswerType.PERSON, re.compile(r"who(?: exactly| then| was it)?")),
    (
        "when",
        AnswerType.TIME,
        re.compile(
            rf"when{_POINTING}|(?:on |in )?(?:what|which) (?:date|day|year)"
            r"(?: (?:was|is) (?:that|this|it))?"
        ),
    ),
    ("since when", None, re.compile(r"since when")),
    ("until when", None, re.compile(r"until when")),
    ("where", AnswerType.PLACE, re.compile(rf"where{_POINTING}|(?:in )?(?:what|which) place")),
    (
        "why",
        None,
        re.compile(
            rf"why(?: not| there| here| then| now)?{_POINTING}|how come"
            r"|for what reason|for which reason"
        ),
    ),
    ("how", None, re.compile(rf"how(?: so)?{_POINTING}")),
    ("from where", None, re.compile(r"(?:from where|where from)(?: exactly)?")),
    ("where to", None, re.compile(r"(?:to where|where to)(?: exactly)?")),
    ("with whom", None, re.compile(r"with (?:whom|who)(?: else)?")),
    ("to whom", None, re.compile(r"to (?:whom|who)(?: else)?")),
    ("who else", None, re.compile(r"who else")),
    *(
        (
            f"how {word}",
            None,
            re.compile(
                rf"how {word}(?: exactly| in total| of them| altogether| (?:was|were|are|is)"
                r" (?:it|that|they|there)| did (?:it|that) (?:take|last))?"
            ),
        )
        for word in ("many", "much", "long", "often", "far", "big", "high", "old")
    ),
)
_NOUNS = re.compile(r"how (?:many|much)(?: [a-z]+){1,2}|(?:which|what) [a-z]+")
_VERBS = re.compile(r"\b(?:is|are|was|were|did|do|does|has|have|had|will|can|about|else|if|then)\b")


@dataclass(frozen=True, slots=True)
class EllipticQuestion:
    """The request in words, and the answer type if the quotation itself may answer it."""

    words: str
    answer_type: AnswerType | None

    @property
    def question_words(self) -> str:
        """The words to ask an earlier question with."""
        return "who" if self.is_about_speaker else self.words

    @property
    def is_about_speaker(self) -> bool:
        """Does it ask who said the quotation?"""
        return self.words == "who said it"


def parse_elliptic_question(message: str) -> EllipticQuestion | None:
    """Parse a message in lower case; None unless it is nothing but an elliptic question."""
    for words, kind, pattern in _PATTERNS:
        if pattern.fullmatch(message):
            return EllipticQuestion(words, kind)
    if _NOUNS.fullmatch(message) and not _VERBS.search(message):
        return EllipticQuestion(message, None)
    return None
