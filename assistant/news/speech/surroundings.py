"""Finds the sentences before and after a quotation, and whose words it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.core.answer import Citation
from assistant.core.surroundings import Surroundings
from assistant.news.speech.cited_quote import list_speakers
from index.core.article import Hit, Span
from index.library import Library

# Between two sentences stand fewer characters of white space; a sentence has more.
_GAP = 6


def find_surroundings(citations: Sequence[Citation], library: Library) -> dict[int, Surroundings]:
    """Find the surroundings of each citation, by its number."""
    found = library.find_attributions(list({one.article_id for one in citations}))
    passages = _find_passages(citations, library)
    return {
        one.number: Surroundings(
            _find_neighbour(one, passages, is_before=True),
            _find_neighbour(one, passages, is_before=False),
            list_speakers(found.get(one.article_id, []), Span(one.start, one.end)),
        )
        for one in citations
    }


def _find_passages(citations: Sequence[Citation], library: Library) -> list[Hit]:
    """The passages that hold the quotations, and their neighbours."""
    places = [(one.article_id, at) for one in citations for at in (one.start, one.end - 1)]
    hits = library.hits_at(places)
    edges = [
        (hit.passage.article_id, at)
        for hit in hits
        for at in (hit.passage.start - _GAP, hit.passage.end + _GAP)
        if at >= 0
    ]
    return [*hits, *library.hits_at(edges)]


def _find_neighbour(citation: Citation, hits: Iterable[Hit], *, is_before: bool) -> str:
    """The sentence that ends where the quotation begins, or begins where it ends."""
    for passage in (hit.passage for hit in hits):
        if passage.article_id != citation.article_id:
            continue
        for start, end in passage.sentences:
            gap = citation.start - end if is_before else start - citation.end
            if 0 <= gap < _GAP:
                return passage.text[start - passage.start : end - passage.start]
    return ""
