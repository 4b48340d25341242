"""A parsed paragraph: its clauses that report, and which of them each quotation belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.core.article import Span
from index.core.attribution import Attribution
from index.language.en.speech.clauses import Clause, find_clauses, find_source
from index.language.en.speech.cues import QUOTATION_VERBS, SPEECH_CUES, SPEECH_VERBS

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Between a cue and the quotation that it reports stand its speaker and an adverb or two.
_FARTHEST = 12
# With its marks; a shorter one behind a comma is a word that is quoted.
_FEWEST_TOKENS = 5
# A content is direct if at least this share of its letters stands in quotation marks.
_DIRECT_SHARE = 0.9
# Before the last mark of a quotation whose sentence goes on.
_PHRASE = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "DET", "PART", "NUM"))
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


def find_tokens(doc: Doc, span: Span, paragraph: Span) -> range:
    """The tokens that lie at least partly in a span of the text; empty if there are none."""
    first = last = -1
    for token in doc:
        place = paragraph.start + token.idx
        if place + len(token) > span.start and place < span.end:
            first = token.i if first < 0 else first
            last = token.i
    return range(first, last + 1) if first >= 0 else range(0)


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
            owner.content |= set(quotation)
            before = owner
    return [
        found
        for draft in paragraph.drafts
        if (found := _make_attribution(paragraph, draft)) is not None
    ]


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
    inner = doc[max(quotation.start, quotation.stop - 2)].text
    if behind < len(doc) and last <= behind and inner in _GOES_ON:
        last = doc[behind].sent.end
    while first > 0 and doc[first - 1].is_space:
        first -= 1
    if first > 0 and doc[first - 1].text in (":", ","):
        first = doc[first - 1].sent.start
    return first, last


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
    spans = to_spans(paragraph, content, {*cue, *source})
    if not spans:
        return None
    is_direct = _is_direct(paragraph, content)
    return Attribution(
        source=to_spans(paragraph, source),
        cue=to_spans(paragraph, cue),
        content=spans,
        direct=is_direct,
        addressee=to_spans(paragraph, set(clause.addressee)),
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


def to_span(paragraph: Paragraph, tokens: range) -> Span:
    """The span of the article's text from the first to the last token."""
    doc = paragraph.doc
    start, end = doc[tokens.start].idx, doc[tokens.stop - 1].idx + len(doc[tokens.stop - 1])
    return Span(paragraph.start + start, paragraph.start + end)


def to_spans(
    paragraph: Paragraph, tokens: set[int], stops: frozenset[int] | set[int] = frozenset()
) -> tuple[Span, ...]:
    """Runs of tokens as spans; a gap of punctuation and space only is part of a run."""
    found: list[Span] = []
    for run in _find_runs(paragraph.doc, sorted(tokens), stops):
        run = _trim_run(paragraph.doc, run)
        if run:
            found.append(to_span(paragraph, range(run[0], run[-1] + 1)))
    return tuple(found)


def _find_runs(
    doc: Doc, tokens: Sequence[int], stops: set[int] | frozenset[int]
) -> Iterator[list[int]]:
    run: list[int] = []
    for i in tokens:
        if run and any(
            j in stops or not (doc[j].is_punct or doc[j].is_space) for j in range(run[-1] + 1, i)
        ):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _trim_run(doc: Doc, run: list[int]) -> list[int]:
    while run and (doc[run[-1]].text in ",;:—–-" or doc[run[-1]].is_space):
        run = run[:-1]
    while run and (doc[run[0]].text in ",;:.—–-" or doc[run[0]].is_space):
        run = run[1:]
    has_word = any(doc[i].is_alpha or doc[i].like_num for i in run)
    return run if has_word else []
