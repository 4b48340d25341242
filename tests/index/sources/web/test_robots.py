"""What robots.txt allows is done, and nothing else; and no host is asked twice in a breath."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.errors import DatelineError
from index.sources.response import is_temporary
from index.sources.web.robots import MAX_BYTES, _parse_rules
from tests.index.sources.website import Clock, Website, polite, website


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as output:
        output.put("/a", "x")
        output.put("/private/b", "x")
        yield output


def refusal(url: str, clock: Clock | None = None) -> DatelineError:
    with pytest.raises(DatelineError) as caught:
        polite(clock).get(url)
    return caught.value


def robots(site: Website, *lines: str, **fields: object) -> None:
    site.put("/robots.txt", "\n".join(lines), media_type="text/plain", **fields)


def test_what_is_forbidden_is_not_asked_for(site: Website) -> None:
    robots(site, "User-agent: *", "Disallow: /private/")
    error = refusal(f"{site.url}/private/b")
    assert "robots.txt" in str(error)
    assert not is_temporary(error)
    assert site.asked == ["/robots.txt"]
    assert polite().get(f"{site.url}/a").content == b"x"


@pytest.mark.parametrize(
    ("lines", "allowed"),
    [
        ([], True),
        (["User-agent: *", "Disallow:"], True),
        (["User-agent: *", "Disallow: /"], False),
        (["User-agent: Dateline", "Disallow: /"], False),
        (["user-agent: dateline", "disallow: /"], False),
        (["User-agent: Dateline/0.1", "Disallow: /a"], True),
        (["User-agent: OtherBot", "Disallow: /"], True),
        (["User-agent: Date", "Disallow: /"], True),
        (["User-agent: OtherBot", "User-agent: Dateline", "Disallow: /"], False),
        (["User-agent: *", "Disallow: /", "", "User-agent: Dateline", "Allow: /"], True),
        (["User-agent: *", "Allow: /", "", "User-agent: Dateline # us", "Disallow: /"], False),
        (["User-agent: *", "Disallow: /", "Allow: /a"], True),
        (["User-agent: *", "Disallow: /*a$"], False),
        (["<!doctype html><html>not a robots.txt"], True),
        (["\ufeffUser-agent: *", "Disallow: /"], False),
    ],
)
def test_the_rules_for_this_program(site: Website, lines: list[str], *, allowed: bool) -> None:
    robots(site, *lines)
    if allowed:
        assert polite().get(f"{site.url}/a").status == 200
    else:
        assert "robots.txt" in str(refusal(f"{site.url}/a"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_robots_txt_allows_everything(site: Website, status: int) -> None:
    robots(site, "User-agent: *", "Disallow: /", status=status)
    assert polite().get(f"{site.url}/a").content == b"x"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_robots_txt_that_cannot_be_had_allows_nothing(site: Website, status: int) -> None:
    robots(site, status=status)
    error = refusal(f"{site.url}/a")
    assert "robots.txt cannot be read" in str(error)
    assert str(status) in str(error)
    assert is_temporary(error)
    assert site.asked == ["/robots.txt"]


def test_a_robots_txt_that_cannot_be_had_is_asked_for_again_later(site: Website) -> None:
    clock = Clock()
    fetcher = polite(clock)
    robots(site, status=500)
    for _ in range(2):
        with pytest.raises(DatelineError):
            fetcher.get(f"{site.url}/a")
    assert site.count("/robots.txt") == 1
    robots(site, "")
    clock.time += 601
    assert fetcher.get(f"{site.url}/a").content == b"x"


def test_it_is_asked_for_once_a_day(site: Website) -> None:
    clock = Clock()
    fetcher = polite(clock)
    for _ in range(3):
        fetcher.get(f"{site.url}/a")
    assert site.count("/robots.txt") == 1
    clock.time += 24 * 3600
    fetcher.get(f"{site.url}/a")
    assert site.count("/robots.txt") == 2


def test_its_redirects_are_followed(site: Website) -> None:
    site.put("/robots.txt", status=301, headers={"Location": "/rules.txt"})
    site.put("/rules.txt", "User-agent: *\nDisallow: /private/")
    assert "robots.txt" in str(refusal(f"{site.url}/private/b"))


def test_its_redirects_in_a_circle_allow_nothing(site: Website) -> None:
    site.put("/robots.txt", status=301, headers={"Location": "/robots.txt"})
    assert "circle" in str(refusal(f"{site.url}/a"))


def test_where_a_redirect_leads_has_to_be_allowed_too(site: Website) -> None:
    robots(site, "User-agent: *", "Disallow: /private/")
    site.put("/a", status=302, headers={"Location": "/private/b"})
    assert "robots.txt" in str(refusal(f"{site.url}/a"))
    assert "/private/b" not in site.asked


def test_every_origin_has_rules_of_its_own(site: Website) -> None:
    with website() as other:
        other.put("/a", "y")
        robots(other, "User-agent: *", "Disallow: /")
        fetcher = polite()
        assert fetcher.get(f"{site.url}/a").content == b"x"
        with pytest.raises(DatelineError):
            fetcher.get(f"{other.url}/a")


def test_no_more_than_500_kib_of_it_is_read(site: Website) -> None:
    filler = "# filler\n" * (MAX_BYTES // 9)
    robots(site, "User-agent: *", "Disallow: /private/", filler, "Disallow: /a")
    assert polite().get(f"{site.url}/a").content == b"x"


def test_thousands_of_names_over_thousands_of_rules_take_no_time() -> None:
    names = "".join(f"User-agent: bot{number}\n" for number in range(13_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(13_000))
    before = time.monotonic()
    found = _parse_rules((names + "User-agent: *\n" + rules).encode())
    assert time.monotonic() - before < 10
    assert not found.can_fetch("https://example.org/12999", "Dateline")
    assert found.can_fetch("https://example.org/x", "Dateline")


@settings(max_examples=60)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(
            st.sampled_from([b"User-agent: *", b"Disallow: /%zz*", b"Crawl-delay: nan", b"\xff",
                             b"Allow: /$$", b"Request-rate: 1/0", b"Sitemap:", b":", b"\r"]),
            max_size=8,
        ).map(b"\n".join),
    )
)  # fmt: skip
def test_whatever_stands_in_it_there_is_an_answer(content: bytes) -> None:
    rules = _parse_rules(content)
    assert rules.can_fetch("https://example.org/%E9?q=%", "Dateline") in (True, False)


def test_two_requests_to_a_host_are_a_second_apart(site: Website) -> None:
    clock = Clock()
    fetcher = polite(clock)
    for _ in range(3):
        fetcher.get(f"{site.url}/a")
    assert clock.waits == [1.0, 1.0]
    clock.time += 0.75
    fetcher.get(f"{site.url}/a")
    assert clock.waits[2:] == [0.25]
    clock.time += 5
    fetcher.get(f"{site.url}/a")
    assert len(clock.waits) == 3


@pytest.mark.parametrize(
    ("delay", "waited"), [("7", 7.0), ("0", 0.0), ("3600", 30.0), ("-1", 1.0), ("soon", 1.0)]
)
def test_the_delay_that_a_site_asks_for(site: Website, delay: str, waited: float) -> None:
    robots(site, "User-agent: *", f"Crawl-delay: {delay}")
    clock = Clock()
    fetcher = polite(clock)
    fetcher.get(f"{site.url}/a")
    fetcher.get(f"{site.url}/a")
    assert sum(clock.waits) == waited


def test_a_host_that_asked_for_a_pause_gets_it(site: Website) -> None:
    clock = Clock()
    fetcher = polite(clock)
    site.put("/busy", status=429, headers={"Retry-After": "90"})
    with pytest.raises(DatelineError, match="429"):
        fetcher.get(f"{site.url}/busy")
    with pytest.raises(DatelineError, match="not to be asked again yet") as caught:
        fetcher.get(f"{site.url}/a")
    assert is_temporary(caught.value)
    assert "/a" not in site.asked
    clock.time += 91
    assert fetcher.get(f"{site.url}/a").content == b"x"
