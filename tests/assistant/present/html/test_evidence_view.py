"""The evidence beside an answer, as HTML."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.core.answer import Answer, AnswerSentence, Citation, Status
from assistant.present.html.evidence_view import render_evidence, render_hits, render_idle
from index.core.article import Article, Hit, Span
from tests.assistant.build import article_of, hit_of, spans_of

STORM = article_of(
    "Rain fell.", "The mayor 😀 said it would end.", "It did not.", "Roads closed.", "So it went.",
    article_id="storm", title="Storm", published="2025-03-17",
)  # fmt: skip


def cite(article: Article, line: int, number: int, passage_id: str) -> Citation:
    span = spans_of(article)[line]
    quote = article.text[span.start : span.end]
    return Citation(
        number, article.id, article.title, "Wire", None, "", passage_id, *span, quote=quote
    )


def answer_of(*hits: Hit, citations: tuple[Citation, ...] = ()) -> Answer:
    status = Status.ANSWERED if citations else Status.NO_EVIDENCE
    sentences = tuple(AnswerSentence(one.quote, (one.number,)) for one in citations)
    return Answer("Why?", status, 0.9, sentences, citations, hits)


def list_quotes(html: str) -> list[tuple[str, str, str]]:
    """Number, address and text of the quotes."""
    found = re.findall(
        r'data-citation="(\d+)" href="([^"]*)"><span class="number">\d+</span><mark>(.*?)</mark>',
        html,
    )
    return [(number, address, text) for number, address, text in found]


def get_text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_a_quote_stands_between_its_neighbours_and_leads_to_its_article() -> None:
    hit = hit_of(STORM, dict.fromkeys(range(5), 0.1), score=0.83)
    html = render_evidence(answer_of(hit, citations=(cite(STORM, 1, 1, hit.passage.id),)))
    start, end = spans_of(STORM)[1]
    said = "The mayor 😀 said it would end."
    assert list_quotes(html) == [("1", f"/article/storm#{start}-{end}", said)]
    passage = re.search(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL)
    assert passage
    assert get_text(passage[1]).split("\n") == ["Rain fell.", f"1{said}", "It did not. …"]
    assert "1 passage of 1 article, 1 quote" in html
    assert "17 Mar 2025" in get_text(html)


def test_quotes_of_one_passage_come_in_the_order_of_the_text() -> None:
    hit = hit_of(STORM, dict.fromkeys(range(5), 0.1))
    number = hit.passage.id
    overlapping = replace(cite(STORM, 1, 3, number), start=spans_of(STORM)[1].start + 4)
    citations = (cite(STORM, 3, 1, number), cite(STORM, 0, 2, number), overlapping)
    html = render_evidence(answer_of(hit, citations=citations))
    assert [number for number, _, _ in list_quotes(html)] == ["2", "3", "1"]


def test_passages_keep_their_ranks_and_show_their_scores() -> None:
    hits = [
        replace(hit_of(STORM, {0: 0.5}, score=score, rank=rank), also_in=also)
        for rank, score, also in ((1, 0.9, ("Post", "<b>")), (2, 0.256, ()), (3, 1.7, ()))
    ]
    html = render_hits(hits)
    assert re.findall(r'class="rank">(\d)', html) == ["1", "2", "3"]
    assert re.findall(r'<rect width="(\d+)"', html) == ["90", "26", "100"]
    assert 'aria-label="Score 0.26"' in html
    assert "also in 2 outlets" in html
    assert "<li><bdi>&lt;b&gt;</bdi></li>" in html
    assert "3 passages of 1 article" in html
    # Nothing is highlighted that is not a quote of the answer.
    assert "<mark" not in html


def test_a_passage_without_a_quote_begins_with_its_best_sentence() -> None:
    html = render_hits([hit_of(STORM, {0: 0.1, 1: 0.2, 2: 0.7, 3: 0.3})])
    assert "<blockquote>… It did not.\nRoads closed.</blockquote>" in html.replace(" …", "")


def test_a_refusal_shows_the_closest_passages_and_says_what_they_are() -> None:
    html = render_evidence(answer_of(hit_of(STORM, {0: 0.5})))
    assert "The closest passages" in html
    assert "None of these answers the question." in html
    assert "<mark" not in html
    nothing = render_evidence(answer_of())
    assert "Nothing was found." in nothing
    assert "<ol" not in nothing
    assert "<ol" not in render_idle()


def test_whatever_articles_contain_is_text() -> None:
    evil = "<script>x</script>\"'><img src=x onerror=x>"
    article = replace(
        article_of(evil, evil, article_id=evil, title=evil), source=evil, url="javascript:x"
    )
    hit = replace(hit_of(article, {0: 0.5, 1: 0.5}), source=evil, url=evil, also_in=(evil,))
    span = spans_of(article)[0]
    assert span == Span(0, len(evil))
    html = render_evidence(answer_of(hit, citations=(cite(article, 0, 1, hit.passage.id),)))
    assert "<script" not in html
    assert "<img" not in html
    assert set(re.findall(r'href="([^"]*)"', html)) == {
        f"/article/{'%3Cscript%3Ex%3C%2Fscript%3E%22%27%3E%3Cimg%20src%3Dx%20onerror%3Dx%3E'}"
        f"#0-{len(evil)}"
    }
