"""How queries are parsed: what is plain, what an operator is, and where a query goes wrong."""

from __future__ import annotations

import pytest

from index.search.query_syntax.parser import parse_query
from index.search.query_syntax.syntax_error import QuerySyntaxError
from index.search.query_syntax.tree import (
    AllOf,
    AnyOf,
    Field,
    FieldName,
    InTitle,
    Near,
    Node,
    Not,
    Phrase,
    Prefix,
    Query,
    Word,
    list_leaves,
)


@pytest.mark.parametrize(
    "query",
    [
        "ground troops",
        "What did Orvik say about the flood?",
        "sun or rain, near the coast and not here",
        "anti-war protests in mid-August",
        "Q: what did the minister say?",
        "Q:what did the minister say?",
        "at 10:30 on Monday, a 2:1 win",
        "https://example.org/a-b?q=x&after=2025 and www.example.org:8080/x",
        "mailto:desk@example.org",
        "localhost:7860",
        "O'Brien's mother's 'own' words",
        'a 5" pipe and a 6\'2" man',
        "Source: the Vale Wire; Title: a story",
        "note: this is text",
        "What did the VHO (Vale Health Office) say?",
        "member(s) and f(x)",
        "a vote -- or none — or so – or −5",
        "pro- and anti-government",
        "f*** and *so* and * and 3 * 4",
        "SHIP SINKS NEAR VALE",
        "near/5",
        "or",
        "???",
        "",
    ],
)
def test_what_has_no_operator_is_plain(query: str) -> None:
    parsed = parse_query(query)
    assert (parsed.is_plain, parsed.text) == (True, query)
    assert all(isinstance(leaf, Word) for leaf in list_leaves(parsed.root))


A, B, C = Word("rain", 0), Word("snow", 0), Word("hail", 0)


def flatten(node: Node | None) -> Node | None:
    """The tree with every offset 0."""
    match node:
        case Word(text) | Phrase(text) | Prefix(text):
            return type(node)(text, 0)
        case Near(left, right, distance):
            sides = [tuple(type(leaf)(leaf.text, 0) for leaf in side) for side in (left, right)]
            return Near(sides[0], sides[1], distance, 0)
        case InTitle(part):
            return InTitle(flatten(part), 0)  # type: ignore[arg-type]
        case Field(name, value):
            return Field(name, value, 0)
        case Not(part):
            return Not(flatten(part))  # type: ignore[arg-type]
        case AllOf(parts) | AnyOf(parts):
            return type(node)(tuple(flatten(part) for part in parts))  # type: ignore[misc]
    return None


@pytest.mark.parametrize(
    ("query", "root"),
    [
        ("rain -snow", AllOf((A, Not(B)))),
        ('-"heavy rain"', Not(Phrase("heavy rain", 0))),
        ("rain OR snow hail", AllOf((AnyOf((A, B)), C))),
        ("rain (snow OR hail)", AllOf((A, AnyOf((B, C))))),
        ("rain AND snow", AllOf((A, B))),
        ("rain NOT snow OR hail", AllOf((A, Not(AnyOf((B, C)))))),
        ("rain AND NOT snow", AllOf((A, Not(B)))),
        ("-(rain snow)", Not(AllOf((A, B)))),
        ("rain NEAR/5 snow", Near((A,), (B,), 5, 0)),
        ("-rain NEAR/5 snow", Not(Near((A,), (B,), 5, 0))),
        ("hail OR rain NEAR/5 snow", AnyOf((C, Near((A,), (B,), 5, 0)))),
        ("(rain OR snow) NEAR/2 hail", Near((A, B), (C,), 2, 0)),
        ("rain NEAR/1 snow NEAR/2 hail", AllOf((Near((A,), (B,), 1, 0), Near((B,), (C,), 2, 0)))),
        ("floo*", Prefix("floo", 0)),
        ("floo*, rain", AllOf((Prefix("floo", 0), Word("rain", 0)))),
        ("title:rain", InTitle(A, 0)),
        ("TITLE:rain", InTitle(A, 0)),
        ("title:(rain OR snow)", AnyOf((InTitle(A, 0), InTitle(B, 0)))),
        ("title:(rain NEAR/3 snow)", InTitle(Near((A,), (B,), 3, 0), 0)),
        ('title:"<script>"', InTitle(Phrase("<script>", 0), 0)),
        ("-title:floo*", Not(InTitle(Prefix("floo", 0), 0))),
        ('source:"Vale Wire"', Field(FieldName.SOURCE, "Vale Wire", 0)),
        ("source:Vale, rain", AllOf((Field(FieldName.SOURCE, "Vale", 0), A))),
        ("after:2025-03", Field(FieldName.AFTER, "2025-03", 0)),
        ("lang:pt-BR", Field(FieldName.LANG, "pt-BR", 0)),
        ("“heavy rain”", Phrase("heavy rain", 0)),
        ("„heavy rain“", Phrase("heavy rain", 0)),
        ("«heavy rain»", Phrase("heavy rain", 0)),
        ("»heavy rain«", Phrase("heavy rain", 0)),
        ('"a “heavy” rain"', Phrase("a “heavy” rain", 0)),
        ('"a NEAR/5 b OR title:c (-d*"', Phrase("a NEAR/5 b OR title:c (-d*", 0)),
        ('who said "heavy rain"?', Phrase("heavy rain", 0)),
        ("the -rain", AllOf((Not(A),)).parts[0]),
        ("rain -(the)", AllOf((A, Not(Word("the", 0))))),
        ("rain\x00-snow \u200f-hail", AllOf((A, Not(B), Not(C)))),
        ("anti-rain -snow", AllOf((Word("anti-rain", 0), Not(B)))),
    ],
)
def test_operators(query: str, root: Node) -> None:
    parsed = parse_query(query)
    assert not parsed.is_plain
    assert flatten(parsed.root) == root


