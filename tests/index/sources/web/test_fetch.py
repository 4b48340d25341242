"""What a fetch gives, and what no server can do to it. Everything goes over real sockets."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.errors import DatelineError
from index.sources.response import Response, is_temporary, parse_retry_after
from index.sources.web.fetch import Fetcher, FetchRefusedError, Limits
from tests.index.sources.website import (
    SHORT,
    Website,
    compress,
    local,
    raw_server,
    saying,
    table,
    website,
)

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as certificate_file:
        yield certificate_file


def failure(url: str, fetcher: Fetcher | None = None) -> DatelineError:
    with pytest.raises(DatelineError) as caught:
        (fetcher or local()).get(url)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_page_comes_with_its_headers(site: Website) -> None:
    url = site.put("/a", "Grüße", media_type='Text/HTML; Charset="UTF-8"', headers={"X-One": "1"})
    response = local().get(url + "#part")
    assert response.url == url
    assert response.status == 200
    assert response.content == "Grüße".encode()
    assert response.headers["x-one"] == "1"
    assert (response.media_type, response.charset) == ("text/html", "UTF-8")


@pytest.mark.parametrize("header", ["", ";", "text/html;charset", "a/b; charset*=utf-8''%FF"])
def test_a_content_type_may_be_nonsense(header: str) -> None:
    response = Response("https://example.org/", 200, {"content-type": header})
    assert isinstance(response.media_type + response.charset, str)


def test_who_asks_is_told_and_may_be_changed(site: Website) -> None:
    url = site.put("/a", "x")
    local().get(url)
    local(user_agent="Archive/1 (desk@example.org)").get(url)
    assert site.headers[0]["user-agent"].startswith("Dateline/")
    assert "robots.txt" in site.headers[0]["user-agent"]
    assert site.headers[1]["user-agent"] == "Archive/1 (desk@example.org)"
    assert site.headers[0]["host"] == f"127.0.0.1:{site.port}"
    assert site.headers[0]["accept-encoding"] == "gzip"
    with pytest.raises(DatelineError, match="user agent"):
        Fetcher(user_agent="a\r\nX-Other: b")


def test_proxies_of_the_environment_are_ignored(
    site: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert local().get(site.put("/a", "x")).content == b"x"


def test_letters_of_any_script_in_the_address(site: Website) -> None:
    site.put("/citt%C3%A0?q=%E6%96%B0", "x")
    assert local().get(f"{site.url}/città?q=新").content == b"x"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 500, 503, 599, 204, 206, 300])
def test_whatever_is_no_page_is_refused(site: Website, status: int) -> None:
    error = failure(site.put("/a", b"" if status == 204 else "not this", status=status))
    assert isinstance(error, FetchRefusedError)
    assert error.status == status
    assert f"its server answered {status}" in str(error)
    assert is_temporary(error) == (status in (429, 500, 503, 599))


def test_the_name_of_the_refusal(site: Website) -> None:
    assert str(failure(f"{site.url}/nowhere")) == "its server answered 404 Not Found"


def test_when_to_ask_again(site: Website) -> None:
    url = site.put("/a", status=503, headers={"Retry-After": "120"})
    error = failure(url)
    assert isinstance(error, FetchRefusedError)
    assert error.retry_after == 120
    site.put("/a", status=429)
    assert getattr(failure(url), "retry_after", 0) is None


def test_a_date_to_ask_again_at() -> None:
    assert parse_retry_after(formatdate(1_000_090, usegmt=True), 1_000_000) == 90
    assert parse_retry_after(formatdate(999_000, usegmt=True), 1_000_000) == 0
    for nonsense in ("", "soon", "-5", "٣", "1e3", "Mon, 99 Foo 2025", "9" * 5_000):
        wait = parse_retry_after(nonsense, 0)
        assert wait is None or wait == 9_999_999_999


def test_an_unchanged_page_is_not_sent_again(site: Website) -> None:
    stamp = {"ETag": '"v1"', "Last-Modified": "Mon, 03 Mar 2025 10:00:00 GMT"}
    url = site.put("/a", "x", headers=stamp)
    assert local().get(url, etag='"v1"').status == 304
    assert local().get(url, last_modified=stamp["Last-Modified"]).status == 304
    assert local().get(url, etag='"v2"').status == 200
    assert local().get(url, etag='"v1"').content == b""


def test_a_condition_with_a_line_end_is_not_sent(site: Website) -> None:
    local().get(site.put("/a", "x"), etag='"v1"\r\nX-Other: 1')
    assert "x-other" not in site.headers[0]
    assert "if-none-match" not in site.headers[0]


def test_unchanged_where_nothing_was_asked_is_refused(site: Website) -> None:
    assert "304" in str(failure(site.put("/a", status=304)))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Website, status: int) -> None:
    url = site.put("/a", status=status, headers={"Location": "b?q=1#part"})
    site.put("/b?q=1", "here")
    response = local().get(url)
    assert (response.url, response.content) == (f"{site.url}/b?q=1", b"here")


def test_every_address_on_the_way_is_asked_for_permission(site: Website) -> None:
    urls: list[str] = []
    url = site.put("/a", status=302, headers={"Location": "/b"})
    site.put("/b", "x")
    local().get(url, permit=urls.append)
    assert urls == [url, f"{site.url}/b"]

    def permit(location: str) -> None:
        if location.endswith("/b"):
            raise DatelineError("not there")

    site.asked.clear()
    with pytest.raises(DatelineError, match="not there"):
        local().get(url, permit=permit)
    assert site.asked == ["/a"]


def test_the_time_of_the_permission_does_not_count(site: Website) -> None:
    fetcher = local(Limits(seconds=0.3))
    assert fetcher.get(site.put("/a", "x"), permit=lambda url: time.sleep(0.5)).content == b"x"


def test_five_redirects_and_no_more(site: Website) -> None:
    for number in range(10):
        site.put(f"/{number}", status=302, headers={"Location": f"/{number + 1}"})
    site.put("/5", "x")
    assert local().get(f"{site.url}/0").content == b"x"
    site.put("/5", status=302, headers={"Location": "/6"})
    assert "more than 5 times" in str(failure(f"{site.url}/0"))
    assert "/6" not in site.asked


def test_a_circle_of_redirects(site: Website) -> None:
    url = site.put("/a", status=302, headers={"Location": "/b"})
    site.put("/b", status=302, headers={"Location": "/a#again"})
    assert "circle" in str(failure(url))
    assert site.asked == ["/a", "/b"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "does not begin with http"),
        ("javascript:alert(1)", "does not begin with http"),
        ("http://user:secret@example.org/", "password"),
        ("http://[::1", "invalid address"),
        ("//example.org:22/", "port 22"),
        ("http://" + "a" * 9_000, "longer than"),
    ],
)
def test_redirects_that_are_not_followed(site: Website, location: str, reason: str) -> None:
    error = failure(site.put("/a", status=302, headers={"Location": location}))
    assert reason in str(error)
    assert "secret" not in str(error)


def test_private_addresses_are_refused(site: Website) -> None:
    url = site.put("/a", "secret")
    error = failure(url, Fetcher(limits=SHORT))
    assert str(error) == "it leads to a private address"
    assert site.asked == []
    for host in ("localhost", "127.1", "0x7f.1", "2130706433", "0", "[::1]", "[::ffff:127.0.0.1]"):
        assert "private address" in str(failure(f"http://{host}:{site.port}/a", Fetcher()))
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused(site: Website) -> None:
    urls: list[str] = []

    # The first name is let through as a public one would be; it cannot really be one here.
    class Opened(Fetcher):
        def _request_once(self, url: str, *rest: object) -> Response:
            urls.append(url)
            self._allow_private = len(urls) == 1
            return super()._request_once(url, *rest)  # type: ignore[arg-type]

    secret = site.put("/secret", "secret")
    url = site.put("/a", status=302, headers={"Location": secret})
    assert "private address" in str(failure(url, Opened(limits=SHORT)))
    assert urls == [url, secret]
    assert site.asked == ["/a"]


@pytest.mark.parametrize(
    "addresses", [["8.8.8.8", "127.0.0.1"], ["127.0.0.1", "8.8.8.8"], ["8.8.8.8", "fe80::1%1"]]
)
def test_one_private_address_among_public_ones_is_enough(
    site: Website, addresses: list[str]
) -> None:
    fetcher = Fetcher(limits=SHORT, resolve=table(news_example=addresses))
    assert "private address" in str(failure(f"http://news.example:{site.port}/", fetcher))
    assert site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site: Website) -> None:
    """A name server that answers otherwise the second time is not asked a second time."""
    answers = iter([["127.0.0.1"], ["127.0.0.9"]])
    fetcher = local(resolve=lambda host, port: next(answers))
    site.put("/a", "x")
    response = fetcher.get(f"http://rebinding.example:{site.port}/a")
    assert response.content == b"x"
    assert site.headers[0]["host"] == f"rebinding.example:{site.port}"
    assert next(answers) == ["127.0.0.9"]


def test_the_next_address_is_tried_where_one_does_not_answer(site: Website) -> None:
    site.put("/a", "x")
    fetcher = local(resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])
    assert fetcher.get(f"http://two.example:{site.port}/a").content == b"x"


def test_a_name_that_nobody_knows() -> None:
    error = failure("http://nowhere.example/", local(resolve=table()))
    assert str(error) == "there is no host of that name"
    assert "no host" in str(failure("http://x.example/", local(resolve=lambda host, port: [])))


def test_a_name_server_that_is_out_of_order_or_slow() -> None:
    def broken(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    def slow(host: str, port: int) -> list[str]:
        time.sleep(3)
        return ["127.0.0.1"]

    assert "just now" in str(failure("http://x.example/", local(resolve=broken)))
    before = time.monotonic()
    fetcher = local(Limits(seconds=0.3), resolve=slow)
    assert "did not answer in time" in str(failure("http://x.example/", fetcher))
    assert time.monotonic() - before < 2


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert str(failure(f"http://127.0.0.1:{port}/")) == "its server refuses connections"


def test_a_server_that_says_nothing() -> None:
    with raw_server(lambda connection: time.sleep(1.5)) as url:
        error = failure(url, local(Limits(seconds=1.0, silence=0.2)))
    assert str(error) == "its server did not answer for 0.2 s"
    assert is_temporary(error)


@pytest.mark.parametrize("start", [b"", OK, OK + b"Transfer-Encoding: chunked\r\n\r\n"])
def test_a_server_that_drips_is_not_listened_to_for_ever(start: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        piece = b"1\r\nx\r\n" if start.endswith(b"\r\n\r\n") else b"X"
        for _ in range(200):
            connection.sendall(piece)
            time.sleep(0.05)

    before = time.monotonic()
    with raw_server(drip) as url:
        error = failure(url, local(Limits(seconds=0.5, silence=0.3)))
    assert str(error) == "its server did not answer in time"
    assert time.monotonic() - before < 4


def test_a_body_without_end_is_cut_at_the_limit() -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(OK + b"\r\n")
        while True:
            connection.sendall(b"x" * 65_536)

    with raw_server(flood) as url:
        assert str(failure(url)) == "it is larger than 0.2 MB"
        assert local().get(url, cut=1_000).content == b"x" * 1_000


def test_a_body_at_the_limit_is_whole(site: Website) -> None:
    url = site.put("/a", b"x" * SHORT.body)
    assert len(local().get(url).content) == SHORT.body
    site.put("/a", b"x" * (SHORT.body + 1))
    assert "larger" in str(failure(url))


def test_gzip_is_unpacked(site: Website) -> None:
    text = "Grüße. " * 20_000
    url = site.put("/a", compress(text), headers={"Content-Encoding": "gzip"})
    assert local().get(url).content.decode() == text
    site.put("/a", compress("one") + compress("two"), headers={"Content-Encoding": "x-gzip"})
    assert local().get(url).content == b"onetwo"


@settings(max_examples=25)
@given(st.integers(0, SHORT.body), st.integers(1, 3))
def test_gzip_of_any_length_comes_out_whole(length: int, members: int) -> None:
    from index.sources.web.fetch import _unpack

    body = bytes(length // members) * members
    raw = gzip.compress(bytes(length // members), compresslevel=1) * members
    pieces = (raw[start : start + 100] for start in range(0, len(raw), 100))
    assert b"".join(_unpack(pieces, "gzip")) == body


def test_a_bomb_does_not_go_off(site: Website) -> None:
    bomb = gzip.compress(bytes(200_000_000), compresslevel=1)
    assert len(bomb) < 1_000_000
    url = site.put("/a", bomb, headers={"Content-Encoding": "gzip"})
    assert "larger than 0.2 MB" in str(failure(url))


@pytest.mark.parametrize(
    ("encoding", "body", "reason"),
    [
        ("br", b"\x0b\x02\x80hello\x03", "not requested"),
        ("deflate", b"x", "not requested"),
        ("gzip, gzip", compress(compress("x")), "not requested"),
        ("gzip", b"plain text", "not valid gzip"),
        ("gzip", compress("x" * 1_000)[:-9], "cut off"),
        ("gzip", compress("x") + b"rubbish", "not valid gzip"),
    ],
)
def test_other_packing_is_refused(site: Website, encoding: str, body: bytes, reason: str) -> None:
    url = site.put("/a", body, headers={"Content-Encoding": encoding})
    assert reason in str(failure(url))


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"Content-Length: 100\r\n\r\nonly this",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
        OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        OK + b"Content-Length: -5\r\n\r\n",
        OK + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n",
        OK + b"X-Long: " + b"x" * 200_000 + b"\r\n\r\n",
        OK + b"X-Many: y\r\n" * 20_000 + b"\r\n",
        OK + b"Bad Header\r\n\r\n",
        OK + b"X: \x00\r\n\r\n",
        b"HTTP/1.1 999999 What\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"220 mail.example ESMTP\r\n",
        b"SSH-2.0-OpenSSH_9.0\r\n",
        b"\x16\x03\x01\x02\x00",
        b"HTTP/1.1 200",
        b"\x00" * 100,
        b"\r\n" * 60_000,
        b"",
    ],
)
def test_what_is_not_http(answer: bytes) -> None:
    with raw_server(saying(answer)) as url:
        assert "cut off or not HTTP" in str(failure(url))


def test_news_on_the_way_are_passed_over() -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 3
    with raw_server(saying(hints, OK + b"Content-Length: 2\r\n\r\nok")) as url:
        assert local().get(url).content == b"ok"


_BYTES = st.binary(max_size=60)


@settings(max_examples=40)
@given(st.one_of(_BYTES, _BYTES.map(lambda b: OK + b), _BYTES.map(lambda b: OK + b"\r\n" + b)))
def test_whatever_a_server_says_nothing_but_a_dateline_error_comes_of_it(answer: bytes) -> None:
    with raw_server(saying(answer)) as url:
        try:
            response = local().get(url)
        except DatelineError:
            return
    assert response.status == 200


def certificate(folder: Path, host: str) -> tuple[ssl.SSLContext, Path]:
    """A server's side of TLS with a certificate that it signed itself, and that certificate."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl command to make a certificate with")
    key, certificate_file = folder / "key.pem", folder / "certificate.pem"
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split()
    subprocess.run(
        ["openssl", *options, "-keyout", key, "-out", certificate_file, "-subj", f"/CN={host}",
         "-addext", f"subjectAltName=DNS:{host}"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file, key)
    return context, certificate_file


def test_a_certificate_is_checked_for_the_name(tmp_path: Path) -> None:
    server, certificate_file = certificate(tmp_path, "news.example")
    resolve = table(news_example=["127.0.0.1"], other_example=["127.0.0.1"])
    names: list[str | None] = []
    server.sni_callback = lambda stream, name, context: names.append(name)
    with website(server) as site:
        site.put("/a", "secure")
        url = f"https://news.example:{site.port}/a"
        assert str(failure(url, local(resolve=resolve))) == "its certificate is not valid"
        trusting = local(
            resolve=resolve, tls=ssl.create_default_context(cafile=str(certificate_file))
        )
        assert trusting.get(url).content == b"secure"
        other = f"https://other.example:{site.port}/a"
        assert str(failure(other, trusting)) == "its certificate is not valid"
        assert site.asked == ["/a"]
    assert names == ["news.example", "news.example", "other.example"]


def test_a_server_that_speaks_no_tls(site: Website) -> None:
    url = site.put("/a", "x").replace("http:", "https:")
    assert "secure connection" in str(failure(url))


def test_a_handshake_that_never_ends() -> None:
    with raw_server(lambda connection: time.sleep(1.0)) as url:
        fetcher = local(Limits(seconds=0.3))
        assert "did not answer" in str(failure(url.replace("http:", "https:"), fetcher))


def test_a_redirect_from_https_to_http_is_followed(tmp_path: Path, site: Website) -> None:
    server, certificate_file = certificate(tmp_path, "news.example")
    plain = site.put("/b", "plain")
    resolve = table(news_example=["127.0.0.1"])
    trusting = local(resolve=resolve, tls=ssl.create_default_context(cafile=str(certificate_file)))
    with website(server) as secure:
        secure.put("/a", status=301, headers={"Location": plain})
        assert trusting.get(f"https://news.example:{secure.port}/a").url == plain
