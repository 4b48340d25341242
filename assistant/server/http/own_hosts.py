"""By which names a server may be called, from its settings."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

from assistant.server.http.trusted_hosts import HostNames

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def choose_hosts(listens: str, allowed: Iterable[str], *, needs_key: bool) -> HostNames:
    """Choose the names of a server that listens on a host; `allowed` are those of the settings.

    Without a key and without such names, other machines call it by address, or by the name of this
    machine: a page under a foreign name that leads here could write (DNS rebinding).
    """
    names = tuple(allowed)
    if is_loopback(listens):
        return HostNames((*names, *_LOOPBACK, listens))
    if names or needs_key:
        return HostNames(names)
    return HostNames((*_LOOPBACK, *_list_machine_names()), any_address=True)


def _list_machine_names() -> list[str]:
    name = socket.gethostname()
    # A name with a point may be one that others can register; avahi and the like give ".local".
    return [name, f"{name}.local"] if name.replace("-", "").isalnum() else []


def is_loopback(host: str) -> bool:
    """Does only this machine reach a server that listens there?"""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
