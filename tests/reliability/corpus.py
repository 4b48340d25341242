"""Invented articles by the hundred, from a small vocabulary and a seed, as files of three kinds.

Among them are wire stories that several outlets have, whole or cut, and paragraphs that stand in
many articles word for word. `Corpus.ids` are the ids that the archive gives them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_PEOPLE = "Adler Bexley Corrigan Dufresne Eklund Farrow Grigsby Hallam Ivers Jessop".split()
_PLACES = "Arlmouth Benfleet Cresswick Dunmarrow Elverby Fenhollow Gorsedale Hythe".split()
_OUTLETS = ("Elverby Post", "Northern Wire", "The Hythe Courier", "Gorsedale Gazette")
_NOUNS = (
    "harbour council budget school bridge hospital ferry strike museum reservoir railway market"
    " flood election vaccine orchestra quarry library fishery tunnel festival airport forest"
).split()
_VERBS = (
    "approved rejected delayed praised criticised reopened closed inspected funded sold".split()
)
_ADJECTIVES = "new old northern public costly popular narrow temporary regional damaged".split()
_SMALL = "the a of in on for with after before said that it was will and by at from to".split()
_BOILERPLATE = (
    "The Elverby Post is edited in Elverby. Letters reach the editor by post or by hand. No"
    " letter is printed without the name of its writer. 🐟 Corrections are printed on page two."
)
WORDS = [
    word.lower()
    for word in [*_PEOPLE, *_PLACES, *_NOUNS, *_VERBS, *_ADJECTIVES, *_SMALL, *_BOILERPLATE.split()]
]
_FIRST = date(2031, 1, 1)
_LINES_OF_A_FILE = 20


@dataclass(frozen=True)
class Story:
    """An article to be."""

    id: str
    title: str
    text: str
    source: str
    published: str

    @property
    def described(self) -> dict[str, str]:
        return {"title": self.title, "source": self.source, "published": self.published}


def stories(count: int, seed: int) -> Iterator[Story]:
    """So many different articles; every tenth is a copy of one before it."""
    rng = random.Random(seed)
    made: list[Story] = []
    for number in range(count):
        day = (_FIRST + timedelta(days=rng.randrange(300))).isoformat()
        name = f"story-{seed}-{number:03d}"
        if number % 10 == 9:
            wire = rng.choice(made[-9:])
            whole = wire.text.split("\n\n")
            text = "\n\n".join(whole[: max(1, len(whole) - rng.randrange(2))])
            one = Story(name, wire.title, text, rng.choice(_OUTLETS), wire.published)
        else:
            one = Story(name, _sentence(rng)[:-1], _text(rng), rng.choice(_OUTLETS), day)
        made.append(one)
        yield one


def _text(rng: random.Random) -> str:
    paragraphs = [
        " ".join(_sentence(rng) for _ in range(rng.randint(2, 5))) for _ in range(rng.randint(1, 4))
    ]
    if rng.random() < 0.2:
        paragraphs.append(_BOILERPLATE)
    return "\n\n".join(paragraphs)


def _sentence(rng: random.Random) -> str:
    person, place = rng.choice(_PEOPLE), rng.choice(_PLACES)
    noun, other = rng.choice(_NOUNS), rng.choice(_NOUNS)
    adjective, verb = rng.choice(_ADJECTIVES), rng.choice(_VERBS)
    return rng.choice(
        (
            f"{person} said that the {adjective} {noun} of {place} was {verb} by the {other}.",
            f"The {noun} in {place} was {verb} after {rng.randint(2, 900)} days, {person} said.",
            f"“The {adjective} {noun} will be {verb},” {person} said at the {other} in {place}.",
            f"The {other} in {place} {verb} a {adjective} {noun} of {rng.randint(2, 99)} million.",
        )
    )


def write(folder: Path, articles: list[Story]) -> None:
    """Put articles into files: Markdown, plain text, and lines of JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    for number, article in enumerate(articles):
        if number % 3 == 0:
            write_one(folder, article)
        elif number % 3 == 1:
            (folder / f"{article.id}.txt").write_text(article.text)
        else:
            lines.append(json.dumps({"id": article.id, "text": article.text} | article.described))
    for start in range(0, len(lines), _LINES_OF_A_FILE):
        part = lines[start : start + _LINES_OF_A_FILE]
        (folder / f"wire-{start:03d}.jsonl").write_text("\n".join(part) + "\n")


def write_one(folder: Path, article: Story) -> Path:
    """An article as a Markdown file."""
    matter = "".join(f"{name}: {json.dumps(value)}\n" for name, value in article.described.items())
    path = folder / f"{article.id}.md"
    path.write_text(f"---\n{matter}---\n{article.text}")
    return path
