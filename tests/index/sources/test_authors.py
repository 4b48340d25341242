"""The authors of records and feeds are people, one by one, in any form of a list."""

from __future__ import annotations

import pytest

from index.sources.authors import separate_authors
from index.sources.metadata import Metadata


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        (("By Ada Moss",), ("Ada Moss",)),
        (("Ada Moss and Tom Vale",), ("Ada Moss", "Tom Vale")),
        (("By Ada Moss, Tom Vale and Eva Fo",), ("Ada Moss", "Tom Vale", "Eva Fo")),
        (("Moss, Vale and Fo",), ("Moss", "Vale", "Fo")),
        (("Ada Moss; Tom Vale",), ("Ada Moss", "Tom Vale")),
        (("Ada Moss", "Tom Vale", "Ada Moss"), ("Ada Moss", "Tom Vale")),
        (("['Ada Moss', 'Tom Vale']",), ("Ada Moss", "Tom Vale")),
        (('["Ada Moss"]',), ("Ada Moss",)),
        (("Ada Moss (ada@kel.example)",), ("Ada Moss",)),
        (("Ada Moss, Chief Reporter", "Kel Wire"), ("Ada Moss",)),
        (("Ada Moss and Health Desk",), ("Ada Moss",)),
        (("By Ada Moss and agencies",), ("Ada Moss",)),
        (("Moss, Ada",), ("Moss, Ada",)),
        (("Kel Wire", "kel wire", "Kel Wire Staff"), ()),
        (("Newsroom", "Health and Safety Desk", "Editorial Board", "Staff"), ()),
        (("ada@kel.example", "https://kel.example/ada", "@ada", "7"), ()),
    ],
)
def test_authors(stated: tuple[str, ...], authors: tuple[str, ...]) -> None:
    metadata = Metadata(source="Kel Wire", authors=stated)
    assert separate_authors(metadata).authors == authors
