"""A parsed paragraph: its clauses that report, and which of them each quotation belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.core.attribution import Attribution
from index.language.en.speech.clauses import Clause, find_clauses
from index.language.en.speech.cues import QUOTATION_VERBS, SPEECH_CUES, SPEECH_VERBS
from index.language.en.speech.source_phrases import find_source
from index.language.en.speech.token_spans import to_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Between a cue and the quotation that it reports stand its speaker and an adverb or two.
_FARTHEST = 12
# With its marks; a shorter one behind a comma is a word that is quoted.
_FEWEST_TOKENS = 5
# A content is direct if at least this share of its letters stands in quotation marks.
_DIRECT_SHARE = 0.9
_PHRASE = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "DET", "PART", "NUM"))
_CLOSING_MARKS = frozenset("”’\"'")
# Before the last mark of a quotation whose sentence goes on.
_GOES_ON = frozenset((",", "?", "!", "…", "...", "—", "–", "--"))


@dataclass(slots=True)
class _Draft:
    """A clause of a paragraph with the numbers of the tokens of its content."""

    clause: Clause
    content: set[int]


@dataclass(slots=True)
class Paragraph:
    """A parsed paragraph: `start` is its place in the text, `quotations` are numbers of tokens."""

    doc: Doc
    start: int
    quotations: list[range]
    drafts: list[_Draft] = field(default_factory=list)


def find_loose(paragraph: Paragraph) -> list[range]:
    """The quotations that no attribution has."""
    taken = {i for draft in paragraph.drafts for i in draft.content}
    return [each for each in paragraph.quotations if each and not taken.intersection(each)]


def read_paragraph(paragraph: Paragraph) -> list[Attribution]:
    """The attributions whose cue stands in the paragraph, with the quotations they report."""
    doc = paragraph.doc
    quoted = frozenset(i for each in paragraph.quotations for i in each)
    paragraph.drafts = [_Draft(clause, set(clause.content)) for clause in find_clauses(doc, quoted)]
    before: _Draft | None = None
    for quotation in paragraph.quotations:
        owner = (
            _find_owner(paragraph, quotation)
            or _find_continued(paragraph, quotation, before)
            or _read_sentence(paragraph, quotation)
        )
        if owner is not None:
            _add_quotation(owner, quotation)
            before = owner
    return [
        found
        for draft in paragraph.drafts
        if (found := _make_attribution(paragraph, draft)) is not None
    ]


def _add_quotation(owner: _Draft, quotation: range) -> None:
    """Add a quotation to what is said. Who is spoken to is no part of that: '"No," he told us.'"""
    addressee = set(owner.clause.addressee)
    if addressee and addressee <= owner.content and not owner.content.intersection(quotation):
        owner.content -= set(owner.clause.content)
    owner.content |= set(quotation)


def _find_owner(paragraph: Paragraph, quotation: range) -> _Draft | None:
    """The clause that reports a quotation: one whose content it is part of, or the nearest."""
    if not quotation:
        return None
    inside = [d for d in paragraph.drafts if d.content.intersection(quotation)]
    if inside:
        return min(inside, key=lambda d: len(d.content))
    first, last = _find_region(paragraph.doc, quotation)
    near = [
        draft
        for draft in paragraph.drafts
        if first <= draft.clause.verb < last
        and _lemma(paragraph.doc, draft.clause.verb) in QUOTATION_VERBS
        and _distance(draft.clause, quotation) <= _FARTHEST
    ]
    return min(near, key=lambda d: _distance(d.clause, quotation), default=None)


def _find_region(doc: Doc, quotation: range) -> tuple[int, int]:
    """The tokens of the sentences that the quotation is part of, and of one with a colon before."""
    sentences = [s for s in doc.sents if s.end > quotation.start and s.start < quotation.stop]
    first, last = sentences[0].start, sentences[-1].end
    # A sentence goes on behind the last mark of the quotation: '"No. Never?" he asked.'
    behind = _skip_space(doc, quotation.stop)
    if behind < len(doc) and last <= behind and _find_last_inner(doc, quotation) in _GOES_ON:
        last = doc[behind].sent.end
    while first > 0 and doc[first - 1].is_space:
        first -= 1
    if first > 0 and doc[first - 1].text in (":", ","):
        first = doc[first - 1].sent.start
    return first, last


def _find_last_inner(doc: Doc, quotation: range) -> str:
    """The text of the last token before the marks that close the quotation and one inside it."""
    place = quotation.stop - 2
    while place > quotation.start and doc[place].text in _CLOSING_MARKS:
        place -= 1
    return doc[max(quotation.start, place)].text


def _skip_space(doc: Doc, place: int) -> int:
    while place < len(doc) and doc[place].is_space:
        place += 1
    return place


def _lemma(doc: Doc, place: int) -> str:
    return doc[place].lemma_.lower()


def _distance(clause: Clause, quotation: range) -> int:
    ends = [clause.verb, *clause.source, *clause.addressee]
    return min(min(abs(i - quotation.start), abs(i - quotation.stop + 1)) for i in ends)


def _find_continued(paragraph: Paragraph, quotation: range, before: _Draft | None) -> _Draft | None:
    """The attribution that goes on with a quotation that follows it: '"No," he said. "Never."'"""
    if not quotation:
        return None
    previous = [
        draft
        for draft in paragraph.drafts
        if draft.clause.verb < quotation.start
        and _lemma(paragraph.doc, draft.clause.verb) in SPEECH_VERBS
        and draft.content
    ]
    if not previous:
        return None
    last = before if before is not None and before in previous else previous[-1]
    doc = paragraph.doc
    sentence_start = doc[quotation.start].sent.start
    earlier = [t for t in doc[: quotation.start] if not t.is_space]
    is_sentence = quotation.start - sentence_start <= 1 or (
        bool(earlier) and earlier[-1].text in '.!?”"'
    )
    return last if is_sentence else None


def _read_sentence(paragraph: Paragraph, quotation: range) -> _Draft | None:
    """A clause with any verb before the colon or comma that a quotation follows."""
    doc = paragraph.doc
    before = quotation.start - 1 if quotation else 0
    if before < 1 or doc[before].text not in (":", ",") or len(quotation) < _FEWEST_TOKENS:
        return None
    quoted = {i for each in paragraph.quotations for i in each}
    for verb in reversed(doc[doc[before].sent.start : before]):
        if verb.pos_ == "VERB" and verb.i not in quoted and (source := find_source(verb)):
            draft = _Draft(Clause(verb.i, source, (verb.i,), ()), set())
            paragraph.drafts.append(draft)
            return draft
    return None


def _make_attribution(paragraph: Paragraph, draft: _Draft) -> Attribution | None:
    clause = draft.clause
    quoted = {i for each in paragraph.quotations for i in each}
    cue = set(clause.cue) - quoted or {clause.verb}
    source = set(clause.source)
    if draft.content & quoted and (not source or source <= quoted):
        source = set(_find_beside(paragraph.doc, clause.verb, quoted)) or source - quoted
    content = draft.content - cue - source
    # The stop that ends the sentence is the article's, inside quotation marks the speaker's.
    content -= {i for i in content - quoted if paragraph.doc[i].text == "."}
    doc, start = paragraph.doc, paragraph.start
    spans = to_spans(doc, start, content, {*cue, *source})
    if not spans:
        return None
    is_direct = _is_direct(paragraph, content)
    return Attribution(
        source=to_spans(doc, start, source),
        cue=to_spans(doc, start, cue),
        content=spans,
        direct=is_direct,
        addressee=to_spans(doc, start, set(clause.addressee)),
        is_speech=is_direct or _lemma(paragraph.doc, clause.verb) in SPEECH_CUES,
    )


def _find_beside(doc: Doc, verb: int, quoted: set[int]) -> list[int]:
    """The noun phrase right before the verb, else right behind it, outside quotations: what names
    the speaker where the parse takes a word of the quotation for the subject."""
    if doc[verb].tag_ == "VBG":
        return []
    before = _take_phrase(doc, range(verb - 1, -1, -1), quoted)
    return sorted(before) or _take_phrase(doc, range(verb + 1, len(doc)), quoted)


def _take_phrase(doc: Doc, places: range, quoted: set[int]) -> list[int]:
    found: list[int] = []
    for i in places:
        if i in quoted or doc[i].pos_ not in _PHRASE or (found and doc[i].pos_ == "PRON"):
            break
        found.append(i)
    while found and doc[max(found)].pos_ not in ("NOUN", "PROPN", "PRON"):
        found.remove(max(found))
    return found


def _is_direct(paragraph: Paragraph, content: set[int]) -> bool:
    quoted = {i for each in paragraph.quotations for i in each}
    words = [i for i in content if paragraph.doc[i].is_alpha]
    return bool(words) and sum(i in quoted for i in words) >= _DIRECT_SHARE * len(words)
