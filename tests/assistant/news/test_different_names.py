"""Reports that give different names, or of which one denies what the other says, stand side by
side; one name in two forms, and other events, do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.core.agreement import DifferenceKind
from assistant.core.answer import Answer
from assistant.pipeline import Assistant
from assistant.present.reports_text import format_difference
from index.core.article import Article
from index.core.terms import Terms
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

# Pairs of reports, each pair about an event of its own: outlet, day of March 2025, title; text; and
# a note of correction.
REPORTS = """
Kel Wire, 3, Vote in Lerse
Ana Holt won the mayoralty of Lerse on Sunday, the clerk said. Turnout was low in the hills.

Lund Post, 3, Lerse has a mayor
Petra Hahn narrowly won the Lerse mayoralty, her party said. She taught chemistry before.

Kel Wire, 4, Tanker aground off Sool
The tanker Isolde was built in Orlo, its owner said. Tugs pulled it off a sandbank.

Lund Post, 4, The Isolde is afloat
The tanker Isolde, which is old, was built in Brinn, the harbour master said. Nobody was hurt.

Kel Wire, 5, Mill sold
Norlin Foods Inc bought the Kel flour mill for cash. The mill has forty workers.

Daily Mast, 6, Kel mill changes hands
The Kel flour mill was bought by Imperial Grain, its manager said. He stays on.

Kel Wire, 7, Bank of Varde names chief
The board of the Bank of Varde appointed Ole Brekk as chief economist. He is forty.

Kel Wire, 8, Bank of Varde: chief
The board of the Bank of Varde appointed Sten Moberg as chief economist. He is forty.
An earlier report named another man.

Kel Wire, 9, Games go north
Norway will host the winter games of 2031, the committee said. Snow is certain there.

Lund Post, 9, Winter games
Finland will host the winter games of 2031, a delegate said. The vote was close.

Kel Wire, 10, Race at Tarn
Jonas Vik won the Tarn ski race. It was cold.

Lund Post, 10, Tarn race
Vik won the Tarn ski race by a second. Crowds cheered.

Kel Wire, 11, Treaty on herring
The herring treaty was signed in Gdansk on Monday. Boats may sail again.

Lund Post, 11, Herring
The herring treaty was signed in Poland by three ministers. It has ten pages.

Kel Wire, 12, Ferry line sold
Halden Shipping bought the Ostra ferry line. Fares stay.

Lund Post, 12, Ostra ferries
Halden Lines Ltd bought the Ostra ferry line, a union said. Crews worry.

Kel Wire, 13, Cup at Sund
Greta Lind won the Sund chess cup. She is ten.

Lund Post, 13, Sund cup
Ida Berg could have won the Sund chess cup, her coach said. She erred twice.

Kel Wire, 14, Yard in Mora
Arne Falk bought the Mora boat yard. He built it up.

Lund Post, 14, Mora
Torvik Industries bought the Mora boat yard, a clerk said. Its owner is a recluse.

Kel Wire, 14, Prize in Rill
Nils Aker won the Rill poetry prize. The jury argued.

Lund Post, 14, Rill prize
Nils Aker and Mona Dahl won the Rill poetry prize. They share it.

Kel Wire, 15, Leak at Ferro
The ministry knew of the leak at the Ferro plant for weeks, an aide said. Fish died in the river.

Lund Post, 16, Ferro plant
The ministry denied that it knew of the leak at the Ferro plant. Divers took samples.

Kel Wire, 17, Port of Nyk
A lease of the port of Nyk was agreed on Friday, the agent said. Cranes were ordered.

Lund Post, 17, Nyk port
No lease of the port of Nyk was agreed, the council said. Talks go on.

Kel Wire, 18, Coach of Borga
Coach Ivar Sund resigned from Borga after the defeat. Fans wept.

Kel Wire, 19, Coach of Borga stays
Coach Ivar Sund has not resigned from Borga, the club said. Training is at nine.
An earlier report said that he had resigned.

Kel Wire, 20, Dam at Ulla
The company knew of cracks in the Ulla dam. The lake was lowered.

Lund Post, 20, Ulla dam
The company did not know how deep the cracks in the Ulla dam were. Engineers drilled.

Kel Wire, 21, Gas in Fenn
The council approved the gas terminal at Fenn. It is on the shore.

