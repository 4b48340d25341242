"""Addresses on the web: their normal form, and which of them may be connected to. Pure.

Leaves out name servers and sockets: `web.network` resolves the names of hosts.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from index.core.errors import DatelineError
from index.core.text import one_line

MAX_URL_CHARACTERS = 8_000
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Mail, file and login services have ports below 1024, and an invented "page" must not reach them;
# above, only the ports that browsers refuse, too.
_FIRST_FREE_PORT = 1024
_NO_WEB_PORTS = {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6679, 6697,
                 10080, *range(6665, 6670)}  # fmt: skip
# What RFC 3986 permits in a path or query, and existing escapes.
_SAFE = "/?:@!$&'()*+,;=-._~%[]"
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?", re.ASCII)
# Parameters that tell a site where a visitor came from, not which page is meant.
_TRACKING = re.compile(
    r"utm_.*|at_(?:medium|campaign)|(?:fb|g|d|ms|y|tw|tt)clid|igshid|mc_[ce]id", re.IGNORECASE
)

# IPv6 prefixes that carry an IPv4 address, and where it stands, in bits from the right.
_EMBEDDING = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
_TEREDO = ipaddress.IPv6Network("2001::/32")
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
# Reserved, though the standard library of some Python versions holds them for global.
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20", "5f00::/16", "100:0:0:1::/64"),
    )
)


def is_public(ip: str) -> bool:
    """Whether an IP address is a globally routable unicast one.

    An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4, Teredo) is public if that one is.
    An address with a zone is never public, nor is a text that is not an IP address.
    """
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return _is_global(address)
    if address.scope_id is not None:
        return False
    if address in _TEREDO:
        client = ipaddress.IPv4Address(~int(address) & 0xFFFFFFFF)
        server = ipaddress.IPv4Address(int(address) >> 64 & 0xFFFFFFFF)
        return _is_global(client) and _is_global(server)
    for prefix, shift in _EMBEDDING:
        if address in prefix:
            return _is_global(ipaddress.IPv4Address(int(address) >> shift & 0xFFFFFFFF))
    return address in _GLOBAL_IPV6 and _is_global(address)


def _is_global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _SPECIAL)
    )


def normalise_url(url: str) -> str:
    """Normalise an address: lower-case ASCII host, no default port, escaped, no fragment.

    Raises DatelineError unless it is an http(s) address without a password, without control
    characters, and without the port of another kind of service.
    """
    url = url.strip()
    if len(url) > MAX_URL_CHARACTERS:
        raise DatelineError(f"its address is longer than {MAX_URL_CHARACTERS:,} characters")
    if any(character < " " or character == "\x7f" for character in url):
        raise DatelineError("its address has a line end or control character in it")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise DatelineError("it is not a valid address") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise DatelineError("its address does not begin with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise DatelineError("its address has a user name or password in it")
    place = _normalise_host(host)
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        place = f"{place}:{_check_port(port)}"
    path, query = _escape(parts.path or "/"), _escape(parts.query)
    return urlunsplit((parts.scheme, place, path, query, ""))


def origin_of(url: str) -> str:
    """The permanent address of an article: normalised, without parameters for tracking. Raises
    DatelineError as `normalise_url` does."""
    return strip_tracking(normalise_url(url))


def strip_tracking(url: str) -> str:
    """The address without its fragment and without parameters for tracking; one that is none stays
    as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    pairs = [pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.split("=")[0])]
    return urlunsplit(parts._replace(query="&".join(pairs), fragment=""))


def display_url(url: str) -> str:
    """The address for people: on one line and without what may be a password."""
    return re.sub(r"//[^/?#]*@", "//", one_line(url)[:MAX_URL_CHARACTERS])


def _normalise_host(host: str) -> str:
    """The host in ASCII, an IPv6 address in brackets."""
    if ":" in host:
        if "%" in host:
            raise DatelineError("its address names a network interface")
        try:
            return f"[{ipaddress.IPv6Address(host).compressed}]"
        except ValueError as error:
            raise DatelineError("it is not a valid address") from error
    try:
        host = _encode_host(unquote(host)).lower()
    except UnicodeError as error:
        raise DatelineError("its host is not a valid name") from error
    if not _HOST.fullmatch(host) or len(host) > 254:
        raise DatelineError("its host is not a valid name" if host else "its address has no host")
    return host.rstrip(".")


def _encode_host(host: str) -> str:
    if host.isascii():
        return host
    import idna

    return idna.encode(host, uts46=True).decode("ascii")


def _check_port(port: int) -> int:
    allowed = port in _DEFAULT_PORTS.values() or port >= _FIRST_FREE_PORT
    if not allowed or port in _NO_WEB_PORTS:
        raise DatelineError(f"port {port} is not one of web pages")
    return port


def _escape(text: str) -> str:
    return quote(_BAD_ESCAPE.sub("%25", text), safe=_SAFE, errors="replace")
