"""The headline at the head of a plain text or a Markdown text, and the text below it. Pure.

A headline is the title of the article and no sentence of its text. A line that may be the beginning
of the text stays there.
"""

from __future__ import annotations

import re

from index.language.en.publishing.headlines import is_dateline, is_head_label, is_outlet_name
from index.sources.stated_dates import parse_date

_MAX_WORDS = 25
_MAX_CHARACTERS = 160
# Labels, logos and days above the headline.
_MAX_ABOVE = 3
# No text is broken into shorter lines.
_NARROWEST = 50
_OPEN_END = re.compile(r"(?:[.,;:…\-–—]|[.…][\"”’»)]*)\Z")
_QUESTION = re.compile(r"[?!][\"”’»)]*\Z")
_LIST_MARK = re.compile(r"[-*•·>|#+=~]|\d{1,3}[.)]\s|\(?[a-z]\)\s")
_ADDRESS = re.compile(
    r"[^\s@]++@\S++|(?:https?://|www\.)\S++|[^\s/]+\.[a-z]{2,10}(?:/\S*+)?+|[+\d][\d\s()/-]{5,}+"
)
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?][\"”’)]*+\s++[\"“‘(]?[^\W\d_a-z]")
# Scripts without spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*(?=\s|\Z)|[。！？]")
_HEADING = re.compile(r"\s*+#{1,2}[ \t]++(?P<text>[^\n]++)(?:\n|\Z)")
_UNDERLINED = re.compile(r"\s*+(?P<text>[^\s#>|*-][^\n]*+)\n=++[ \t]*+(?:\n|\Z)")
_MARKDOWN = (
    (re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)"), r"\1"),
    (re.compile(r"(?<!\s)\s*+\{#[\w-]++\}\Z"), ""),
    (re.compile(r"(\*{1,3}|_{2,3}|`)(\S(?:.{0,200}?\S)?)\1"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!-])"), r"\1"),
)


# The name of an outlet stands above a headline once, or as a logo and in words.
_MOST_NAMES = 3


def split_headline(text: str) -> tuple[str, str]:
    """Split a plain text at its headline: the headline, "" if it has none, and the text.

    Labels, the name of an outlet and a day above the headline stay in the text.
    """
    lines = text.split("\n")
    start = 0
    for _ in range(_MAX_ABOVE + 1):
        while start < len(lines) and not lines[start].strip():
            start += 1
        end = start
        while end < len(lines) and lines[end].strip():
            end += 1
        if not _is_above(lines[start:end]):
            break
        start = end
    last = _find_headline_end(lines, start, end)
    rest = "\n".join(lines[last:]).lstrip("\n")
    if last == start or not _SENTENCE_END.search(rest):
        return "", text
    above = "\n".join(lines[:start]).strip("\n")
    headline = " ".join(" ".join(lines[start:last]).split())
    return headline, f"{above}\n\n{rest}" if above.strip() else rest


def split_heading(text: str, title: str, outlet: str) -> tuple[str, str]:
    """Split a Markdown text at the heading it begins with: the title and the text below.

    A heading that is another than the stated `title`, which counts, stays in the text. The name of
    the `outlet` as a heading is left out.
    """
    for _ in range(_MOST_NAMES):
        heading, rest = _read_heading(text)
        if not rest.strip() or not (
            _fold(heading) == _fold(outlet)
            or (is_outlet_name(heading) and _HEADING.match(rest) is not None)
        ):
            break
        text = rest
    heading, rest = _read_heading(text)
    is_other = title and _fold(title) != _fold(heading)
    return title or heading, text if is_other or not rest.strip() else rest


def _read_heading(text: str) -> tuple[str, str]:
    """The heading that a text begins with, and the text below; "" without either."""
    match = _HEADING.match(text) or _UNDERLINED.match(text)
    if match is None:
        return "", text
    # "## Rain ##" is "Rain".
    words = match["text"].rstrip().rstrip("#") if match.re is _HEADING else match["text"]
    return _strip_marks(words.rstrip()), text[match.end() :].lstrip("\n")


def _is_above(lines: list[str]) -> bool:
    """Whether a paragraph is a label, the name of an outlet, or a day, but no headline."""
    if len(lines) != 1:
        return False
    line = lines[0].strip()
    is_word = _count_words(line) == 1 and not _SENTENCE_END.search(line)
    return is_word or is_outlet_name(line) or is_head_label(line) or _is_date(line)


def _find_headline_end(lines: list[str], start: int, end: int) -> int:
    """The number of the line behind the headline that begins at `start`; `start` if none does.

    `end` is the number of the blank line behind its paragraph.
    """
    paragraph = lines[start:end]
    whole = " ".join(" ".join(paragraph).split())
    continues = all(line.strip()[:1].islower() for line in paragraph[1:])
    if paragraph and continues and len(paragraph) <= 3 and _is_headline(whole):
        return end
    if len(paragraph) < 2 or not _is_headline(paragraph[0].strip()):
        return start
    first, second = paragraph[0].strip(), paragraph[1].strip()
    width = max(_NARROWEST, max(map(len, lines)))
    fits = len(first) + 1 + len(second.split()[0]) <= width
    is_question = _QUESTION.search(first) is not None
    return start + 1 if fits and not second[0].islower() and not is_question else start


def _is_headline(line: str) -> bool:
    if not 1 < _count_words(line) <= _MAX_WORDS or len(line) > _MAX_CHARACTERS:
        return False
    if line[0].islower() or _LIST_MARK.match(line) or _ADDRESS.fullmatch(line):
        return False
    if _OPEN_END.search(line) or _TWO_SENTENCES.search(line):
        return False
    return not (is_dateline(line) or is_head_label(line) or is_outlet_name(line) or _is_date(line))


def _count_words(line: str) -> int:
    return len(line.split()) + len(_UNSPACED.findall(line)) // 2


def _is_date(line: str) -> bool:
    try:
        return bool(parse_date(line))
    except ValueError:
        return False


def _strip_marks(heading: str) -> str:
    for pattern, plain in _MARKDOWN:
        heading = pattern.sub(plain, heading)
    return heading.strip()


def _fold(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
