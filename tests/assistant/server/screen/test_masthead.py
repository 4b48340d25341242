"""The masthead: the size of the archive, and what answers do without."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from assistant.answering.reader import packaged_weights
from assistant.answering.reader.fallback_reader import NOTICE
from assistant.cli.serve import build_app
from assistant.core.answer_options import BUNDLED_READER
from assistant.present.html.archive_view import Stats, render_masthead
from index.library import Library
from tests.assistant.rest import PATIENCE, client_of, settings_of
from tests.assistant.server.screen.test_gradio_sessions import JOIN, read_messages

STATS: Stats = {"articles": 2, "sources": 1, "oldest": "2024-03-05", "newest": "2024-03-05"}


def test_a_notice_is_shown_as_text_and_none_leaves_no_room() -> None:
    plain = render_masthead(STATS)
    assert plain.strip() == "<h1>Dateline</h1><p>2 articles, 1 outlet, 5 Mar 2024</p>"
    noted = render_masthead(STATS, "<b>One</b> & two")
    assert noted.strip() == (
        plain.strip() + '<p role="status">&lt;b&gt;One&lt;/b&gt; &amp; two</p>'
    )


@pytest.mark.parametrize("is_missing", [True, False])
def test_a_page_that_opens_says_that_the_reader_is_missing(
    is_missing: bool, samples_home: Path, samples: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaged_weights, "_PACKAGE", "no_such_package")
    chosen = {"reader": BUNDLED_READER} if is_missing else {}
    app = build_app(settings_of(samples_home, **chosen), samples)
    app.state.service.warm_up().join(PATIENCE)
    with client_of(app) as client:
        masthead = load_masthead(client)
        assert "24 articles" in masthead
        assert (NOTICE in masthead) == is_missing


def load_masthead(client: httpx.Client) -> str:
    """The masthead, as a page fetches it when it opens."""
    config = client.get("/config").json()
    (masthead,) = [
        one["id"] for one in config["components"] if one["props"].get("elem_id") == "masthead"
    ]
    (number,) = [one["id"] for one in config["dependencies"] if one["outputs"] == [masthead]]
    body = {"data": [], "fn_index": number, "session_hash": "masthead"}
    assert client.post(JOIN, json=body).status_code == 200
    (last,) = [
        one for one in read_messages(client, "masthead") if one["msg"] == "process_completed"
    ]
    return json.dumps(last["output"]["data"])
