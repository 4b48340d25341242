"""The attributions of a text: clauses that report, joined with the quotations beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.core.article import Span
from index.core.attribution import Attribution
from index.language.en.speech.layout_cues import (
    find_dash_attribution,
    find_label_attribution,
    find_turns,
)
from index.language.en.speech.paragraph import (
    Paragraph,
    find_loose,
    read_paragraph,
)
from index.language.en.speech.parsed_text import ParsedText
from index.language.en.speech.quotations import find_quotations, is_open
from index.language.en.speech.source_phrases import find_antecedent, find_source
from index.language.en.speech.speakers import Source, resolve_speakers
from index.language.en.speech.token_spans import find_tokens, to_span, to_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class _Open:
    """What may go on in the next paragraph: the attribution `found[place[0]][place[1]]`."""

    place: tuple[int, int] | None = None
    goes_on: bool = False


def find_attributions(parsed: ParsedText) -> list[Attribution]:
    """The attributions of a text, in the order of its paragraphs, with their speakers."""
    text, paragraphs, docs = parsed.text, parsed.paragraphs, parsed.docs
    by_paragraph = _find_by_paragraph(text, paragraphs, docs)
    sources = [
        _locate_source(docs[number], number, one, paragraphs[number])
        for number, own in enumerate(by_paragraph)
        for one in own
    ]
    speakers = resolve_speakers(docs, sources)
    found = [one for own in by_paragraph for one in own]
    return [
        replace(one, speaker=name, office=office)
        for one, (name, office) in zip(found, speakers, strict=True)
    ]


def _locate_source(doc: Doc, number: int, one: Attribution, paragraph: Span) -> Source:
    tokens = tuple(i for span in one.source for i in find_tokens(doc, span, paragraph))
    content = frozenset(i for span in one.content for i in find_tokens(doc, span, paragraph))
    cue = {doc[i].text for span in one.cue for i in find_tokens(doc, span, paragraph)}
    name = "".join(doc[i].text for i in tokens)
    is_label = one.direct and cue == {":"} and name.isupper()
    return Source(number, tokens, find_antecedent(doc, tokens), content, is_label)


def _find_by_paragraph(
    text: str, paragraphs: Sequence[Span], docs: Sequence[Doc]
) -> list[list[Attribution]]:
    turns = find_turns(text, paragraphs)
    found: list[list[Attribution]] = []
    open_one = _Open()
    for number, (span, doc) in enumerate(zip(paragraphs, docs, strict=True)):
        quotations = [] if turns else find_quotations(text, span)
        dashed = find_dash_attribution(text, span, quotations[-1]) if quotations else None
        inner = quotations[:-1] if dashed else quotations
        labelled = find_label_attribution(text, span, inner[0]) if inner else None
        inner = inner[1:] if labelled else inner
        paragraph = Paragraph(doc, span.start, [find_tokens(doc, q, span) for q in inner])
        own = read_paragraph(paragraph)
        own += [one for one in (labelled, dashed, turns.get(number)) if one is not None]
        _continue(found, open_one, paragraph)
        found.append(own)
        announced = _read_announcement(paragraph) if not turns else None
        if announced is not None:
            found[-1] = [one for one in own if one.cue != announced.cue] + [announced]
        if found[-1]:
            open_one.place = len(found) - 1, len(found[-1]) - 1
        open_one.goes_on = announced is not None or bool(
            quotations and is_open(text, quotations[-1])
        )
    return [[one for one in own if one.content] for own in found]


def _continue(found: list[list[Attribution]], open_one: _Open, paragraph: Paragraph) -> None:
    """Add the quotation that opens the paragraph to the attribution that goes on."""
    loose = find_loose(paragraph)
    if open_one.goes_on and open_one.place is not None and loose and loose[0].start <= 1:
        row, column = open_one.place
        one = found[row][column]
        span = to_span(paragraph.doc, paragraph.start, loose[0])
        found[row][column] = replace(
            one, content=(*one.content, span), direct=one.direct or not one.content
        )


def _read_announcement(paragraph: Paragraph) -> Attribution | None:
    """The attribution without a content of a paragraph that ends with a colon: "Graen wrote:"."""
    doc = paragraph.doc
    words = [token for token in doc if not token.is_space]
    if not words or words[-1].text != ":":
        return None
    root = words[-1].sent.root
    if root.pos_ not in ("VERB", "AUX"):
        return None
    source = find_source(root)
    if not source:
        return None
    start = paragraph.start
    return Attribution(
        to_spans(doc, start, set(source)), to_spans(doc, start, {root.i}), (), direct=False
    )
