"""HTML in the field of a record, such as WordPress and other APIs give it, as plain text. Pure.

A field does not say whether it is HTML, so its tags and entities do. "a < b" and "the <b> key" are
plain text, which stays as it is.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

from index.sources.html.fragment import clean_plain_text, extract_fragment_text

_ELEMENTS = (
    "a abbr article aside b blockquote body br center cite code dd div dl dt em figcaption figure"
    " font footer h1 h2 h3 h4 h5 h6 head header hr html i iframe img ins del li main mark nav ol p"
    " pre q s script section small span strike strong style sub sup table tbody td th thead time"
    " title tr tt u ul video audio"
).split()
_NAMES = "|".join(_ELEMENTS)
# The end of an element, or an element that has no end. A mere beginning may be meant as written.
_TAG = re.compile(rf"</(?:{_NAMES})\s*>|<(?:br|hr|img|p)(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_ANY_TAG = re.compile(rf"<(?:/?(?:{_NAMES})\b[^<>]*/?>|!--)", re.IGNORECASE)
_OWN_PARAGRAPHS = re.compile(r"<(?:p|br|div|tr|li)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|([a-z][a-z0-9]{1,31}));", re.IGNORECASE)
_WHOLE_TAG = re.compile(r"<[a-z/][^<>]{0,5000}>", re.IGNORECASE)


def has_tags(text: str) -> bool:
    """Whether a text has tags of HTML, and so is HTML."""
    return _TAG.search(text) is not None


def read_markup(text: str) -> str:
    """The plain text of a field that may be HTML, with a blank line between paragraphs.

    A field with entities alone may be HTML that was escaped once more.
    """
    if not has_tags(text) and _has_entities(text):
        text = html.unescape(text).replace("\xa0", " ")
        if not has_tags(text):
            return html.unescape(text).replace("\xa0", " ") if _has_entities(text) else text
    return _extract_text(text) if has_tags(text) else text


def read_html_field(text: str) -> str:
    """The plain text of a field that is HTML by its format, such as a description in RSS.

    Many feeds write plain text into it, with a "<" that begins no tag.
    """
    return clean_plain_text(_extract_text(text) if _ANY_TAG.search(text) else read_markup(text))


def read_markup_line(text: str) -> str:
    """The plain text of a short field, such as a title, on one line."""
    return " ".join(read_markup(text).split()) if _TAG.search(text) or "&" in text else text


def _extract_text(text: str) -> str:
    if not _OWN_PARAGRAPHS.search(text):
        text = _mark_paragraphs(text)
    return extract_fragment_text(text)


def _has_entities(text: str) -> bool:
    return any(match[1] is None or f"{match[1]};" in html5 for match in _ENTITY.finditer(text))


def _mark_paragraphs(text: str) -> str:
    """Mark the paragraphs of a text that has tags within them, but blank lines between them."""
    text = _WHOLE_TAG.sub(lambda match: match[0].replace("\n", " "), text.replace("\r\n", "\n"))
    return re.sub(r"\n\s*\n", "<p>", text.strip()).replace("\n", "<br>")
