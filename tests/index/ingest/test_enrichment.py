"""Attributions are found once for each content of an article, survive, and go with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index.core.article import Article, Filters
from index.ingest import enrichment
from index.language.en.speech.speaker_match import match_speakers
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from tests import CHECKOUT
from tests.index.conftest import OpenLibrary

pytestmark = pytest.mark.slow

DAM = Article(
    "dam",
    "Dam of Kel breaks",
    "The dam broke on Monday. “We heard it at night,” Mayor Ilse Graen said. “Nobody slept.”",
    "Kel Wire",
    "2025-03-17",
)
TOLL = Article("toll", "Tolls", "Karl Mohr said that tolls would rise.", "Daily Mast", "2025-04-02")


def add(library: Library, *articles: Article) -> None:
    library.add(ParsedArticle(article, article.id) for article in articles)


def said(library: Library, name: str, filters: Filters | None = None) -> list[str]:
    speakers = match_speakers(name, library.speakers())
    found = []
    for article, one in library.statements(speakers, filters):
        assert one.quote is not None
        found.append(article.text[one.quote.start : one.quote.end])
    return found


def test_an_article_is_read_once(library: Library) -> None:
    add(library, DAM, TOLL)
    assert library.attributions("dam") is None
    assert library.unenriched_count == 2
    assert library.enrich(limit=1) == 1
    assert library.enrich() == 1
    assert library.enrich() == 0
    (one,) = library.attributions("dam") or []
    assert (one.speaker, one.office, one.direct) == ("Ilse Graen", "Mayor", True)
    assert said(library, "Graen") == [
        "“We heard it at night,” Mayor Ilse Graen said. “Nobody slept.”"
    ]


def test_a_changed_article_is_read_anew(library: Library) -> None:
    add(library, TOLL)
    library.enrich()
    add(library, replace(TOLL, text="Rita Sand said that tolls would fall."))
    # Until then nobody's words are taken from the old text.
    assert library.attributions("toll") is None
    assert said(library, "Mohr") == []
    library.enrich()
    assert said(library, "Mohr") == []
    assert said(library, "Sand") == ["Rita Sand said that tolls would fall."]


def test_new_rules_read_everything_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    add(library, DAM, TOLL)
    library.enrich()
    monkeypatch.setattr(enrichment, "RULES", "other")
    assert library.enrich() == 2
    assert library.enrich(anew=True) == 2


def test_a_removed_article_takes_its_attributions_along(library: Library) -> None:
    add(library, DAM, TOLL)
    library.enrich()
    library.remove(["toll"])
    assert [speaker.name for speaker in library.speakers()] == ["Ilse Graen"]


def test_filters_choose_among_statements(library: Library) -> None:
    add(library, DAM, TOLL, replace(TOLL, id="later", title="Later", published="2025-05-02"))
    library.enrich()
    assert len(said(library, "Mohr")) == 2
    assert len(said(library, "Mohr", Filters(after="2025-05"))) == 1
    assert said(library, "Mohr", Filters(sources=("Kel Wire",))) == []


_KILLED = """
import os, signal, sys
from pathlib import Path
from index.library import Library
def die(article):
    os.kill(os.getpid(), signal.SIGKILL)
with Library.open(Path(sys.argv[1]), write=True) as library:
    library.enrich(die)
"""


def test_what_was_found_survives_a_kill(
    library: Library, home: Path, open_library: OpenLibrary
) -> None:
    articles = [replace(TOLL, id=f"toll-{n}", title=f"Tolls {n}") for n in range(12)]
    add(library, *articles)
    library.close()
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(home)],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        timeout=200,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    again = open_library(home, write=True)
    # The first batch was written whole, and nothing of the second.
    assert again.unenriched_count == 4
    assert again.enrich() == 4
    assert len(said(again, "Mohr")) == 12
