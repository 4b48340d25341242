"""The sentences that may stand in a list, and rates that are added to scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answering.evidence import Decision, Evidence, Outcome, choose_outcome, select_hits
from assistant.answering.list_choice import (
    group_places,
    score_events,
    score_leads,
    score_list,
    score_statements,
)
from assistant.answering.rates import add_rates
from assistant.answering.sentence_choice import rank_sentences
from index.core.article import Hit
from index.language.en.asking.list_requests import ListKind, ListRequest
from tests.assistant.build import article_of, hit_of, name, question_of, reading_of, word


def hit(*sentences: str, article_id: str = "a", dense: float = 0.6, title: str = "") -> Hit:
    article = article_of(*sentences, article_id=article_id, title=title)
    return hit_of(article, dict.fromkeys(range(len(sentences)), 0.5), dense=dense)


def rank(question: str, terms: Sequence[str], *hits: Hit) -> Evidence:
    asked = question_of(question, *(name(one) if one[0].isupper() else word(one) for one in terms))
    context = reading_of(asked, hits)
    return Evidence(context, tuple(hits), tuple(rank_sentences(context)))


def test_a_list_of_everything_has_the_first_whole_sentence_of_each_article() -> None:
    hits = [
        hit(
            "KEL, Monday", "Who was it?", "He had gone.", "The mayor of Kel resigned.", "Rain fell."
        ),
        hit("No statement", article_id="b"),
    ]
    assert score_leads(hits) == {("a", hits[0].sentences[3].start): 1.0}
    evidence = rank("", (), *hits)
    assert score_list(evidence, ListRequest(ListKind.EVENTS)) == score_leads(hits)


@pytest.mark.parametrize(
    ("text", "dense", "is_about"),
    [
        ("The harbour strike of Kel began.", 0.25, True),
        ("The harbour strike of Kel began.", 0.1, True),  # the sentence is near
        ("The harbour of Kel was still.", 0.5, True),  # half of the words, near the best
        ("The harbour of Kel was still.", 0.2, False),
        ("Nobody worked at all in Kel.", 0.9, False),
    ],
)
def test_an_event_is_about_the_topic_by_words_and_meaning(
    text: str, dense: float, is_about: bool
) -> None:
    best = hit("The harbour strike is over in Kel.", article_id="best", dense=0.6)
    evidence = rank("harbour strike", ("harbour", "strike"), hit(text, dense=dense), best)
    scores = score_events(evidence.context, evidence.candidates)
    assert {article for article, _ in scores} == {"best", *(["a"] if is_about else [])}


def test_a_lead_is_worth_more_and_what_points_back_nothing() -> None:
    one = hit(
        "The harbour strike began in Kel.",
        "The harbour strike went on in Kel.",
        "He called the harbour strike a mistake.",
        "The harbour strike, in his view, was a mistake.",
    )
    evidence = rank("harbour strike", ("harbour", "strike"), one)
    scores = score_events(evidence.context, evidence.candidates)
    starts = [sentence.start for sentence in one.sentences]
    assert set(scores) == {("a", starts[0]), ("a", starts[1])}
    assert scores["a", starts[0]] > scores["a", starts[1]]


def read_as(evidence: Evidence, log_odds: float) -> Evidence:
    read = (
        replace(each, features=replace(each.features, reader=log_odds))
        for each in evidence.candidates
    )
    return replace(evidence, candidates=tuple(read))


@pytest.mark.parametrize(
    ("text", "log_odds", "is_statement"),
    [
        ("Voss said that the toll on the road to Kel must fall.", -2.0, True),
        ("Voss said that the toll on the road to Kel must fall.", -3.5, False),
        ("Berg said to Voss that the toll on the road to Kel must fall.", 3.0, False),
        ("Voss went to Kel to see the toll.", 3.0, False),
        ("“The toll must fall,” she said.", 3.0, False),  # somebody
        (
            "Voss said that the harbour of Kel must open at once.",
            -2.0,
            False,
        ),  # another topic
    ],
)
def test_a_statement_is_of_the_speaker_and_of_the_topic(
    text: str, log_odds: float, is_statement: bool
) -> None:
    evidence = rank("What did Voss say about the toll?", ("Voss", "toll"), hit(text))
    scores = score_statements(read_as(evidence, log_odds), "Voss", "the toll")
    assert bool(scores) == is_statement


def test_without_a_topic_any_statement_of_the_speaker_will_do() -> None:
    evidence = rank(
        "What did Voss say?",
        ("Voss",),
        hit("Voss said that the harbour of Kel must open at once."),
    )
    assert score_statements(read_as(evidence, -3.0), "Voss", "")
    assert not score_statements(read_as(evidence, -4.0), "Voss", "")


def test_an_institution_is_named_anywhere_in_the_sentence() -> None:
    said = "The port of Kel said that the harbour must open at once."
    evidence = rank("What did the port say?", ("port",), hit(said))
    assert score_statements(evidence, "the port", "")
    other = rank("What did the union say?", ("union",), hit(said))
    assert not score_statements(other, "the union", "")


def test_places_become_groups_of_one() -> None:
    evidence = rank("harbour", ("harbour",), hit("One harbour here.", "Two harbours there."))
    places = [each.place for each in evidence.candidates]
    assert [group[0].place for group in group_places(evidence.candidates, places[::-1])] == (
        places[::-1]
    )
    assert group_places(evidence.candidates, [("gone", 3)]) == []


def test_rates_are_added_and_candidates_without_one_left_out() -> None:
    evidence = rank("harbour", ("harbour",), hit("One harbour here.", "Two harbours there."))
    first, second = evidence.candidates
    (kept,) = add_rates(evidence.candidates, {second.place: -1.5})
    assert (kept.place, kept.score) == (second.place, second.score - 1.5)
    assert kept.features.reader == second.features.reader - 1.5
    best = add_rates(evidence.candidates, {first.place: -9.0, second.place: 0.0})
    assert [each.place for each in best] == [second.place, first.place]


def test_the_better_evidence_is_chosen_and_of_a_refusal_the_first_that_found_anything() -> None:
    hits = (hit("One."), hit("Two.", article_id="b"))

    def outcome(confidence: float, is_answerable: bool, shown: tuple[Hit, ...]) -> Outcome:
        return Outcome(shown, Decision(confidence, is_answerable, ("x",)), [])

    sure, unsure = outcome(0.9, True, hits[1:]), outcome(0.5, False, hits[:1])
    assert choose_outcome([unsure, sure]) == sure
    assert choose_outcome([outcome(0.9, True, hits[:1]), sure]).hits == hits[:1]
    refused = choose_outcome([outcome(0.1, False, ()), unsure, outcome(0.6, False, hits[1:])])
    assert (refused.hits, refused.decision.confidence) == (hits[:1], 0.6)


def test_the_hits_of_an_answer_are_the_first_and_those_that_are_quoted() -> None:
    hits = [hit(f"Sentence {n} stands here.", article_id=f"a{n}") for n in range(4)]
    candidates = rank("stands", ("stands",), *hits).candidates
    quoted = [[next(each for each in candidates if each.place[0] == "a3")]]
    shown = select_hits(hits, quoted, 2)
    assert [(one.passage.article_id, one.rank) for one in shown] == [
        ("a0", 1),
        ("a1", 2),
        ("a3", 3),
    ]
