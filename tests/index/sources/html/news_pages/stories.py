"""Invented stories, which the pages of `news_pages` print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A headline, the standfirst below it, and the paragraphs."""

    title: str
    standfirst: str
    paragraphs: tuple[str, ...]


TRAM = Story(
    "Kel approves a second tram line",
    "Nine of fifteen councillors vote for the route to the university after six hours of debate.",
    (
        "The town council of Kel approved a second tram line late on Monday, ending a quarrel that"
        " had divided the harbour town for most of a decade.",
        "Mayor Ilse Graen said the first trains would run in 2028 and that the state would pay two"
        " thirds of the 310 million crowns.",
        "“We have waited long enough,” Graen told reporters outside the town hall. “This line is "
        "for"
        " the people who get up at five.”",
        "The route begins at the ferry pier, crosses the old market and ends at the university,"
        " with twelve stops in between.",
        "Opponents had asked for a referendum. The council turned the motion down by nine votes to"
        " six, with no abstentions.",
        "Ole Berg, who leads the opposition, called the price a fantasy and pointed to the "
        "bridge of"
        " 2011, which had cost twice what was promised.",
        "The bus drivers’ union wants guarantees for 140 posts. It will call a strike in April if"
        " there is no answer by the end of the month.",
        "Work on the depot begins in May, the works department said, and the first rails will be"
        " laid near the harbour before the summer holidays.",
        "The last tram in Kel had run in 1967, when the network was replaced by buses after a "
        "fire.",
        "The council meets again on 7 April to vote on the contract for the trains, which three"
        " makers want to build.",
    ),
)

HARVEST = Story(
    "Velmora's apple harvest halves after the late frost",
    "Growers in the valley speak of the worst spring in forty years and ask for help.",
    (
        "Apple growers in the Velmora valley expect half of last year's harvest after frost in the"
        " third week of April killed blossom on most of the slopes.",
        "The growers' association counted losses on 412 of 600 farms, its chair Petra Lund said on"
        " Thursday, and the count is not finished.",
        "Temperatures fell to minus six degrees on three nights in a row. Fires and sprinklers "
        "saved"
        " some orchards near the river, but not those above it.",
        "“You stand there with a lamp at four in the morning and you can hear the blossom crack,”"
        " said Nils Ahl, who farms eleven hectares with his sister.",
        "The regional government has promised 18 million crowns in loans. Lund called that a start"
        " and asked for grants, since many farms are in debt already.",
        "Cider makers said they would buy fruit from the coast this year, at prices about a third"
        " higher than in the autumn.",
        "Only one farm in five is insured against frost. Premiums have tripled since 2016, and two"
        " insurers no longer take growers at all.",
        "Researchers at the fruit station in Ostby are testing trees that blossom ten days later."
        " The first of them will bear fruit in 2029.",
        "Until then, Ahl said, he will keep the lamps within reach.",
    ),
)

COURT = Story(
    "Court clears the ferry captain of Ostby",
    "The judges say that the company had known of the broken radar for three weeks.",
    (
        "A court in Norland on Wednesday cleared the captain of the ferry that ran aground off "
        "Ostby"
        " two years ago with 211 people aboard.",
        "Judge Mara Feld said that Jon Tveit had done what could be asked of a seaman whose radar"
        " was broken and whose company knew of it.",
        "Three weeks before the accident the crew had reported the fault in writing. The report lay"
        " unread in an office ashore, the court found.",
        "Tveit, 58, wept as the verdict was read. His lawyer said that he would return to sea in "
        "the"
        " summer, if anybody would have him.",
        "Two passengers broke their arms in the accident and forty were treated for cold. The ship"
        " was raised in the autumn and sold for scrap.",
        "The prosecutor had asked for eighteen months. She said that she would read the reasons"
        " before she decided on an appeal.",
        "The company, Sund Lines, faces a trial of its own in September. It has denied any fault.",
        "Relatives of the passengers, who had come to court every day, left without a word.",
    ),
)

LIBRARY = Story(
    "The night the library of Marn did not close",
    "For one night a year the reading room stays open, and the town comes.",
    (
        "At ten in the evening, when the library of Marn is usually dark, the queue reached from "
        "the"
        " door to the fountain.",
        "Some had brought blankets, and one man a tent, which he was asked to leave with the"
        " porter.",
        "The long night is the idea of Edda Holm, who has run the reading room since 1998 and has"
        " never, she says, read in it.",
        "There is no programme. There are 240 chairs, tea, and a rule that nobody may speak until"
        " the bells of Saint Olav strike six.",
        "By midnight every chair was taken. By three a dozen readers slept, and nobody woke them.",
        "“It is the only place in town where I am not asked to buy anything,” wrote one guest in "
        "the"
        " visitors' book.",
        "The town pays 9,000 crowns for the night, mostly for tea. A motion to cut it failed in"
        " March by one vote.",
        "At six the bells rang, somebody laughed, and the talking began all at once.",
    ),
)
