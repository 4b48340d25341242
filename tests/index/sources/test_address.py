"""Which addresses may be connected to, and the one spelling of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.errors import DatelineError
from index.sources.address import (
    MAX_URL_CHARACTERS,
    display_url,
    is_public,
    normalise_url,
    origin_of,
)


@pytest.mark.parametrize(
    "ip",
    [
        "8.8.8.8",
        "1.1.1.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "2606:4700:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_public(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "0.0.0.0",
        "0.1.2.3",
        "192.0.0.1",
        "192.0.0.9",
        "192.0.2.1",
        "198.51.100.1",
        "203.0.113.1",
        "198.18.0.1",
        "198.19.255.255",
        "192.88.99.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "fe80::1",
        "fe80::1%eth0",
        "2606:4700:4700::1111%eth0",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "100::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "2001:0:808:808::80ff:fffe",  # Teredo: a public server, the client 127.0.0.1
        "2001:0:7f00:1::f7f7:f7f7",  # Teredo: the server 127.0.0.1, a public client
        "2001:2::1",
        "2001:10::1",
        "5f00::1",
        "",
        "localhost",
        "1.2.3",
        "01.1.1.1",
        "2130706433",
    ],
)
def test_not_public(ip: str) -> None:
    assert not is_public(ip)


def test_teredo_with_public_ends_is_public() -> None:
    assert is_public("2001:0:808:808::f7f7:f7f7")


@given(st.ip_addresses(v=4))
def test_an_embedded_address_is_judged_as_it_is_itself(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]
    high, low = number >> 16, number & 0xFFFF
    expected = is_public(str(address))
    assert is_public(f"::ffff:{address}") == expected
    assert is_public(f"64:ff9b::{high:x}:{low:x}") == expected
    assert is_public(f"2002:{high:x}:{low:x}::1") == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a#part", "https://example.org/a"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://example.org./a", "https://example.org/a"),
        ("  https://example.org/a \n", "https://example.org/a"),
        ("https://example.org?q=1", "https://example.org/?q=1"),
        ("https://example.org/città?q=é", "https://example.org/citt%C3%A0?q=%C3%A9"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a%20b%2fc", "https://example.org/a%20b%2fc"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ],
)
def test_one_spelling(url: str, expected: str) -> None:
    assert normalise_url(url) == expected
    assert normalise_url(expected) == expected


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "does not begin with http"),
        ("example.org/a", "does not begin with http"),
        ("file:///etc/passwd", "does not begin with http"),
        ("ftp://example.org/", "does not begin with http"),
        ("javascript:alert(1)", "does not begin with http"),
        ("data:text/html,hello", "does not begin with http"),
        ("http://user@example.org/", "user name or password"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://:@example.org/", "user name or password"),
        ("http://example.org\r\nX: y/", "control character"),
        ("http://example.org/a\r\nHost: other", "control character"),
        ("http://example.org/\x00", "control character"),
        ("http://example.org/a\tb", "control character"),
        ("http://", "no host"),
        ("http:///a", "no host"),
        ("http://exa mple.org/", "not a valid name"),
        ("http://example..org/", "not a valid name"),
        ("http://exämple..org/", "not a valid name"),
        ("http://" + "a." * 200 + "org/", "not a valid name"),
        ("http://example.org%0d%0aX/", "not a valid name"),
        ("http://[::1/", "not a valid address"),
        ("http://[fe80::1%25eth0]/", "network interface"),
        ("http://[nonsense]/", "not a valid address"),
        ("http://example.org:99999/", "not a valid address"),
        ("http://example.org:x/", "not a valid address"),
        ("http://example.org:25/", "port 25"),
        ("http://example.org:22/", "port 22"),
        ("http://example.org:0/", "port 0"),
        ("http://example.org:6667/", "port 6667"),
        ("http://example.org/" + "a" * MAX_URL_CHARACTERS, "longer than 8,000"),
    ],
)
def test_what_is_refused(url: str, reason: str) -> None:
    with pytest.raises(DatelineError, match=reason) as caught:
        normalise_url(url)
    assert "secret" not in str(caught.value)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a.example/", "http://["]))
def test_whatever_is_given_is_an_address_of_one_spelling_or_refused(text: str, start: str) -> None:
    try:
        url = normalise_url(start + text)
    except DatelineError:
        return
    assert url.isascii()
    assert url.isprintable()
    assert " " not in url
    assert normalise_url(url) == url


def test_where_readers_came_from_is_not_which_page_it_is() -> None:
    url = "https://example.org/a?id=7&utm_source=rss&UTM_Medium=x&q=a+b%20c&fbclid=1&at_medium=RSS"
    assert origin_of(url) == "https://example.org/a?id=7&q=a+b%20c"
    assert origin_of("https://example.org/a?utm_source=rss#top") == "https://example.org/a"
    assert origin_of("https://example.org/a?outm_source=x") == "https://example.org/a?outm_source=x"


def test_a_password_is_not_shown() -> None:
    assert display_url("https://me:secret@example.org/a@b\n") == "https://example.org/a@b"
