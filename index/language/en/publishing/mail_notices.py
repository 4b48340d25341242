"""What a mailer writes in place of a message: "Your program does not show HTML". Pure."""

from __future__ import annotations

import re

_MAIL = r"(?:e-?mails?|messages?|mail|newsletters?|client|program(?:me)?|reader|viewer)"
# Between the words of one notice; without a limit, a long sentence takes the square of its length.
_GAP = r".{0,200}"
_NOTICE = re.compile(
    r"\b(?:not|\w+n['’]t|cannot|unable to) (?:able to )?"
    rf"(?:support|show|display|read|view|render|see)\w*\b{_GAP}\b(?:html|{_MAIL})\b"
    rf"|\bhtml\b{_GAP}\b{_MAIL}\b|\b{_MAIL}\b{_GAP}\bhtml\b"
    rf"|\b(?:view|read|open|see|click|visit)\b{_GAP}"
    r"\b(?:browser|web ?page|(?:web|online) version)\b"
    r"|\b(?:view|read|see) (?:it |this |the )?(?:e-?mail |message |newsletter )?online\b"
    r"|\b(?:trouble|problems?|difficult\w+) (?:viewing|reading|seeing|displaying)\b"
    rf"{_GAP}\b{_MAIL}\b"
    r"|\bmulti-?part message in mime format\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?(?:https?://|www\.|mailto:)\S+|(?<!\S)[^\s@]++@\S+")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]{2,}")
# What is left of a notice: "Thank you", the name of the sender.
_MOST_WORDS_LEFT = 8


def is_mail_notice(text: str) -> bool:
    """Whether a text only says that the message has to be read in another form."""
    sentences = _SENTENCE.split(_ADDRESS.sub(" ", text))
    left = [sentence for sentence in sentences if not _NOTICE.search(" ".join(sentence.split()))]
    is_any = len(left) < len(sentences)
    return is_any and len(_WORD.findall(" ".join(left))) <= _MOST_WORDS_LEFT


def list_mail_words(text: str) -> list[str]:
    """The words of a message in lower case, without addresses."""
    return [word.casefold() for word in _WORD.findall(_ADDRESS.sub(" ", text))]
