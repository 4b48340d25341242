"""What a search found, as HTML: a ranked list that tells on demand why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assistant.dates import format_other_outlets
from assistant.markup.article import article_address
from assistant.markup.text import byline, highlighted, line, original_link
from assistant.results import (
    ArticleResult,
    ResultPage,
    SearchResults,
    WordFinder,
    find_best_sentence,
)
from index.article import Hit, Span

# No sentence of an article is longer; what is no article may be.
_MAX_SENTENCE = 600
_MAX_NAMES = 200
_MAX_WORDS = 8

EMPTY = (
    '<p class="dl-none">Search finds passages by their words and by their meaning, and lists them'
    " as they are: nothing is answered, nothing left out but repeats.</p>"
)


def results_html(results: SearchResults, page: ResultPage, words: WordFinder) -> str:
    """A page of what was found, or that nothing was."""
    if not page.entries:
        return _nothing(results)
    strongest = max((hit.signals.lexical for hit in results.hits), default=0.0)
    items = "".join(_entry(found, words, strongest) for found in page.entries)
    return (
        f'<div class="dl-results">{_told(results, page)}{_absent(results)}'
        f'<ol class="dl-hits" start="{page.first + 1}">{items}</ol>{_depth(results, page)}</div>'
    )


def _told(results: SearchResults, page: ResultPage) -> str:
    """How much was found, and which part of it is shown."""
    last = page.first + len(page.entries)
    whole = f"{page.articles:,} {'article' if page.articles == 1 else 'articles'}"
    part = f", {page.first + 1} to {last} shown" if len(page.entries) < page.articles else ""
    return (
        f'<p class="dl-told" role="status">{whole} for '
        f"<q><bdi>{line(results.query)}</bdi></q>{part}</p>"
    )


def _absent(results: SearchResults) -> str:
    if not results.unmatched_words:
        return ""
    words = ", ".join(
        f"<q><bdi>{line(word)}</bdi></q>" for word in results.unmatched_words[:_MAX_WORDS]
    )
    closest = (
        " What follows is close in meaning."
        if len(results.unmatched_words) >= len(results.terms)
        else ""
    )
    return f'<p class="dl-absent">No passage has {words}.{closest}</p>'


def _nothing(results: SearchResults) -> str:
    return (
        '<p class="dl-none" role="status">Nothing was found for '
        f"<q><bdi>{line(results.query)}</bdi></q>. No article has these dates and outlets.</p>"
    )


def _depth(results: SearchResults, page: ResultPage) -> str:
    """Where the list ends, said on its last page."""
    if page.has_more or not results.is_cut:
        return ""
    return (
        f'<p class="dl-told">The list ends with the {results.depth:,} best passages. To see others,'
        " narrow the dates or outlets, or use other words.</p>"
    )


def _entry(found: ArticleResult, words: WordFinder, strongest: float) -> str:
    hit = found.best
    also = format_other_outlets(hit.also_in)
    names = escape(", ".join(hit.also_in)[:_MAX_NAMES])
    outlets = f' · <span class="dl-also" title="{names}">{also}</span>' if also else ""
    return (
        f'<li class="dl-hit"><h2>{_title(hit)}</h2>'
        f'<p class="dl-by">{byline(hit.source, hit.published)}{outlets}{original_link(hit.url)}</p>'
        f"{_excerpt(hit, words)}"
        f'<div class="dl-folds">{_why(hit, strongest)}{_further(found.hits[1:], words)}</div></li>'
    )


def _title(hit: Hit) -> str:
    title = line(hit.title or hit.passage.article_id)
    return f'<a class="title" target="_blank" rel="noopener" href="{_address(hit)}">{title}</a>'


def _address(hit: Hit) -> str:
    return escape(article_address(hit.passage.article_id, find_best_sentence(hit)))


def _excerpt(hit: Hit, words: WordFinder) -> str:
    """The best sentence between its neighbours, the query's words marked."""
    passage, best = hit.passage, find_best_sentence(hit)
    start = max((s.start for s in passage.sentences if s.end <= best.start), default=best.start)
    end = min((s.end for s in passage.sentences if s.start >= best.end), default=best.end)
    parts = []
    for span, kind in (
        (Span(start, best.start), "near"),
        (best, "best"),
        (Span(best.end, end), "near"),
    ):
        text = passage.text[span.start - passage.start : span.end - passage.start]
        if text.strip():
            parts.append(f'<span class="{kind}">{_marked(text, words)}</span>')
    before, after = "… " if start > passage.start else "", " …" if end < passage.end else ""
    return f'<p class="dl-excerpt">{before}{"".join(parts)}{after}</p>'


def _marked(text: str, words: WordFinder) -> str:
    cut = text[:_MAX_SENTENCE]
    return highlighted(cut, words.find_spans(cut)) + (" …" if len(cut) < len(text) else "")


def _why(hit: Hit, strongest: float) -> str:
    """Three scores as bars: what each says, its value, and how it compares."""
    signals = hit.signals
    bars = (
        ("Meaning of the passage", signals.dense, signals.dense),
        ("Words of the query", signals.lexical, signals.lexical / strongest if strongest else 0.0),
        ("Best sentence", signals.sentence, signals.sentence),
    )
    rows = "".join(_bar(*bar) for bar in bars)
    return (
        f'<details class="dl-why"><summary>Why this rank</summary><dl>{rows}</dl>'
        f"<p>Rank {hit.rank:,} of all passages, score {hit.score:.2f}. Meaning and sentence: cosine"
        " similarity; words: BM25, its bar against the strongest of this search.</p></details>"
    )


def _bar(name: str, value: float, part: float) -> str:
    percent = 100 * min(1.0, max(0.0, part))
    return (
        f'<div><dt>{name}</dt><dd><span class="bar" aria-hidden="true">'
        f'<i style="width:{percent:.0f}%"></i></span>{value:.2f}</dd></div>'
    )


def _further(hits: Sequence[Hit], words: WordFinder) -> str:
    """The other passages of an article that were found, folded."""
    if not hits:
        return ""
    name = "1 more passage" if len(hits) == 1 else f"{len(hits):,} more passages"
    return (
        f'<details class="dl-more"><summary>{name}</summary>'
        f"<ul>{''.join(_passages(hits, words))}</ul></details>"
    )


def _passages(hits: Iterable[Hit], words: WordFinder) -> Iterable[str]:
    for hit in hits:
        yield (
            f'<li>{_excerpt(hit, words)}<a class="dl-open" target="_blank" rel="noopener"'
            f' href="{_address(hit)}">Open here</a></li>'
        )
