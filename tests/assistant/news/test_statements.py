"""What a speaker says: the same in Python, in the terminal, over REST and for agents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.news.speech.statements import StatementQuery, find_statements
from assistant.pipeline import Assistant
from assistant.server.mcp.tools import TOOLS, ToolArchive
from assistant.wire.statements import StatementsShape
from index.core.article import Filters
from index.core.errors import DatelineError
from index.library import Library
from tests.assistant.conftest import Run
from tests.assistant.rest import program, settings_of

PESKOV = "Dmitry Peskov"


def test_all_statements_stand_in_their_articles_in_order(samples: Library) -> None:
    found = find_statements(samples, StatementQuery("Peskov"))
    assert {speaker.name for speaker in found.speakers} == {PESKOV}
    assert found.total == len(found.statements) >= 15
    days = [statement.article.published or "" for statement in found.statements]
    assert days == sorted(days)
    for statement in found.statements:
        stored = samples.get(statement.article.id)
        assert stored.text[statement.quote.start : statement.quote.end] == statement.text
        assert statement.attribution.speaker == PESKOV


def test_an_office_means_who_holds_it(samples: Library) -> None:
    by_office = find_statements(samples, StatementQuery("the Kremlin spokesman"))
    assert {each.attribution.speaker for each in by_office.statements} == {PESKOV}
    house = find_statements(samples, StatementQuery("the Kremlin"))
    assert {each.attribution.speaker for each in house.statements} == {PESKOV, "Kremlin"}


def test_words_to_or_about_somebody_are_not_theirs(samples: Library) -> None:
    found = find_statements(samples, StatementQuery("Zelensky"))
    texts = " ".join(statement.text for statement in found.statements)
    assert "You’re gambling with World War Three" not in texts
    assert "Zelensky declined to apologise" not in texts
    assert "“can come back when he is ready for Peace”" not in texts


def test_a_topic_and_dates_narrow_them(samples: Library) -> None:
    everything = find_statements(samples, StatementQuery("Peskov"))
    grain = find_statements(samples, StatementQuery("Peskov", "Black Sea grain deal"))
    assert {each.article.id for each in grain.statements} == {
        "2023-07-17-black-sea-grain-deal-ends"
    }
    late = find_statements(samples, StatementQuery("Peskov", filters=Filters(after="2025-09")))
    assert 0 < late.total < everything.total
    assert {each.article.id for each in late.statements} == {"2025-09-05-putin-legitimate-targets"}


def test_of_too_many_the_newest_stay(samples: Library) -> None:
    everything = find_statements(samples, StatementQuery("Peskov"))
    two = find_statements(samples, StatementQuery("Peskov", limit=2))
    assert two.statements == everything.statements[-2:]
    assert two.total == everything.total


def test_direct_speech_alone(samples: Library) -> None:
    found = find_statements(samples, StatementQuery("Peskov", direct_only=True))
    assert found.statements
    assert all(any(mark in each.text for mark in '“"') for each in found.statements)


@pytest.mark.parametrize("name", ["Ole Brekke", "", "   ", "the", "%", "\x00", "x" * 2_000])
def test_nobody_says_nothing(samples: Library, name: str) -> None:
    found = find_statements(samples, StatementQuery(name))
    assert (found.speakers, found.statements, found.total) == ((), (), 0)


def test_a_wrong_number_or_date_is_refused(samples: Library) -> None:
    with pytest.raises(DatelineError, match="1 to 500"):
        find_statements(samples, StatementQuery("Peskov", limit=0))
    with pytest.raises(DatelineError, match="not a date"):
        find_statements(samples, StatementQuery("Peskov", filters=Filters(after="31 Feb")))


def expect(samples: Library, query: StatementQuery) -> dict[str, object]:
    return StatementsShape.of(find_statements(samples, query)).model_dump(mode="json")


def test_the_terminal_lists_them(run: Run, samples_home: Path, samples: Library) -> None:
    home = ("--home", samples_home)
    ran = run(*home, "said", "Peskov", "--about", "Black Sea grain deal")
    assert ran.code == 0
    assert "17 Jul 2023" in ran.out
    assert "The Black Sea agreements ceased to be valid today" in ran.out
    as_json = run(*home, "said", "Peskov", "-n", "3", "--json")
    assert json.loads(as_json.out) == expect(samples, StatementQuery("Peskov", limit=3))
    nobody = run(*home, "said", "Ole Brekke")
    assert (nobody.code, nobody.out) == (
        0,
        "Nobody whom “Ole Brekke” means speaks in the archive.\n",
    )


def test_an_article_shows_who_says_what(run: Run, samples_home: Path, samples: Library) -> None:
    article = "2025-03-01-oval-office-clash"
    ran = run("--home", samples_home, "show", article, "--attributions", "--json")
    shown = json.loads(ran.out)
    text = samples.get(article).text
    vance = [one for one in shown["attributions"] if one["speaker"] == "JD Vance"]
    assert any("disrespectful" in text[start:end] for one in vance for start, end in one["content"])
    assert all(one["speaker"] != "" for one in shown["attributions"])
    plain = run("--home", samples_home, "show", article, "--attributions")
    assert "JD Vance, Vice President" in plain.out


def test_what_was_added_is_read_at_once(run: Run, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "dam.txt"
    file.write_text("Mayor Ilse Graen said that the dam was safe.", "utf-8")
    assert run("--home", home, "add", file).code == 0
    assert "that the dam was safe" in run("--home", home, "said", "Graen").out
    again = run("--home", home, "enrich")
    assert again.out == "read 0 articles for who says what\n"
    assert run("--home", home, "enrich", "--all").out == "read 1 articles for who says what\n"


@pytest.fixture(scope="module")
def client(samples_home: Path, samples: Library) -> Iterator[httpx.Client]:
    with program(settings_of(samples_home), samples) as opened:
        yield opened


def test_over_rest(client: httpx.Client, samples: Library) -> None:
    answer = client.get(
        "/v1/statements", params={"speaker": "Peskov", "about": "troops", "limit": 4}
    )
    assert answer.status_code == 200
    assert answer.json() == expect(samples, StatementQuery("Peskov", "troops", limit=4))
    wrongs: tuple[dict[str, str | int], ...] = (
        {},
        {"speaker": ""},
        {"speaker": "x", "limit": 0},
        {"speaker": "x", "after": "?"},
    )
    for wrong in wrongs:
        assert client.get("/v1/statements", params=wrong).status_code == 422


def test_for_agents(samples: Library, assistant: Assistant) -> None:
    tool = TOOLS["find_statements"]
    call = tool.bind_arguments({"speaker": "Peskov", "about": "troops", "limit": 4})
    given = call(ToolArchive(samples, assistant)).model_dump(mode="json")
    assert given == expect(samples, StatementQuery("Peskov", "troops", limit=4))
