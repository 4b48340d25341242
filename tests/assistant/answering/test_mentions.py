"""What an archive has about a name: where each article first has it."""

from __future__ import annotations

from assistant.answering.evidence import Evidence
from assistant.answering.mentions import choose_mentions
from assistant.answering.sentence_choice import MAX_SENTENCES, rank_sentences
from index.core.article import Article
from tests.assistant.build import article_of, hit_of, question_of, reading_of


def evidence_of(*articles: Article) -> Evidence:
    """Articles whose later sentences rank above earlier ones, as hits in their order."""
    hits = [
        hit_of(article, {n: 0.1 * n for n in range(article.text.count("\n") + 1)}, rank=rank)
        for rank, article in enumerate(articles, 1)
    ]
    context = reading_of(question_of("Orvik"), hits)
    return Evidence(context, tuple(hits), tuple(rank_sentences(context)))


def texts(evidence: Evidence, *name: str) -> list[str]:
    return [group[0].text for group in choose_mentions(evidence, name)]


QUAY = article_of("Rain fell.", "Mayor Lena Orvik spoke.", "Orvik left.", article_id="quay")
SCHOOL = article_of("Lena Holm sang.", "Did Orvik sing?", "This pleased Orvik.", article_id="b")
FERRY = article_of("Orvik sold a ferry.", article_id="ferry")


def test_the_first_sentence_with_the_name_of_each_article() -> None:
    assert texts(evidence_of(FERRY, QUAY), "Orvik") == [
        "Orvik sold a ferry.",
        "Mayor Lena Orvik spoke.",
    ]
    assert texts(evidence_of(QUAY, FERRY), "orvik")[0] == "Mayor Lena Orvik spoke."


def test_the_whole_name_must_stand_there_in_a_sentence_that_stands_alone() -> None:
    assert texts(evidence_of(SCHOOL), "Orvik") == []
    assert texts(evidence_of(QUAY, SCHOOL, FERRY), "Lena", "Orvik") == ["Mayor Lena Orvik spoke."]


def test_copies_come_once_and_no_more_than_an_answer_has() -> None:
    copies = [article_of("Orvik sold a ferry.", article_id=name) for name in "xyz"]
    assert texts(evidence_of(*copies), "Orvik") == ["Orvik sold a ferry."]
    many = [article_of(f"Orvik sold {n} ferries.", article_id=str(n)) for n in range(9)]
    assert len(texts(evidence_of(*many), "Orvik")) == MAX_SENTENCES
