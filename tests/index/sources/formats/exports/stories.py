"""Invented articles, for files in the layouts of news databases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Story:
    headline: str
    outlet: str
    day: date
    author: str
    section: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)

    @property
    def american(self) -> str:
        """March 4, 2019"""
        return f"{self.day:%B} {self.day.day}, {self.day.year}"

    @property
    def short(self) -> str:
        """Mar 4, 2019"""
        return f"{self.day:%b} {self.day.day}, {self.day.year}"

    @property
    def british(self) -> str:
        """4 March 2019"""
        return f"{self.day.day} {self.day:%B} {self.day.year}"

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


FERRY = Story(
    "Ferry strike leaves Port Elster without milk for a third day",
    "The Elster Courier",
    date(2019, 3, 4),
    "Mara Lind",
    "News",
    (
        "PORT ELSTER: The strike of ferry crews entered its third day on Monday, and shops on the"
        " island of Kel ran out of milk, bread and candles before noon.",
        "“We have bread for the hospital and for nobody else,” said Jon Aske, who runs the only"
        " bakery of the island. The company said that talks would go on at 6 p.m.",
        "Crews ask for 4.5 per cent; the company offers 2.",
    ),
)
MAYOR = Story(
    "Mayor of Harrow Bay resigns over bridge contracts",
    "Northern Ledger",
    date(2019, 3, 5),
    "Tomas Reyl",
    "Politics",
    (
        "Mayor Ilse Brandt of Harrow Bay resigned on Tuesday, a week after auditors reported that"
        " three contracts for the new bridge had never been put out to tender.",
        "In a letter to the council she wrote that she had “trusted people who did not deserve"
        " it”. The council will choose a successor on 19 March.",
        "The Nexis database of contracts, which the auditors used, holds 1 of 3 documents that"
        " they asked for, the report says.",
    ),
)
WHALES = Story(
    "Whales return to the Sound of Marl, counted from the air",
    "Marl Observer",
    date(2019, 3, 9),
    "Ann Bo",
    "Science",
    (
        "Forty-one whales were counted in the Sound of Marl last week, more than in any year"
        " since the counts began in 1974, the institute of fisheries said on Saturday.",
        "The count was made from a small aircraft over two days of calm weather. “In the"
        " beginning we thought that it was driftwood,” said the pilot, Eve Fo.",
        "Copyright law keeps the pictures of the flight from being shown until May.",
    ),
)
STORIES = (FERRY, MAYOR, WHALES)
# What is text of no article, in any of the layouts.
FURNITURE = (
    *(
        "End of Document",
        "Load-Date",
        "LOAD-DATE",
        "LENGTH",
        "Length:",
        " words\n",
        "Classification",
    ),
    *("Geographic:", "Subject:", "Search Terms", "Documents (", "DOCUMENTS", "Publication-Type"),
    *(
        "All Rights Reserved",
        "All rights reserved",
        "ProQuest",
        "Factiva",
        "Full text:",
        "Database:",
    ),
    *(
        "Document 1",
        "Download Request",
        "Terms:",
        "HARBOUR OR FERRY",
        "Page 2",
        "Table of contents",
    ),
    *("LANGUAGE", "Search Summary", "Timestamp", "Contact us", "Bibliography", "____", "\tNS"),
)
