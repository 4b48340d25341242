"""What a query with operators finds in an archive, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.core.article import Article, Filters
from index.core.terms import Terms
from index.embedding.embedder import Embedder
from index.library import Library
from index.search.matching.matches import Matches, MatchOrder, MatchRequest
from index.search.query_syntax.parser import parse_query
from index.search.query_syntax.syntax_error import QuerySyntaxError
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

_FILLER = " ".join(f"The pump of hall {number} was painted green." for number in range(60))
ARTICLES = (
    Article(
        "flood",
        "Flood in Nerro",
        "The anti-flood wall of Nerro broke on Monday. Ground crews pumped water all night. "
        + _FILLER
        + " A café in Straße Nord stayed open. “The gate was old,” Jon Vasse said.",
        "Nerro Post",
        "2025-02-03",
        authors=("Lena Orvik", "Tom Doe"),
        language="en-GB",
        section="World news",
    ),
    Article(
        "ground",
        "Crews rest in Nerro",
        "The crews on the ground rested. “We pumped all night,” Lena Orvik said. “We will not"
        " stop.” Economists counted the cost of the economies.",
        "The Nerro Post",
        "2025-03-04",
        authors=("Ann Doe-Smith",),
        language="en",
        section="Business",
    ),
    Article(
        "vale",
        "Vale sells water",
        "The Vale sold water to Nerro at 10:30. An economic success, said the U.S. envoy.",
        "Vale Wire",
        "2025-03-05",
        language="de",
    ),
    Article("undated", "Old note", "Nobody in Vale remembers the wall.", "", None),
    Article("held", "Flood secret", "The flood of Nerro is a secret.", terms=Terms(hold="legal")),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("matches") / "home"
    with Library(Home(home, write=True), embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in ARTICLES)
        library.enrich()
        yield library


def match(library: Library, query: str, **chosen: object) -> Matches:
    return library.match(MatchRequest(parse_query(query), **chosen))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        # words and exclusions: of whole articles, wherever the word stands
        ("nerro AND flood", "flood"),
        ("nerro -flood", "ground vale"),
        ("nerro -floods", "ground vale"),
        ("nerro -café", "ground vale"),
        ("nerro -CAFE", "ground vale"),
        ('nerro -"ground crews"', "ground vale"),
        ("nerro NOT (flood OR vale)", "ground"),
        ("nerro NOT flood OR vale", "ground"),
        ("-nerro", "undated"),
        ("water -anti-flood", "vale"),
        ("wall -nobody -nerro", ""),
        ("the -flood", "ground undated vale"),
        # phrases, exactly
        ('"ground crews"', "flood"),
        ('"ground crew"', ""),
        ('"crews on the ground"', "ground"),
        ('"crews ground"', ""),
        ("“Anti Flood wall”", "flood"),
        ('"anti-flood"', "flood"),
        ('"café in strasse"', "flood"),
        ('"cafe\u0301 in Straße"', "flood"),
        ('"we will not stop"', "ground"),
        ("“we pumped all night,” OR “we will not”", "ground"),
        ('"U.S. envoy"', "vale"),
        ('"at 10:30"', "vale"),
        ('"green. A café"', "flood"),  # two passages
        ('"Nerro The"', ""),  # the title ends before the text
        # words in other forms, and beginnings
        ("pumping AND orvik", "ground"),
        ("crew AND Nerro's", "flood ground"),
        ("econom* economi*", "ground vale"),
        ("economic*", "vale"),
        ("economist*", "ground"),
        ("anti-fl*", "flood"),
        ("zzz*", ""),
        # distances
        ("ground NEAR/1 crews", "flood"),
        ("crews NEAR/1 ground", "flood"),
        ("ground NEAR/3 crews", "flood ground"),
        ("ground NEAR/2 crews", "flood"),
        ('"ground crews" NEAR/2 water', "flood"),
        ('"ground crews" NEAR/1 water', ""),
        ("wall NEAR/9 café", ""),
        ("(vale OR crews) NEAR/2 (sold OR ground)", "flood vale"),
        ("crews NEAR/50 crews", ""),
        ("econom* NEAR/1 success", "vale"),
        # groups, OR before AND
        ("(flood OR vale) water", "flood vale"),
        ("flood OR vale water", "flood vale"),
        # fields
        ("title:vale", "vale"),
        ("title:(vale OR flood)", "flood vale"),
        ('title:"crews rest"', "ground"),
        ('-title:"flood in nerro" nerro', "ground vale"),
        ("title:sell*", "vale"),
        ("title:(vale NEAR/2 water)", "vale"),
        ("author:doe", "flood ground"),
        ('author:"lena orvik"', "flood"),
        ('author:"orvik tom"', ""),
        ("source:nerro", "flood ground"),
        ('source:"nerro post"', "flood"),
        ('source:(wire OR "the nerro post")', "ground vale"),
        ("-source:wire", "flood ground undated"),
        ("lang:en", "flood ground"),
        ("lang:DE OR lang:pt", "vale"),
        ("lang:el", ""),
        ("section:news", "flood"),
        ('section:"world news" OR section:business', "flood ground"),
        ("after:2025-03", "ground vale"),
        ("before:2025-03-04", "flood ground"),
        ("after:2025-02 before:2025-02-28", "flood"),
        ("-after:2025-03", "flood undated"),
        ("vale (after:2025-03-05 OR title:note)", "undated vale"),
        ("said:orvik", "ground"),
        ("said:orvik night", "ground"),
        ("said:orvik economists -flood", "ground"),
        ("said:vasse gate", "flood"),
        ("said:vasse monday", ""),  # in another passage
        ("said:vasse said:orvik", ""),
        ("-said:orvik nerro", "flood vale"),
        ("said:nobody", ""),
        # what is hidden is nowhere
        ("secret", ""),
        ("title:secret OR secr*", ""),
        ('title:"<script>"', ""),
        ("pumped\u202e -rested", "flood"),
    ],
)
def test_what_matches(archive: Library, query: str, ids: str) -> None:
    found = match(archive, query)
    assert sorted(found.article_ids) == ids.split()
    assert found.articles == len(found.article_ids)
    assert sorted(hit.passage.article_id for hit in found.hits) == ids.split()


def test_filters_of_the_form_count_as_well(archive: Library) -> None:
    assert match(archive, "-flood", filters=Filters(sources=("vale wire",))).article_ids == {"vale"}
    assert match(archive, "nerro -x", filters=Filters(before="2025-02")).article_ids == {"flood"}
    assert match(archive, "night -x", filters=Filters(speaker="Orvik")).article_ids == {"ground"}


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (MatchOrder.NEWEST, ["vale", "ground", "flood", "undated"]),
        (MatchOrder.OLDEST, ["flood", "ground", "vale", "undated"]),
    ],
)
def test_order_and_parts(archive: Library, order: MatchOrder, ids: list[str]) -> None:
    query = "nerro OR vale OR -x"
    whole = match(archive, query, order=order)
    assert [hit.passage.article_id for hit in whole.hits] == ids
    assert [hit.rank for hit in whole.hits] == [1, 2, 3, 4]
    for offset in range(5):
        part = match(archive, query, order=order, offset=offset, limit=2)
        assert [hit.passage.article_id for hit in part.hits] == ids[offset : offset + 2]
        assert (part.articles, part.listed) == (4, 4)


def test_the_best_match_has_the_words_more_often(archive: Library) -> None:
    found = match(archive, "(flood OR wall) -x")
    assert found.hits[0].passage.article_id == "flood"
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0


def test_the_sentence_with_the_match_is_the_place(archive: Library) -> None:
    for query, sentence in (
        ('"stayed open"', "A café in Straße Nord stayed open."),
        ("ground NEAR/1 crews", "Ground crews pumped water all night."),
        ('"hall 7"', "The pump of hall 7 was painted green."),
        ("said:vasse", "“The gate was old,” Jon Vasse said."),
    ):
        found = match(archive, query)
        text = archive.get("flood").text
        assert text[slice(*found.places["flood"])] == sentence
        passage = found.hits[0].passage
        assert passage.start <= found.places["flood"].start < passage.end
        assert text[passage.start : passage.end] == passage.text


def test_those_left_out_are_counted(archive: Library) -> None:
    found = match(archive, "nerro -x", left_out=frozenset({"flood"}))
    assert (found.articles, found.stories, found.listed) == (3, 3, 2)
    assert {hit.passage.article_id for hit in found.hits} == {"ground", "vale"}


def test_a_plain_query_matches_what_has_all_words(archive: Library) -> None:
    assert match(archive, "what about the walls of Nerro?").article_ids == {"flood"}
    assert match(archive, "what about it?").articles == 0


def test_copies_are_listed_once(library: Library) -> None:
    text = " ".join(f"The boat number {n} left Nerro for the island at dawn." for n in range(20))
    library.add(
        ParsedArticle(Article(name, "Boats leave", text, f"Post {name}", day), name)
        for name, day in (("a", "2025-01-01"), ("b", "2025-01-02"))
    )
    found = match(library, '"left nerro"')
    assert (found.articles, found.stories, len(found.hits)) == (2, 1, 1)
    assert len(found.hits[0].also_in) == 1
    assert match(library, '"left nerro"', left_out=frozenset({"b"})).listed == 0


def test_an_empty_archive_has_no_matches(library: Library) -> None:
    for query in ('"a b"', "-a", "a* OR x", "a NEAR/3 b", "source:x", "said:x"):
        assert match(library, query).articles == 0


def test_a_letter_that_begins_too_many_words(library: Library) -> None:
    words = " ".join(f"z{letter}{number}" for letter in "abcdefghij" for number in range(400))
    library.add([ParsedArticle(Article("a", "Words", f"Many: {words}."), "a")])
    with pytest.raises(QuerySyntaxError, match="begin with “z”") as raised:
        match(library, "many z*")
    assert raised.value.offset == 5
    assert match(library, "many za1*").article_ids == {"a"}
