"""No archive, or one without its catalog: what commands and a running server make of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.cli.serve import build_interfaces
from assistant.config.factory import make_assistant
from assistant.config.settings import Settings
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from index.storage.settings_file import ARCHIVE_SETTINGS
from tests.assistant.conftest import Run
from tests.assistant.rest import assert_problem, client_of, settings_of

QUESTION = {"question": "Where did rain fall?"}
READING = (
    ("ask", "Where did rain fall?"),
    ("search", "rain"),
    ("show", "rain"),
    ("list",),
    ("stats",),
    ("doctor",),
    ("doctor", "--repair"),
    ("remove", "rain"),
    ("rebuild",),
    ("rebuild", "--empty"),
)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_mistyped_home_is_named_and_not_made(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ran = run("--home", tmp_path / "mistyped", *command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"dateline: There is no archive in {tmp_path / 'mistyped'}")
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "mistyped").exists()


@pytest.mark.parametrize(
    "command", [*READING[:-1], ("add", "x.txt"), ("backup", "b")], ids=" ".join
)
def test_every_command_says_that_the_catalog_is_gone(
    run: Run,
    filled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text("Snow fell.")
    (filled / "catalog.sqlite3").unlink()
    ran = run("--home", filled, *command)
    assert (ran.code, ran.out) == (2, "")
    assert "The catalog of this archive is gone" in ran.err
    assert f"{filled} rebuild --empty" in ran.err
    assert not (filled / "catalog.sqlite3").exists()


def test_the_remedies_that_are_named_work(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("--home", filled, "backup", tmp_path / "b").code == 0
    (filled / "catalog.sqlite3").unlink()
    ran = run("--home", filled, "restore", tmp_path / "b")
    assert (ran.code, ran.err) == (0, "")
    assert run("--home", filled, "doctor").code == 0
    assert run("--home", filled, "rebuild", "--empty").code == 2
    (filled / "catalog.sqlite3").unlink()
    ran = run("--home", filled, "rebuild", "--empty")
    assert (ran.code, ran.out) == (0, f"began an empty archive in {filled}\n")
    assert run("--home", filled, "doctor").out.startswith("Sound: 0 articles")


@pytest.fixture
def client(filled: Path, embedder: Embedder) -> Iterator[httpx.Client]:
    """A server that is ready."""
    settings = settings_of(filled)
    with Library(Home(filled), embedder) as library:
        app = build_interfaces(settings, library, make_assistant(library, settings))
        app.state.service.warm_up().join()
        with client_of(app) as it:
            yield it


@pytest.mark.parametrize("how", ["moved", "emptied"])
def test_a_server_whose_catalog_is_gone_answers_503_and_makes_none(
    client: httpx.Client, filled: Path, tmp_path: Path, how: str
) -> None:
    assert client.post("/v1/ask", json=QUESTION).json()["status"] == "answered"
    assert client.get("/readyz").status_code == 200
    (filled / "catalog.sqlite3").rename(tmp_path / "away")
    if how == "emptied":
        (filled / "catalog.sqlite3").touch()
    told = client.post("/v1/ask", json=QUESTION)
    assert_problem(told, 503)
    assert str(filled) not in told.text
    assert_problem(client.get("/v1/search", params={"q": "rain"}), 503)
    assert_problem(client.get("/v1/articles/rain"), 503)
    assert_problem(client.get("/readyz"), 503)
    sent = client.post("/v1/articles", json={"id": "snow", "text": "Snow fell."})
    assert_problem(sent, 503)
    assert_problem(client.delete("/v1/articles/rain"), 503)
    catalog = filled / "catalog.sqlite3"
    assert not catalog.exists() or catalog.stat().st_size == 0
    (tmp_path / "away").rename(catalog)
    assert client.post("/v1/ask", json=QUESTION).json()["status"] == "answered"
    assert client.get("/v1/articles/snow").status_code == 404
    assert client.post("/v1/articles", json={"id": "snow", "text": "Snow."}).status_code == 201


def test_settings_of_a_stranger_are_named_and_open_nothing(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    import zipfile

    assert run("--home", filled, "backup", tmp_path / "b").code == 0
    key = f"x:write:{'0' * 64}"
    with zipfile.ZipFile(tmp_path / "b") as good, zipfile.ZipFile(tmp_path / "evil", "w") as evil:
        manifest = json.loads(good.read("manifest.json"))
        del manifest["settings_sha256"]
        evil.writestr("manifest.json", json.dumps(manifest | {"format": 1}))
        evil.writestr("catalog.sqlite3", good.read("catalog.sqlite3"))
        evil.writestr("settings.toml", f'api_keys = ["{key}"]\nhost = "::"\nprecision = "f32"\n')
    new = tmp_path / "new"
    ran = run("--home", new, "restore", tmp_path / "evil")
    assert ran.code == 0
    assert ran.err.endswith("left out: api_keys, host\n")
    settings = Settings.load({"home": str(new)}, {})
    assert (settings.api_keys, settings.host, settings.precision) == ((), "127.0.0.1", "f32")
    assert run("--home", new, "keys", "list").out == ""


def test_every_setting_belongs_to_the_archive_or_to_the_machine() -> None:
    machine = {
        *("home", "host", "port", "user_agent", "allow_private_addresses", "watch_minutes"),
        *("api_keys", "allow_unauthenticated", "allowed_hosts", "cors_origins", "trusted_proxies"),
        *("max_request_bytes", "max_question", "max_k", "max_working", "max_waiting", "max_jobs"),
        "time_limit_seconds",
    }
    assert machine.isdisjoint(ARCHIVE_SETTINGS)
    assert machine | ARCHIVE_SETTINGS == set(Settings.model_fields)


def test_keys_in_settings_are_listed_and_taken_out_where_they_stand(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(f'api_keys = ["bot:write:{"0" * 64}"]\n')
    assert run("--home", home, "keys", "new", "me").code == 0
    ran = run("--home", home, "keys", "list")
    assert ran.out == "read   me\nwrite  bot (in the setting api_keys)\n"
    assert json.loads(run("--home", home, "keys", "list", "--json").out) == [
        {"name": "me", "scope": "read", "from": "home"},
        {"name": "bot", "scope": "write", "from": "settings"},
    ]
    assert "already" in run("--home", home, "keys", "new", "bot").err
    ran = run("--home", home, "keys", "remove", "bot")
    assert ran.code == 2
    assert "settings.toml" in ran.err
    monkeypatch.setenv("DATELINE_API_KEYS", f"env:read:{'1' * 64}")
    assert "env (in the setting api_keys)" in run("--home", home, "keys", "list").out
