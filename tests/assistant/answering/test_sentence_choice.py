"""Which sentences answer. Scores here are plain similarities unless a test says otherwise."""

from __future__ import annotations

import math

import pytest

from assistant.answering.basis import Basis
from assistant.answering.candidate import SentenceCandidate, SentenceFeatures
from assistant.answering.sentence_choice import (
    MAX_OF_ONE_ARTICLE,
    MAX_SENTENCES,
    MIN_SHARE,
    NEARLY_AS_LIKELY,
    Place,
    apply_reading,
    choose_by_basis,
    choose_sentences,
    load_lowest_log_odds,
    load_sentence_weights,
    quote_sentences,
    rank_sentences,
)
from index.core.article import Hit
from tests.assistant.build import article_of, hit_of, question_of, reading_of, word

# One tenth of similarity is a factor of e ** 0.2, 1.22, in likelihood.
ONLY_SIMILARITY = {"similarity": 2.0}
# The lowest score of a further sentence with a reader.
LOWEST = load_lowest_log_odds()
# Six sentences of which no two share a word.
DIFFERENT = (
    "Alpha beta gamma.",
    "Delta epsilon zeta.",
    "Eta theta iota.",
    "Kappa lambda mu.",
    "Nu xi omicron.",
    "Pi rho sigma.",
)
# Longer than an announcement.
LONG = ("Alpha beta gamma delta epsilon zeta eta.", "Theta iota kappa lambda mu nu xi.")


def chosen(*hits: Hit) -> list[list[SentenceCandidate]]:
    found = rank_sentences(reading_of(question_of(), hits), ONLY_SIMILARITY)
    return choose_by_basis(found, Basis.FEATURES)


def texts(*hits: Hit) -> list[str]:
    return [sentence.text for sentence in quote_sentences(chosen(*hits))[0]]


def test_a_sentence_is_scored_by_its_parts() -> None:
    article = article_of("Peskov was against it.", "Kremlin headline without a stop")
    hit = hit_of(article, {0: 0.5, 1: 0.6}, score=0.5)
    asked = question_of("Which?", word("Peskov", 0), word("troops", 0))
    weights = {
        "similarity": 2.0,
        "overlap_beyond_title": 0.2,
        "passage": 0.4,
        "speech": 9.0,
        "fragment": -0.5,
    }
    first, second = rank_sentences(reading_of(asked, [hit]), weights)
    assert first.score == pytest.approx(2 * 0.5 + 0.2 * 0.5 + 0.4 * 0.5)
    assert second.score == pytest.approx(2 * 0.6 + 0.0 + 0.4 * 0.5 - 0.5)


@pytest.mark.parametrize("basis", Basis)
def test_the_weights_that_come_with_the_program_name_features(basis: Basis) -> None:
    weights = load_sentence_weights(basis)
    features = set(SentenceFeatures.__dataclass_fields__)
    if basis is Basis.FEATURES:
        assert set(weights) == features - {"reader"}
    else:
        assert "reader" in weights
        assert weights["reader"] > 0
        assert set(weights) <= features
    assert {name for name, weight in weights.items() if weight < 0} <= {"is_question", "fragment"}


def places_of(hit: Hit) -> list[Place]:
    return [(hit.passage.article_id, sentence.start) for sentence in hit.sentences]


def test_what_a_reader_says_is_one_more_feature() -> None:
    weights = {"similarity": 2.0, "reader": 0.5}
    hit = hit_of(article_of(*DIFFERENT[:3]), {0: 0.9, 1: 0.5, 2: 0.1})
    found = rank_sentences(reading_of(question_of(), [hit]), weights)
    assert [c.score for c in found] == pytest.approx([1.8, 1.0, 0.2])
    log_odds = dict(zip(places_of(hit), [-3.0, 1.0, 2.0], strict=True))
    again = apply_reading(found, log_odds, weights)
    # 2 x 0.5 + 0.5 x 1, 2 x 0.1 + 0.5 x 2, 2 x 0.9 - 0.5 x 3
    assert [c.score for c in again] == pytest.approx([1.5, 1.2, 0.3])
    assert [c.number for c in again] == [1, 2, 0]
    assert [c.features.reader for c in again] == [1.0, 2.0, -3.0]
    equal = apply_reading(again, dict.fromkeys(log_odds, 5.0), ONLY_SIMILARITY)
    assert [c.score for c in equal] == pytest.approx([1.8, 1.0, 0.2])