@pytest.mark.parametrize(
    ("query", "offset", "reason"),
    [
        ("-", 0, "minus sign excludes nothing"),
        ("rain - snow", 5, "minus sign excludes nothing"),
        ("rain -", 5, "minus sign excludes nothing"),
        ("(rain -)", 6, "minus sign excludes nothing"),
        ("-OR", 0, "minus sign excludes nothing"),
        ('rain "snow', 5, "quotation mark is not closed"),
        ("“rain snow", 0, "quotation mark is not closed"),
        ('-"', 1, "quotation mark is not closed"),
        ('rain ""', 5, "no word between"),
        ('"?!"', 0, "no word between"),
        ("(rain", 0, "bracket is not closed"),
        ("rain (snow (hail)", 5, "bracket is not closed"),
        ("rain) snow", 4, "closes none"),
        (")", 0, "no word|closes none"),
        ("rain ()", 5, "no word after the bracket"),
        ("OR rain", 0, "OR has nothing"),
        ("rain OR", 5, "OR has nothing"),
        ("rain OR OR snow", 5, "OR has nothing"),
        ("(rain OR) snow", 6, "OR has nothing"),
        ("rain AND", 5, "AND has nothing"),
        ("NOT", 0, "NOT excludes nothing"),
        ("NEAR/5 rain", 0, "NEAR/5 needs a word"),
        ("rain NEAR/5", 5, "NEAR/5 needs a word"),
        ("rain NEAR/5 -snow", 5, "NEAR/5 needs a word"),
        ("rain NEAR/0 snow", 5, "from 1 to 100"),
        ("rain NEAR/ snow", 5, "from 1 to 100"),
        ("rain NEAR/9999999999999 snow", 5, "from 1 to 100"),
        ("rain NEAR/² snow", 5, "from 1 to 100"),
        ("rain NEAR/3 (snow hail)", 5, "only between words"),
        ("source:vale NEAR/3 snow", 12, "only between words"),
        ("title:rain NEAR/3 snow", 11, "only between words"),
        ("rain outlet:Vale", 5, "no field “outlet:”. Write source:"),
        ("Outlet:Vale", 0, "Write source:"),
        ("foo:bar", 0, "no field “foo:”"),
        ("-headline:rain", 1, "Write title:"),
        ("title:", 0, "Nothing stands after title:"),
        ("rain title: snow", 5, "Nothing stands after title:"),
        ("source:-vale", 0, "Nothing stands after source:"),
        ("source:.", 7, "Nothing stands after source:"),
        ("title:(rain author:doe)", 12, "brackets of title:"),
        ("author:do*", 7, "does not work after author:"),
        ("after:2025-13", 6, "no such date"),
        ("after:2025-02-30", 6, "no such date"),
        ("before:yesterday", 7, "not a date"),
        ("before:17.3.2025", 7, "not a date"),
        ("after:0000", 6, "not a date"),
        ("lang:english", 5, "no code of a language"),
        ("fl*d", 2, "only for the end"),
        ("*flood", 0, "only for the end"),
        ("-" + "(" * 500 + "rain" + ")" * 500, 20, "brackets and exclusions"),
        (" OR ".join(["rain"] * 1000), 64 * 8, "more than 64 words"),
    ],
)
def test_faults_name_their_place(query: str, offset: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError, match=reason) as raised:
        parse_query(query)
    assert raised.value.offset == offset
    assert "\n" not in str(raised.value)


def test_offsets_are_those_of_what_was_typed() -> None:
    query = parse_query('  rain\t-"snow" title:hail')
    assert [query.text[leaf.offset :][:5].strip('"') for leaf in list_leaves(query.root)] == [
        "rain\t",
        "hail",
    ]
    assert isinstance(query, Query)
