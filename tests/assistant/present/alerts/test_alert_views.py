"""Alerts as HTML, as lines and as a feed, whatever the texts in them are."""

from __future__ import annotations

from dataclasses import replace

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.present.alerts.feed import build_feed
from assistant.present.alerts.terminal import format_alert, format_news
from assistant.present.alerts.view import (
    AlertPage,
    AlertView,
    name_search_tab,
    render_alerts,
    render_pointer,
)
from index.core.alert import Alert, AlertKind, Finding, Maker
from index.core.article import Filters

ALERT = Alert(
    7, "Isle", AlertKind.SEARCH, "gotland", Filters(), "2025-05-01T10:00:00+00:00", Maker.REST
)
FINDING = Finding(
    3, 7, "storm", "Storm", "Post", "2025-05-02", "", "2025-05-03T10:00:00+00:00", 4, 9, "A tide"
)
HOSTILE = "<script>alert(1)</script>\x1b[2J\u202e]]>&\ufffe"


def page_of(*views: AlertView, number: int = 0, more: bool = False, write: bool = True) -> str:
    return render_alerts(AlertPage(views, number, more, write))


def test_a_finding_leads_to_its_place() -> None:
    html = page_of(AlertView(replace(ALERT, total=1, unseen=1, last=3), [FINDING]))
    assert 'href="/article/storm#4-9"' in html
    assert "1 new" in html
    assert 'data-do="seen" data-alert="7" data-last="3"' in html
    assert 'href="/alerts/7/feed"' in html
    whole = page_of(AlertView(ALERT, [replace(FINDING, quote="")]))
    assert 'href="/article/storm"' in whole
    assert "<q" in whole  # the words of the search, whose name is another one
    assert "A tide" not in whole


def test_whoever_may_not_write_has_no_buttons_that_do() -> None:
    html = page_of(AlertView(replace(ALERT, unseen=1), []), write=False)
    assert "<button" not in html
    assert "data-do" in page_of(AlertView(ALERT, []))


def test_pages_lead_to_one_another() -> None:
    assert 'data-page="1">Next' in page_of(AlertView(ALERT, []), more=True)
    middle = page_of(AlertView(ALERT, []), number=2, more=True)
    assert 'data-page="1">Previous' in middle
    assert 'data-page="3">Next' in middle
    assert "Previous" not in page_of(AlertView(ALERT, []))
    assert "Tell me about new ones" in page_of()


def test_a_fault_and_filters_are_told() -> None:
    filters = Filters(after="2025", sources=("Post",), collections=("Sea",))
    html = page_of(AlertView(replace(ALERT, filters=filters, fault="It is gone"), []))
    for text in ("It is gone", "Post", "Sea", "2025"):
        assert text in html


def test_no_text_is_markup() -> None:
    alert = replace(ALERT, name=HOSTILE, query=HOSTILE, fault=HOSTILE)
    finding = replace(FINDING, article_id=HOSTILE, title=HOSTILE, source=HOSTILE, quote=HOSTILE)
    html = page_of(AlertView(alert, [finding]))
    assert "<script" not in html
    lines = "\n".join([*format_news([(alert, [finding])]), format_alert(alert)])
    assert not {"\x1b", "\u202e"} & set(lines)


@pytest.mark.parametrize(
    ("unseen", "name"), [(0, "Search"), (1, "Search (1 new)"), (1_234, "Search (1,234 new)")]
)
def test_the_tab_says_how_much_is_new(unseen: int, name: str) -> None:
    assert name_search_tab(unseen) == name
    assert bool(render_pointer(unseen).strip()) == bool(unseen)


@given(st.text(), st.text(), st.text(), st.text(min_size=1))
def test_every_feed_is_well_formed(name: str, title: str, quote: str, article_id: str) -> None:
    finding = replace(FINDING, title=title, source=title, quote=quote, article_id=article_id)
    alert = replace(ALERT, name=name)
    feed = build_feed(alert, [finding], "http://127.0.0.1:7860/", "/alerts/7/feed")
    read = feedparser.parse(feed)
    assert not read.bozo
    assert (len(read.entries), read.version) == (1, "atom10")


def test_entries_of_another_archive_have_other_ids() -> None:
    def read(alert: Alert) -> str:
        return str(feedparser.parse(build_feed(alert, [FINDING], "http://a/", "/f")).entries[0].id)

    assert read(ALERT) == read(replace(ALERT, name="Renamed"))
    assert read(ALERT) != read(replace(ALERT, created="2025-05-01T10:00:01+00:00"))