def test_what_a_reader_has_not_read_is_no_candidate() -> None:
    hit = hit_of(article_of(*DIFFERENT[:3]), {0: 0.9, 1: 0.5, 2: 0.1})
    found = rank_sentences(reading_of(question_of(), [hit]), ONLY_SIMILARITY)
    one, _, three = places_of(hit)
    # One of a hit that is no candidate, such as a heading, is passed over.
    log_odds = {three: 1.0, one: 0.0, ("b", 0): 9.0}
    assert [c.place for c in apply_reading(found, log_odds, {"reader": 1.0})] == [three, one]
    assert apply_reading(found, {}, {"reader": 1.0}) == []


def test_candidates_that_a_reader_likes_alike_stand_in_the_order_of_article_and_place() -> None:
    hits = [hit_of(article_of(*DIFFERENT[:2], article_id=i), {0: 0.5, 1: 0.9}) for i in "ba"]
    found = rank_sentences(reading_of(question_of(), hits))
    places = [place for hit in hits for place in places_of(hit)]
    again = apply_reading(found, dict.fromkeys(places, 1.0), {"reader": 1.0})
    assert [c.place for c in again] == sorted(places)


def test_without_a_reader_the_bound_is_measured_by_the_first() -> None:
    # Twice the similarity is the score: 0.6 apart is a factor of e ** 1.2.
    assert math.exp(-2 * 0.6) > MIN_SHARE > math.exp(-2 * 0.8)
    for apart, taken in ((0.6, 2), (0.8, 1)):
        hit = hit_of(article_of(*DIFFERENT[:2]), {0: 0.9, 1: 0.9 - apart})
        assert len(chosen(hit)) == taken


@pytest.mark.parametrize(
    ("above", "taken"), [((4.0, 0.1), 2), ((4.0, -0.1), 1), ((-1.0, -1.6), 1), ((-1.0, -1.4), 2)]
)
def test_how_many_sentences_a_reader_has_quoted(above: tuple[float, float], taken: int) -> None:
    hit = hit_of(article_of(*LONG), {0: 0.1, 1: 0.1})
    found = apply_reading(
        rank_sentences(reading_of(question_of(), [hit])),
        {place: LOWEST + each for place, each in zip(places_of(hit), above, strict=True)},
        {"reader": 1.0},
    )
    assert NEARLY_AS_LIKELY == 0.5
    groups = choose_by_basis(found, Basis.READER)
    assert [group[0].text for group in groups] == list(LONG[:taken])


def test_candidates_stand_in_their_article_and_each_place_comes_once() -> None:
    article = article_of(*DIFFERENT)
    low = hit_of(article, {0: 0.9, 1: 0.8, 2: 0.7}, score=0.1, rank=2)
    high = hit_of(article, {2: 0.7, 3: 0.6}, score=0.9)
    found = rank_sentences(reading_of(question_of(), [low, high]))
    assert sorted(c.text for c in found) == sorted(DIFFERENT[:4])
    for candidate in found:
        assert article.text[candidate.start : candidate.end] == candidate.text


def test_what_two_passages_share_is_taken_from_the_one_that_lifts_it_higher() -> None:
    article = article_of(*DIFFERENT)
    low = hit_of(article, {1: 0.8, 2: 0.7}, score=0.1)
    high = hit_of(article, {2: 0.7, 3: 0.6}, score=0.9)
    for hits in ([low, high], [high, low]):
        (shared,) = [
            c for c in rank_sentences(reading_of(question_of(), hits)) if c.text == DIFFERENT[2]
        ]
        assert shared.hit is high


def test_equal_scores_stand_in_the_order_of_article_and_place() -> None:
    hits = [hit_of(article_of(*DIFFERENT[:2], article_id=i), {0: 0.5, 1: 0.5}) for i in "ba"]
    found = rank_sentences(reading_of(question_of(), hits))
    assert [c.place for c in found] == [("a", 0), ("a", 18), ("b", 0), ("b", 18)]


@pytest.mark.parametrize("heading", ["## Alpha beta", "MOSCOW, MARCH 17", "1,234.5", "* * *", "—"])
def test_headings_and_rules_are_never_quoted(heading: str) -> None:
    hit = hit_of(article_of(heading, "He said so."), {0: 0.99, 1: 0.5})
    assert [c.text for c in rank_sentences(reading_of(question_of(), [hit]))] == ["He said so."]
    # Not even as the neighbour of a sentence that points back.
    assert texts(hit) == ["He said so."]


