"""Questions that titles answer."""

from __future__ import annotations

import pytest

from index.language.en.asking.example_forms import (
    make_count_question,
    make_when_question,
    make_who_question,
)


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Oda wins Kel marathon", "Who won Kel marathon?"),
        ("Lund rules out new tolls", "Who ruled out new tolls?"),
        ("Ada Holm buys the old mill after ten years", "Who bought the old mill?"),
        ("Velmora rejects harbour plan, but keeps the crane", "Who rejected harbour plan?"),
        ("Council offers land to farmers", "Who offered land to farmers?"),
        ("Brask signs ferry contract", "Who signed ferry contract?"),
        # No deed, a deed of somebody unnamed, what points elsewhere, capitals, a quotation.
        ("High water in Velmora", ""),
        ("river wins nothing", ""),
        ("Brask signs their contract", ""),
        ("BRASK SIGNS CONTRACT", ""),
        ('Brask rejects "silly" plan', ""),
        ("Winston Signs opens shop", ""),
        ("", ""),
    ],
)
def test_who(title: str, question: str) -> None:
    assert make_who_question(title) == question


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Oda wins Kel marathon", "When did Oda win Kel marathon?"),
        ("Kel joins river league after long talks", "When did Kel join river league?"),
        ("Tilda Brask resigns", "When did Tilda Brask resign?"),
        ("Velmora reopens north pier with a feast", "When did Velmora reopen north pier?"),
        ("Lund becomes a city", "When did Lund become a city?"),
        ("Mill closes its doors", ""),
        ("Ferry: Kel joins league", ""),
        ("KEL JOINS LEAGUE", ""),
        ("Joins and ends", ""),
    ],
)
def test_when(title: str, question: str) -> None:
    assert make_when_question(title) == question


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Six towns lose their mill", ""),
        ("Six towns lose mills after flood", "How many towns lose mills?"),
        ("Holm says 26 boats will cross the lake", "How many boats will cross the lake?"),
        ("1,200 homes have no power", "How many homes have no power?"),
        ("Dozens walk out", ""),
        ("Three years after the flood", ""),
        ("Oda wins Kel marathon", ""),
        ("SIX TOWNS LOSE MILLS", ""),
        ("2024 Olympics open", ""),
    ],
)
def test_how_many(title: str, question: str) -> None:
    assert make_count_question(title) == question