Lund Post, 21, Fenn terminal
The council neither confirmed nor denied that it had approved the gas terminal at Fenn. Votes wait.

Kel Wire, 22, Bank of Orm
The central bank intervened on Monday to buy Orm crowns. Dealers were calm.

Lund Post, 26, Orm crowns
The central bank did not intervene on Wednesday to buy Orm crowns. Dealers yawned.
""".strip()


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    articles = []
    for number, report in enumerate(REPORTS.split("\n\n")):
        head, text, *correction = report.splitlines()
        outlet, day, title = head.split(", ")
        terms = Terms(correction="".join(correction))
        published = f"2025-03-{int(day):02}"
        articles.append(Article(f"r{number}", title, text, outlet, published, terms=terms))
    home = Home(tmp_path_factory.mktemp("reports"), write=True)
    with Library(home, embedder) as library:
        library.add(ParsedArticle(article, article.id) for article in articles)
        yield Assistant(library)


def values_of(answer: Answer) -> list[tuple[str, str]]:
    """The values in which the reports of an answer differ, each with its outlet, in order."""
    assert answer.difference is not None
    outlets = {citation.number: citation.source for citation in answer.citations}
    return [(value.text, outlets[value.citation]) for value in answer.difference.values]


@pytest.mark.parametrize(
    ("question", "kind", "values"),
    [
        ("Who won the Lerse mayoralty?", DifferenceKind.DISPUTE,
         [("Ana Holt", "Kel Wire"), ("Petra Hahn", "Lund Post")]),
        ("Where was the tanker Isolde built?", DifferenceKind.DISPUTE,
         [("Orlo", "Kel Wire"), ("Brinn", "Lund Post")]),
        ("Which company bought the Kel flour mill?", DifferenceKind.DISPUTE,
         [("Norlin Foods Inc", "Kel Wire"), ("Imperial Grain", "Daily Mast")]),
        ("Whom did the Bank of Varde appoint as chief economist?", DifferenceKind.CORRECTION,
         [("Ole Brekk", "Kel Wire"), ("Sten Moberg", "Kel Wire")]),
        ("Which country will host the winter games of 2031?", DifferenceKind.DISPUTE,
         [("Norway", "Kel Wire"), ("Finland", "Lund Post")]),
        ("Did the ministry know of the leak at the Ferro plant?", DifferenceKind.DENIAL,
         [("knew", "Kel Wire"), ("denied that it knew", "Lund Post")]),
        ("Was a lease of the port of Nyk agreed?", DifferenceKind.DISPUTE,
         [("agreed", "Kel Wire"), ("No lease of the port of Nyk was agreed", "Lund Post")]),
        ("Has coach Ivar Sund resigned from Borga?", DifferenceKind.CORRECTION,
         [("resigned", "Kel Wire"), ("has not resigned", "Kel Wire")]),
    ],
)  # fmt: skip
def test_reports_that_differ_stand_side_by_side(
    assistant: Assistant, question: str, kind: DifferenceKind, values: list[tuple[str, str]]
) -> None:
    answer = assistant.ask(question)
    assert sorted(values_of(answer)) == sorted(values)
    assert answer.difference is not None
    assert answer.difference.kind is kind
    by_number = {citation.number: citation.quote for citation in answer.citations}
    assert all(value.text in by_number[value.citation] for value in answer.difference.values)


@pytest.mark.parametrize(
    "question",
    [
        "Who won the Tarn ski race?",
        "Where was the herring treaty signed?",
        "Which company bought the Ostra ferry line?",
        "Who won the Sund chess cup?",
        "Who bought the Mora boat yard?",
        "Who won the Rill poetry prize?",
        "Did the company know of cracks in the Ulla dam?",
        "Did the council approve the gas terminal at Fenn?",
        "Did the central bank intervene to buy Orm crowns?",
        "Why was the tanker Isolde pulled off a sandbank?",
    ],
)
def test_what_is_no_difference(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.sentences
    assert answer.difference is None


def test_the_line_of_a_denial_names_who_denies(assistant: Assistant) -> None:
    answer = assistant.ask("Did the ministry know of the leak at the Ferro plant?")
    line = format_difference(answer.difference, answer.citations)
    assert line.startswith("Denied by the ministry: “knew” (Kel Wire, 15 Mar 2025)")