def test_a_headline_gives_way_to_a_sentence_that_is_a_little_less_similar() -> None:
    hit = hit_of(article_of("Kremlin warns of war", "War was near to Moscow."), {0: 0.7, 1: 0.5})
    assert [c.number for c in rank_sentences(reading_of(question_of(), [hit]))] == [1, 0]


def test_at_most_five_sentences() -> None:
    hits = [hit_of(article_of(text, article_id=text[0]), {0: 0.9}) for text in DIFFERENT]
    assert len(texts(*hits)) == MAX_SENTENCES == 5


def test_at_most_three_of_one_article_so_that_another_is_heard() -> None:
    many = hit_of(article_of(*DIFFERENT[:5]), dict.fromkeys(range(5), 0.9))
    other = hit_of(article_of(DIFFERENT[5], article_id="z"), {0: 0.8})
    assert texts(many, other) == [*DIFFERENT[:3], DIFFERENT[5]]
    assert MAX_OF_ONE_ARTICLE == 3


@pytest.mark.parametrize(("share", "taken"), [(1.05, 2), (0.95, 1)])
def test_a_sentence_must_be_nearly_as_likely_as_the_first(share: float, taken: int) -> None:
    behind = math.log(1 / (share * MIN_SHARE)) / ONLY_SIMILARITY["similarity"]
    hit = hit_of(article_of(*DIFFERENT[:2]), {0: 0.9, 1: 0.9 - behind})
    assert texts(hit) == list(DIFFERENT[:taken])


def test_a_near_repeat_is_passed_over() -> None:
    # Three of five words in common is 0.6 and a repeat; two of six is not.
    one = hit_of(article_of("Alpha beta gamma delta."), {0: 0.9})
    repeat = hit_of(article_of("Alpha beta gamma zeta.", article_id="b"), {0: 0.9})
    other = hit_of(article_of("Alpha beta eta zeta.", article_id="c"), {0: 0.9})
    assert texts(one, repeat) == ["Alpha beta gamma delta."]
    assert texts(one, other) == ["Alpha beta gamma delta.", "Alpha beta eta zeta."]


def test_a_repeat_is_one_with_or_without_an_attribution_after_it() -> None:
    one = hit_of(article_of(DIFFERENT[0], "Peskov said this."), {0: 0.9, 1: 0.1})
    copy = hit_of(article_of(DIFFERENT[0], article_id="b"), {0: 0.85})
    assert texts(one, copy) == [DIFFERENT[0], "Peskov said this."]


def test_one_sentence_of_two_articles_is_one_sentence_with_two_citations() -> None:
    hits = [hit_of(article_of(DIFFERENT[0], article_id=i), {0: 0.9}) for i in "ab"]
    (sentence,), citations = quote_sentences(chosen(*hits))
    assert (sentence.text, sentence.citations) == (DIFFERENT[0], (1, 2))
    assert [(c.number, c.article_id) for c in citations] == [(1, "a"), (2, "b")]


def test_the_last_of_five_sentences_cites_its_copies_too() -> None:
    hits = [hit_of(article_of(text, article_id=text[0]), {0: 0.9}) for text in DIFFERENT[:5]]
    copy = hit_of(article_of(DIFFERENT[4], article_id="z"), {0: 0.85})
    sentences, citations = quote_sentences(chosen(*hits, copy))
    assert len(sentences) == 5
    (cited,) = [s.citations for s in sentences if s.text == DIFFERENT[4]]
    assert {citations[n - 1].article_id for n in cited} == {DIFFERENT[4][0], "z"}


SPEECH = "Troops would be a danger."
UNNAMED = "“Millions face hunger,” he said in New York."


@pytest.mark.parametrize(
    "back", ["Peskov said this.", "He would not say more.", "This is final.", UNNAMED]
)
def test_what_points_back_brings_the_sentence_before_it(back: str) -> None:
    hit = hit_of(article_of(*DIFFERENT[:1], SPEECH, back), {0: 0.1, 1: 0.1, 2: 0.9})
    assert texts(hit) == [SPEECH, back]


def test_a_sentence_brings_the_bare_attribution_after_it() -> None:
    hit = hit_of(article_of(SPEECH, "Peskov said this.", *DIFFERENT[:1]), {0: 0.9, 1: 0.1, 2: 0.1})
    assert texts(hit) == [SPEECH, "Peskov said this."]


