"""However a citation is corrupted, it does not get out; what is sound does, with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.verification import is_verbatim, verify_quotes
from assistant.core.answer import AnswerSentence, Citation
from index.core.article import Article

# Two letters only: a shifted quote often stands elsewhere, so that near misses are tried.
TEXT = st.text("ab", min_size=3, max_size=12)
Corruption = Callable[[Citation, Article, int], Citation]

CORRUPTIONS: dict[str, Corruption] = {
    "shifted": lambda c, a, n: replace(c, start=c.start + n, end=c.end + n),
    "starts later": lambda c, a, n: replace(c, start=c.start + n),
    "starts earlier": lambda c, a, n: replace(c, start=c.start - n),
    "ends later": lambda c, a, n: replace(c, end=c.end + n),
    "ends earlier": lambda c, a, n: replace(c, end=c.end - n),
    "counted from the end": lambda c, a, n: replace(
        c, start=c.start - len(a.text), end=c.end - len(a.text)
    ),
    "beyond the end": lambda c, a, n: replace(c, start=len(a.text), end=len(a.text) + n),
    "turned round": lambda c, a, n: replace(c, start=c.end, end=c.start),
    "empty": lambda c, a, n: replace(c, end=c.start, quote=""),
    "emptied quote": lambda c, a, n: replace(c, quote=""),
    "a character changed": lambda c, a, n: replace(c, quote=f"{c.quote[:-1]}x"),
    "a character added": lambda c, a, n: replace(c, quote=f"{c.quote} "),
    "in capitals": lambda c, a, n: replace(c, quote=c.quote.upper()),
    "of the other article": lambda c, a, n: replace(c, article_id="other"),
    "of no article": lambda c, a, n: replace(c, article_id="missing"),
    "the other article's text": lambda c, a, n: replace(c, quote="c" * len(c.quote)),
}


@st.composite
def articles_and_citations(draw: st.DrawFn) -> tuple[dict[str, Article], list[Citation]]:
    """Two articles, and sound citations of both, numbered from 1."""
    first = Article("one", "First", draw(TEXT), "Wire", "2025-03-17", "https://example.org/1")
    # No letter of the other article stands in the first, so swapped texts never agree.
    second = Article("other", "Second", "c" * draw(st.integers(1, 12)))
    citations = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        article = draw(st.sampled_from([first, second]))
        start = draw(st.integers(0, len(article.text) - 1))
        end = draw(st.integers(start + 1, len(article.text)))
        citations.append(
            Citation(number, article.id, "", "", None, "", "p", start, end, article.text[start:end])
        )
    return {article.id: article for article in (first, second)}, citations


def in_place(citation: Citation, articles: dict[str, Article]) -> bool:
    """The promise in one line, written differently from the code under test."""
    article = articles.get(citation.article_id)
    if article is None or not citation.quote or citation.start < 0:
        return False
    at = article.text.find(citation.quote, citation.start)
    return at == citation.start and citation.end == at + len(citation.quote)


def sentences_for(citations: list[Citation]) -> list[AnswerSentence]:
    return [AnswerSentence(c.quote, (c.number,)) for c in citations]


@given(articles_and_citations(), st.data())
def test_nothing_corrupted_gets_out(
    made: tuple[dict[str, Article], list[Citation]], data: st.DataObject
) -> None:
    articles, sound = made
    claimed, sentences = [], sentences_for(sound)
    for citation in sound:
        corrupt = CORRUPTIONS[data.draw(st.sampled_from(sorted(CORRUPTIONS)))]
        n = data.draw(st.integers(1, 20))
        citation = corrupt(citation, articles[citation.article_id], n)
        claimed.append(citation)
    # The sentence says what was claimed, or what stood there before the corruption.
    if data.draw(st.booleans()):
        sentences = sentences_for(claimed)
    kept_sentences, kept = verify_quotes(sentences, claimed, articles)
    assert all(in_place(citation, articles) for citation in kept)
    good = [c for c in claimed if in_place(c, articles)]
    said = {(s.text, n) for s in sentences for n in s.citations}
    assert len(kept) == sum((c.quote, c.number) in said for c in good)
    for sentence in kept_sentences:
        assert sentence.citations
        for number in sentence.citations:
            cited = kept[number - 1]
            assert sentence.text == cited.quote
            assert sentence.text == articles[cited.article_id].text[cited.start : cited.end]


@given(articles_and_citations())
def test_what_is_sound_survives_whole_and_in_order(
    made: tuple[dict[str, Article], list[Citation]],
) -> None:
    articles, citations = made
    sentences = sentences_for(citations)
    kept_sentences, kept = verify_quotes(sentences, citations, articles)
    assert [s.text for s in kept_sentences] == [s.text for s in sentences]
    assert [c.number for c in kept] == list(range(1, len(citations) + 1))
    assert [(c.start, c.end, c.quote) for c in kept] == [
        (c.start, c.end, c.quote) for c in citations
    ]


ARTICLE = Article("one", "First", "Peskov said no. He left.", "Wire", "2025", "https://x.org/")
OTHER = Article("other", "Second", "He left. Peskov said no.")
ARTICLES = {"one": ARTICLE, "other": OTHER}
SOUND = Citation(7, "one", "", "", None, "", "p", 0, 15, "Peskov said no.")


@pytest.mark.parametrize("how", sorted(CORRUPTIONS))
def test_each_corruption_of_one_citation_is_caught(how: str) -> None:
    assert is_verbatim(SOUND, ARTICLE)
    corrupted = CORRUPTIONS[how](SOUND, ARTICLE, 3)
    assert verify_quotes([AnswerSentence(SOUND.quote, (7,))], [corrupted], ARTICLES) == ((), ())
    assert verify_quotes([AnswerSentence(corrupted.quote, (7,))], [corrupted], ARTICLES) == ((), ())


def test_a_quote_of_an_article_under_another_key_does_not_stand() -> None:
    assert verify_quotes([AnswerSentence(SOUND.quote, (7,))], [SOUND], {"one": OTHER}) == ((), ())
    assert not is_verbatim(SOUND, replace(ARTICLE, id="two"))
    assert not is_verbatim(SOUND, None)


def test_numbers_start_at_one_and_have_no_gap_where_a_citation_fell() -> None:
    fallen = replace(SOUND, number=1, quote="Peskov said yes")
    copy = replace(SOUND, number=9, article_id="other", start=9, end=24)
    said = AnswerSentence(SOUND.quote, (1, 7, 9))
    (sentence,), citations = verify_quotes([said], [fallen, SOUND, copy], ARTICLES)
    assert sentence == AnswerSentence("Peskov said no.", (1, 2))
    assert [(c.number, c.article_id) for c in citations] == [(1, "one"), (2, "other")]


def test_a_sound_citation_does_not_carry_a_sentence_that_says_something_else() -> None:
    said = AnswerSentence("Peskov said no", (7,))
    assert verify_quotes([said], [SOUND], ARTICLES) == ((), ())


def test_a_sentence_without_citations_or_with_unknown_ones_is_not_shown() -> None:
    said = [AnswerSentence(SOUND.quote, ()), AnswerSentence(SOUND.quote, (8,))]
    assert verify_quotes(said, [SOUND], ARTICLES) == ((), ())


def test_title_outlet_date_and_url_are_the_articles_own() -> None:
    claimed = replace(SOUND, title="Forged", source="Forged", published="1999", url="forged:")
    _, (citation,) = verify_quotes([AnswerSentence(SOUND.quote, (7,))], [claimed], ARTICLES)
    described = (citation.title, citation.source, citation.published, citation.url)
    assert described == ("First", "Wire", "2025", "https://x.org/")


def test_two_sentences_may_share_a_citation() -> None:
    said = AnswerSentence(SOUND.quote, (7,))
    sentences, citations = verify_quotes([said, said], [SOUND], ARTICLES)
    assert [s.citations for s in sentences] == [(1,), (1,)]
    assert len(citations) == 1
