"""Invented articles as sentences, and the forms in which copy comes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from index.splitting.sentences import split_sentences

# An article is a list of paragraphs, a paragraph a list of sentences.
Copy = Sequence[Sequence[str]]
WIDTHS = (60, 66, 72, 80)

HARBOUR: Copy = [
    [
        "The United Ports of Oakmoor told the Harbour Board on Tuesday that New Haven Lines and "
        "Grey Star Shipping Inc of Port Ellis would end their joint service to the Lower Isles "
        "by March 31.",
    ],
    [
        "Freight on the route fell 12.4 pct in February after 2.9 pct in January and 1.7 pct a "
        "year before, the National Shipping Office said.",
        'Vice Chairman Ruth Ann Delacourt of Grey Star Shipping called it "a sad day for the '
        'Lower Isles."',
    ],
    [
        "The two lines had met at 6 p.m. on Monday at No. 10 Quay Street, where Atty. Gen. Paul "
        "Orme was heard as well.",
        "The total of posts lost rose to 192.",
        "Some 40 of them are in the U.S. and in St. Brannock.",
    ],
    [
        '"We asked for a year," said Orme.',
        "He did not say what Acme Freight Co. Ltd. had offered to the Board, nor when J. P. Marsh "
        "would be told.",
        "It will meet again on Sept. 12.",
    ],
]
STORM: Copy = [
    [
        "A storm that the Weather Service of Velland had not seen coming tore roofs from about 300 "
        "houses in Tarn, Little Tarn and Upper Marsh, police said.",
    ],
    [
        "Nobody was killed.",
        "Mayor Ines Holloway asked the Government for tents, blankets and 2,000 litres of water, "
        "and for the help of the Army.",
    ],
    [
        "The road from Tarn to Kings Ferry is under water between Mile 8 and Mile 11, and the "
        "Velland State Railway runs no trains west of Upper Marsh.",
        "The Army is expected on Friday.",
    ],
]
BUDGET: Copy = [
    [
        "Finance Minister Alba Renner said Norland's budget deficit would be 3.5 billion crowns "
        "in 1991, down from 4.25 billion crowns, if Parliament accepts her plan.",
    ],
    [
        "Renner told the Norland News Agency that income from beer, wine and tobacco was 11 pct "
        "above that of 1990.",
        "She will meet the Central Bank's governor, Mr. Olaf Brandt, in Dec. 1991.",
    ],
    [
        "Is the plan safe?",
        "Not according to the Farmers' Union, which counts 61 members of Parliament, from the "
        "Centre as well as from the Left, as friends.",
        'Its chairman calls the plan "a bad joke" and wants a vote of the whole House.',
    ],
]
ARTICLES = (HARBOUR, STORM, BUDGET)


def wrap(copy: Copy, width: int, *, indent: str = "", gap: str = "\n", missing: int = 0) -> str:
    """The article wrapped. The first paragraph has lost a dateline of `missing` columns; those
    after it begin with `indent`."""
    paragraphs = []
    for number, sentences in enumerate(copy):
        start = indent if number else "_" * missing
        text = textwrap.fill(
            " ".join(sentences),
            width,
            initial_indent=start,
            break_long_words=False,
            break_on_hyphens=False,
        )
        paragraphs.append(text if number else text[missing:])
    return gap.join(paragraphs)


def list_sentences(copy: Copy) -> list[str]:
    """All sentences of an article."""
    return [sentence for paragraph in copy for sentence in paragraph]


def split(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    return [" ".join(text[span.start : span.end].split()) for span in split_sentences(text)]