@pytest.mark.parametrize(
    ("after", "denies"),
    [
        ("It was not signed.", True),
        ("But they never met.", True),
        ("However, it didn't last.", True),
        ("This has not happened.", True),
        ("He did not come.", True),
        ("He did not elaborate.", False),
        ("It was not immediately clear.", False),
        ("It was signed at noon.", False),
        ("Not one of the harbours closed.", False),
        ("It was not the first time that the ministers of both countries had met there.", False),
    ],
)
def test_a_sentence_brings_the_short_denial_after_it(after: str, denies: bool) -> None:
    hit = hit_of(article_of(DIFFERENT[0], after, DIFFERENT[1]), {0: 0.9, 1: 0.1, 2: 0.1})
    assert texts(hit) == [DIFFERENT[0], after][: 1 + denies]


def test_a_sentence_that_stands_alone_comes_alone() -> None:
    hit = hit_of(article_of(*DIFFERENT[:3]), {0: 0.1, 1: 0.9, 2: 0.1})
    assert texts(hit) == [DIFFERENT[1]]


def test_a_neighbour_that_was_chosen_already_comes_once() -> None:
    hit = hit_of(article_of(SPEECH, "Peskov said this."), {0: 0.9, 1: 0.9})
    assert texts(hit) == [SPEECH, "Peskov said this."]


def test_five_copies_of_a_wire_story_with_neighbours_are_one_story() -> None:
    # The neighbour, found good in the copies, must not come a second time.
    hits = [
        hit_of(article_of(SPEECH, "Peskov said this.", article_id=i), {0: 0.9 - n / 100, 1: 0.85})
        for n, i in enumerate("abcde")
    ]
    assert texts(*hits) == [SPEECH, "Peskov said this."]


def test_neighbours_never_make_it_six() -> None:
    hits = [
        hit_of(
            article_of(f"{one} {n}.", f"He went {two} {n}.", article_id=str(n)), {0: 0.1, 1: 0.9}
        )
        for n, (one, two) in enumerate([("Ab", "cd"), ("Ef", "gh"), ("Ij", "kl"), ("Mn", "op")])
    ]
    assert len(texts(*hits)) == 5


def test_articles_are_ranked_by_their_best_sentence_and_read_from_the_top() -> None:
    late = hit_of(article_of(*DIFFERENT[:3], article_id="z"), {0: 0.8, 1: 0.7, 2: 0.95})
    early = hit_of(article_of(*DIFFERENT[3:], article_id="a"), {0: 0.8, 1: 0.1, 2: 0.9})
    expected = [*DIFFERENT[:4], DIFFERENT[5]]
    assert texts(late, early) == texts(early, late) == expected
    sentences, citations = quote_sentences(chosen(late, early))
    assert [sentence.is_best for sentence in sentences] == [False, False, True, False, False]
    assert [citation.number for citation in citations] == [1, 2, 3, 4, 5]


def test_what_the_best_sentence_needs_stands_beside_it() -> None:
    article = article_of(DIFFERENT[0], SPEECH, "He would not say more.")
    hit = hit_of(article, {0: 0.7, 1: 0.1, 2: 0.9})
    assert texts(hit) == [DIFFERENT[0], SPEECH, "He would not say more."]
    # In the order of the choice, what it needs follows it.
    assert [group[0].number for group in chosen(hit)] == [2, 1, 0]


def test_nothing_found_is_nothing_chosen() -> None:
    assert choose_sentences([], 0.0) == []
    assert quote_sentences([]) == ([], [])


@pytest.mark.parametrize(
    ("before", "quoted"), [("Mayor Vane spoke.", 2), ("He thanked the builders.", 1)]
)
def test_a_sentence_about_him_brings_the_one_that_names_him(before: str, quoted: int) -> None:
    hit = hit_of(article_of(before, "His speech was moved indoors by rain and wind."), {0: 0, 1: 0})
    places = places_of(hit)
    found = apply_reading(
        rank_sentences(reading_of(question_of(), [hit])),
        {places[0]: -9.0, places[1]: LOWEST},
        {"reader": 1.0},
    )
    groups = choose_by_basis(found, Basis.READER)
    assert groups[0][0].place == places[1]
    assert len(groups) == quoted


def test_half_a_sentence_is_never_quoted() -> None:
    article = article_of(
        "Talks on the price of grain at the International",
        "Grain Office ended late on Friday.",
        "The Board was told by the",
        "It left.",
    )
    found = rank_sentences(
        reading_of(question_of(), [hit_of(article, {0: 0.9, 1: 0.8, 2: 0.7, 3: 0.1})]),
        ONLY_SIMILARITY,
    )
    assert [candidate.text for candidate in found] == ["It left."]
