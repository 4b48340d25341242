"""Requests to write a text, which quotations alone cannot answer. Pure."""

from __future__ import annotations

import re

_TEXT = (
    r"(?:essay|article|story|report|piece|summary|overview|analysis|paper|blog(?: ?post)?|post"
    r"|speech|briefing|brief|memo|letter|e-?mail|paragraphs?|text|poem|thesis|review|introduction|outline"
    r"|draft|column|editorial|op-ed|dossier|press release|newsletter|script|profile|backgrounder"
    r"|words|pages|haiku|song|limerick|headline|abstract|synopsis|chapter|feature)"
)
_VERB = r"(?:write|draft|compose|produce|prepare|create|generate|pen|author|make up|put together)"
_REQUEST = re.compile(
    rf"\b{_VERB}\b(?:\W+\w+){{0,12}}?\W+{_TEXT}\b"
    r"|^\W*(?:(?:please|could you|can you|would you|kindly)\W+){0,2}"
    r"(?:write|draft|compose|rewrite|paraphrase|translate|summari[sz]e|rephrase|outline)\b"
    r"|\b(?:i am|i'm|we are|we're) (?:writing|drafting|preparing|working on)\b"
    rf"(?:\W+\w+){{0,6}}?\W+{_TEXT}\b"
    r"|\b(?:give|send|show) (?:me|us) an? (?:\w+ ){0,3}?"
    r"(?:essay|summary|overview|analysis|briefing|outline|synopsis)\b"
    r"|\bi (?:need|want|would like|'d like) (?:you to |to have )?an? (?:\w+ ){0,3}?"
    r"(?:essay|summary|overview|analysis|briefing|outline|synopsis)\b",
    re.IGNORECASE,
)


def asks_for_writing(message: str) -> bool:
    """Does it ask for an essay, a summary, a translation or the like?"""
    return _REQUEST.search(message.replace("’", "'")) is not None
