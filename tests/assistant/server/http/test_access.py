"""Who gets in: keys, scopes, hosts and origins."""

from __future__ import annotations

import argparse
import base64
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.cli import key_commands
from assistant.cli.serve import serve
from assistant.config.settings import Settings
from assistant.server.http.access import check_reach
from assistant.server.http.keys import KeyFile, Keys, KeyScope, hash_secret, make_key, parse_keys
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests.assistant.rest import Json, assert_problem, program, settings_of

ASK = {"question": "Who saw hail?"}
READING = ["/v1/search?q=hail", "/v1/articles", "/v1/articles/hail", "/v1/stats", "/metrics"]
READING += ["/v1/openapi.json", "/v1/nothing"]
SCREEN = ["/article?id=hail", "/pages/article.js"]


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def basic(secret: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(f'me:{secret}'.encode()).decode()}"}


def keys_command(home: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    key_commands.add_arguments(parser)
    return key_commands.run(parser.parse_args(words), settings_of(home))


@pytest.fixture
def secrets(filled: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The keys of a home with two articles, by scope."""
    found = {}
    for scope in KeyScope:
        assert keys_command(filled, "new", f"{scope}-key", "--scope", scope) == 0
        found[scope.value] = capsys.readouterr().out.strip()
    return found


@pytest.fixture
def client(filled: Path, secrets: dict[str, str], embedder: Embedder) -> Iterator[httpx.Client]:
    with Library(Home(filled), embedder) as library, program(settings_of(filled), library) as it:
        yield it


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        bearer("dateline_" + "A" * 43),
        bearer("x" * 100_00),
        {"Authorization": "Bearer \N{SNOWMAN}"},
        {"Authorization": "Basic !!!"},
        {"Authorization": "Digest x"},
    ],
)
def test_without_a_key_nothing_is_said(client: httpx.Client, headers: dict[str, str]) -> None:
    sent = httpx.Headers(headers, encoding="utf-8")
    for path in READING:
        answer = client.get(path, headers=sent)
        assert_problem(answer, 401)
        assert answer.headers["www-authenticate"] == "Bearer"
    for path in ("/v1/ask", "/v1/articles", "/v1/chat/completions", "/mcp"):
        assert client.post(path, json=ASK, headers=sent).status_code == 401
    for path in SCREEN:
        answer = client.get(path, headers=sent)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic ")
    assert client.get("/healthz", headers=sent).status_code == 200
    assert client.get("/readyz", headers=sent).status_code == 503


def test_a_key_opens_what_its_scope_allows(client: httpx.Client, secrets: dict[str, str]) -> None:
    for scope, secret in secrets.items():
        for path in READING[:-1] + SCREEN:
            assert client.get(path, headers=bearer(secret)).status_code == 200
        assert client.post("/v1/ask", json=ASK, headers=bearer(secret)).status_code == 200
        added = client.post("/v1/articles", json={"text": "Rain."}, headers=bearer(secret))
        removed = client.delete("/v1/articles/hail", headers=bearer(secret))
        if scope == "write":
            assert (added.status_code, removed.status_code) == (201, 204)
        else:
            for answer in (added, removed):
                assert assert_problem(answer, 403)["detail"] == "This key may read, not write"


def test_a_browser_sends_the_key_as_a_password_to_the_screen_alone(
    client: httpx.Client, secrets: dict[str, str]
) -> None:
    for path in SCREEN:
        assert client.get(path, headers=basic(secrets["read"])).status_code == 200
    # A page of another site could have the browser send it along.
    for path in READING:
        assert client.get(path, headers=basic(secrets["write"])).status_code == 401


def test_a_key_that_was_taken_back_opens_nothing(
    client: httpx.Client, filled: Path, secrets: dict[str, str]
) -> None:
    assert client.get("/v1/stats", headers=bearer(secrets["read"])).status_code == 200
    for scope in KeyScope:
        keys_command(filled, "remove", f"{scope}-key")
    assert client.get("/v1/stats", headers=bearer(secrets["read"])).status_code == 401
    # Without any key left it is still closed.
    assert client.get("/v1/stats").status_code == 401


def test_keys_that_cannot_be_read_let_nobody_in(
    client: httpx.Client, filled: Path, secrets: dict[str, str]
) -> None:
    (filled / "keys.json").write_text("{")
    answer = client.get("/v1/stats", headers=bearer(secrets["read"]))
    assert_problem(answer, 503)
    assert str(filled) not in answer.text


def test_a_first_key_closes_an_open_server(
    filled: Path, embedder: Embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library(Home(filled), embedder) as library, program(settings_of(filled), library) as it:
        assert it.get("/v1/stats").status_code == 200
        keys_command(filled, "new", "first")
        secret = capsys.readouterr().out.strip()
        assert it.get("/v1/stats").status_code == 401
        assert it.get("/v1/stats", headers=bearer(secret)).status_code == 200


def test_a_key_of_the_environment(filled: Path, embedder: Embedder) -> None:
    secret, key = make_key("bot", KeyScope.READ)
    environment = {
        "DATELINE_HOME": str(filled),
        "DATELINE_API_KEYS": f"bot:read:{key.hash}, other:write:{hash_secret('other')}",
    }
    settings = Settings.load({}, environment)
    assert key.hash not in repr(settings)
    assert "api_keys" not in settings.model_dump()
    with Library(Home(filled), embedder) as library, program(settings, library) as it:
        assert it.get("/v1/stats").status_code == 401
        assert it.get("/v1/stats", headers=bearer(secret)).status_code == 200
        assert it.delete("/v1/articles/hail", headers=bearer(secret)).status_code == 403
        assert it.delete("/v1/articles/hail", headers=bearer("other")).status_code == 204


@pytest.mark.parametrize(
    "entry", ["secret", "a:b", "a:read:xyz", f"a:admin:{'0' * 64}", f"a b:read:{'0' * 64}", "::"]
)
def test_a_setting_that_is_no_key_is_refused_and_not_shown(entry: str) -> None:
    with pytest.raises(DatelineError) as refused:
        parse_keys([entry])
    assert entry not in str(refused.value)


def test_the_home_keeps_hashes_for_its_owner_alone(
    filled: Path, secrets: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = filled / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    stored = file.read_text()
    for scope, secret in secrets.items():
        assert secret not in stored
        assert secret.removeprefix("dateline_") not in stored
        assert hash_secret(secret) in stored
        assert len(secret) == len("dateline_") + 43
        owner = Keys(filled).owner(secret)
        assert owner is not None
        assert (owner.name, owner.scope) == (f"{scope}-key", scope)
        assert Keys(filled).owner(secret[:-1]) is None
    assert keys_command(filled, "list") == 0
    assert capsys.readouterr().out == "read   read-key\nwrite  write-key\n"
    with pytest.raises(DatelineError, match="already"):
        keys_command(filled, "new", "read-key")
    with pytest.raises(DatelineError, match="no key"):
        keys_command(filled, "remove", "nobody")
    with pytest.raises(DatelineError, match="name"):
        keys_command(filled, "new", "two words")
    assert len(KeyFile(filled).read()) == 2


def test_without_keys_it_listens_to_this_machine_only(filled: Path) -> None:
    for wrong in ({"host": "0.0.0.0"}, {"host": "::"}, {"allowed_hosts": "news.example"}):
        with pytest.raises(DatelineError, match="Without keys") as refused:
            serve(settings_of(filled, **wrong))
        assert "dateline keys new" in refused.value.remedy


def test_with_keys_or_on_purpose_it_may_listen_anywhere(
    filled: Path, secrets: dict[str, str], tmp_path: Path
) -> None:
    check_reach(Keys(filled), ["0.0.0.0"], allowed=False)
    check_reach(Keys(tmp_path), ["0.0.0.0"], allowed=True)
    check_reach(Keys(tmp_path), [], allowed=False)


def test_the_log_names_the_key_of_a_change(
    client: httpx.Client, secrets: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    key = bearer(secrets["write"])
    article = {"id": "rain\ncoat", "text": "Rain fell on Marlow Bay."}
    assert client.post("/v1/articles", json=article, headers=key).status_code == 201
    files = {"files": [{"name": "notes.txt", "size": 9}]}
    assert client.post("/additions", json=files, headers=key).status_code == 201
    assert client.delete("/v1/articles/hail", headers=key).status_code == 204
    # What only reads, or is refused, is no change.
    client.delete("/v1/articles/rain", headers=bearer(secrets["read"]))
    client.delete("/v1/articles/nobody", headers=key)
    client.post("/v1/ask", json=ASK, headers=key)
    lines = [one.getMessage() for one in caplog.records if one.name.endswith("write_log")]
    assert [line.split(" key ")[1].split(" (job")[0] for line in lines] == [
        "write-key adds 1 articles",
        "write-key adds 1 files",
        "write-key removed article hail",
    ]
    assert lines[0].endswith(": rain coat")
    assert lines[1].endswith(": notes.txt")
    assert not any(secret in caplog.text for secret in secrets.values())


def test_without_keys_the_log_names_nobody(
    filled: Path, embedder: Embedder, caplog: pytest.LogCaptureFixture
) -> None:
    with Library(Home(filled), embedder) as library, program(settings_of(filled), library) as it:
        assert it.delete("/v1/articles/hail").status_code == 204
    assert not [one for one in caplog.records if one.name.endswith("write_log")]


def test_a_foreign_name_reaches_nothing(filled: Path, embedder: Embedder) -> None:
    settings = settings_of(filled, allowed_hosts="news.example")
    with Library(Home(filled), embedder) as library, program(settings, library) as it:
        for path in ("/v1/stats", "/healthz", "/metrics", "/pages/article.css"):
            assert it.get(path, headers={"Host": "evil.example"}).status_code == 400
            assert it.get(path, headers={"Host": "news.example"}).status_code == 200


def test_an_open_server_is_not_written_under_a_foreign_name(
    filled: Path, embedder: Embedder
) -> None:
    settings = settings_of(filled, host="0.0.0.0", allow_unauthenticated=True)
    article = {"text": "Rain fell on Marlow Bay."}
    with Library(Home(filled), embedder) as library, program(settings, library) as it:
        rebound = {"Host": "evil.example", "Origin": "http://evil.example"}
        assert it.post("/v1/articles", json=article, headers=rebound).status_code == 400
        by_address = {"Host": "192.0.2.7:7860"}
        assert it.post("/v1/articles", json=article, headers=by_address).status_code == 201


def test_a_page_of_another_site_reads_nothing_unless_it_may(
    filled: Path, embedder: Embedder
) -> None:
    origin = "https://desk.example"
    asking: Json = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    with Library(Home(filled), embedder) as library:
        with program(settings_of(filled), library) as it:
            assert (
                "access-control-allow-origin"
                not in it.get("/v1/stats", headers={"Origin": origin}).headers
            )
            assert it.options("/v1/articles", headers=asking).status_code == 405
            # What a page may send without asking first is not taken.
            for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
                sent = {"Content-Type": kind, "Origin": origin}
                for path in ("/v1/articles", "/v1/ask"):
                    body = b'{"text": "Rain.", "question": "Rain?"}'
                    answer = it.post(path, content=body, headers=sent)
                    assert_problem(answer, 415)
        with program(settings_of(filled, cors_origins=origin), library) as it:
            answer = it.get("/v1/stats", headers={"Origin": origin})
            assert answer.headers["access-control-allow-origin"] == origin
            assert it.options("/v1/articles", headers=asking).status_code == 200
            other = it.get("/v1/stats", headers={"Origin": "https://evil.example"})
            assert "access-control-allow-origin" not in other.headers
            assert it.options("/gradio_api/queue/join", headers=asking).status_code == 404


@pytest.mark.parametrize("origins", ["https://desk.example", "*", "https://a.example, *"])
def test_a_page_of_another_site_needs_a_key_to_write(
    filled: Path, embedder: Embedder, capsys: pytest.CaptureFixture[str], origins: str
) -> None:
    there = {"Origin": "https://desk.example"}
    settings = settings_of(filled, cors_origins=origins)
    with Library(Home(filled), embedder) as library, program(settings, library) as it:
        article = {"text": "Rain fell on Marlow Bay."}
        refused = [
            it.post("/v1/articles", json=article, headers=there),
            it.delete("/v1/articles/hail", headers=there),
            it.post("/v1/releases", json={"ids": ["hail"]}, headers=there),
            it.get("/v1/held", headers=there),
            it.get("/v1/log", headers=there),
            it.post("/additions", json={"files": [{"name": "a.txt", "size": 1}]}, headers=there),
        ]
        for answer in refused:
            assert "needs a key to write" in assert_problem(answer, 403)["detail"]
        # It may read, ask, and have the reason of a refusal.
        assert "access-control-allow-origin" in refused[0].headers
        assert it.post("/v1/ask", json=ASK, headers=there).status_code == 200
        # The server's own pages, and programs, write as before.
        own = {"Origin": str(it.base_url).rstrip("/")}
        assert it.post("/v1/articles", json=article, headers=own).status_code == 201
        assert it.post("/v1/articles", json=article | {"id": "b"}).status_code == 201
        for scope, status in (("read", 403), ("write", 204)):
            keys_command(filled, "new", scope, "--scope", scope)
            key = bearer(capsys.readouterr().out.strip())
            assert it.delete("/v1/articles/hail", headers=there | key).status_code == status


def test_clients_of_other_sites_may_send_their_own_headers_and_call_agents_tools(
    filled: Path, embedder: Embedder
) -> None:
    origin = "https://desk.example"
    asking = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,x-stainless-os,mcp-protocol-version",
    }
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    accepted = {"Accept": "application/json, text/event-stream"}
    settings = settings_of(filled, cors_origins=origin)
    with Library(Home(filled), embedder) as library, program(settings, library) as it:
        for path in ("/v1/chat/completions", "/v1/ask", "/mcp"):
            answer = it.options(path, headers=asking)
            assert answer.status_code == 200
            assert "x-stainless-os" in answer.headers["access-control-allow-headers"]
        called = it.post("/mcp", json=ping, headers=accepted | {"Origin": origin})
        assert called.status_code == 200
        assert called.headers["access-control-allow-origin"] == origin
        stranger = {"Origin": "https://evil.example"}
        assert it.post("/mcp", json=ping, headers=accepted | stranger).status_code == 403
        assert it.options("/mcp", headers=asking | stranger).status_code == 400
