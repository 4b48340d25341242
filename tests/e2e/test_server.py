"""The server without a screen: what it serves, what it refuses, how it starts and stops."""

from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewPage, Restarted
from tests.e2e.screen import Screen, list_article_ids
from tests.e2e.server import Server, list_statements, read_generation, run_dateline

SAMPLE = "2025-03-17-kremlin-european-troops"
QUESTION = "What did the mayor of Quillport say about the lighthouse?"
STORY = "The mayor of Quillport said the lighthouse would shine again in May."


def get(server: Server, path: str, **headers: str) -> httpx.Response:
    return httpx.get(server.url + path, headers=headers, timeout=60)


def test_samples_go_into_an_empty_archive_once(restarted: Restarted) -> None:
    assert "Adding the sample articles" in restarted.printed
    assert "Adding" not in restarted.server.printed
    stats = json.loads(run_dateline(restarted.home, "stats", "--json").stdout)
    assert stats["articles"] == 24
    assert read_generation(restarted.home) == restarted.generation


def test_who_says_what_in_the_samples_is_found_while_the_server_runs(restarted: Restarted) -> None:
    assert restarted.statements > 5
    assert len(list_statements(restarted.server, "Peskov")) == restarted.statements


def test_a_server_stops_when_it_is_told_to_though_a_tab_is_open(restarted: Restarted) -> None:
    assert restarted.code in (0, -15)
    assert "Traceback" not in restarted.complaints


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = run_dateline(tmp_path / "home", "serve", "--port", port)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"dateline: Cannot listen on 127.0.0.1:{port}")
    assert ran.stderr.count("\n") == 1


def test_the_page_of_an_article(restarted: Restarted) -> None:
    page = get(restarted.server, f"/article?id={SAMPLE}&start=0&end=10")
    assert page.status_code == 200
    assert page.text.count('<mark data-at="0-10">') == 1
    for span in ("", "&start=5&end=5", "&start=-1&end=4", "&start=0&end=999999", "&start=9"):
        page = get(restarted.server, f"/article?id={SAMPLE}{span}")
        assert page.status_code == 200
        assert "<mark" not in page.text


def test_the_page_of_an_unknown_article_says_so(restarted: Restarted) -> None:
    page = get(restarted.server, "/article?id=%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "<script>" not in page.text
    assert "The archive has no article" in page.text
    assert "&lt;script&gt;alert(1)" in page.text


@pytest.mark.parametrize(
    "path", ["/", f"/article?id={SAMPLE}", f"/article/{SAMPLE}", "/article/none"]
)
def test_pages_are_kept_to_themselves(restarted: Restarted, path: str) -> None:
    headers = get(restarted.server, path).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == ("'self'" if path == "/" else "'none'")
    assert policy["frame-ancestors"] == "'self'"
    assert "http" not in headers["content-security-policy"]
    assert path == "/" or policy["script-src"] == policy["style-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_a_foreign_name_reaches_nothing(restarted: Restarted, host: str) -> None:
    for path in ("/", "/config", f"/article?id={SAMPLE}"):
        assert get(restarted.server, path, Host=host).status_code == 400
    assert get(restarted.server, f"/article/{SAMPLE}", Host="localhost:7860").status_code == 200


def test_a_foreign_page_may_not_read(restarted: Restarted) -> None:
    for origin in ("https://evil.example", "null"):
        answer = get(restarted.server, "/config", Origin=origin)
        assert "access-control-allow-origin" not in answer.headers


def test_files_are_neither_served_nor_taken(restarted: Restarted, tmp_path: Path) -> None:
    catalog = restarted.home / "catalog.sqlite3"
    for path in ("/etc/passwd", str(catalog), "../../../../etc/passwd", "pyproject.toml"):
        for route in ("/gradio_api/file=", "/file=", "/gradio_api/file/", "/static/", "/assets/"):
            answer = get(restarted.server, route + path)
            assert 400 <= answer.status_code < 500
            assert "root:" not in answer.text
    sent = httpx.post(
        f"{restarted.server.url}/gradio_api/upload", files={"files": b"anything"}, timeout=60
    )
    assert sent.status_code == 404


def test_gradio_exposes_no_endpoint(restarted: Restarted) -> None:
    answer = get(restarted.server, "/gradio_api/info").json()
    assert answer == {"named_endpoints": {}, "unnamed_endpoints": {}}


def test_what_another_process_adds_and_removes_shows_at_once(
    restarted: Restarted, new_page: NewPage, tmp_path: Path
) -> None:
    page = f"/article?id=lighthouse&start=0&end={len(STORY)}"
    screen = Screen(new_page(), restarted.server.url)
    expect(screen.ask(QUESTION)).to_have_class("refusal")
    assert get(restarted.server, page).status_code == 404

    (tmp_path / "lighthouse.md").write_text(f"---\ntitle: The lighthouse\n---\n{STORY}\n")
    assert_success(run_dateline(restarted.home, "add", str(tmp_path / "lighthouse.md")))
    answer = screen.ask(QUESTION)
    expect(answer.locator(".sentences q").first).to_have_text(STORY)
    assert "lighthouse" in list_article_ids(answer.locator(".sentences a.mark"))
    assert f">{STORY}</mark>" in get(restarted.server, page).text

    assert_success(run_dateline(restarted.home, "remove", "lighthouse"))
    refusal = screen.ask(QUESTION)
    expect(refusal).to_have_class("refusal")
    assert "lighthouse" not in list_article_ids(refusal.locator("a.title"))
    assert get(restarted.server, page).status_code == 404


def assert_success(ran: subprocess.CompletedProcess[str]) -> None:
    assert (ran.returncode, ran.stderr) == (0, "")
