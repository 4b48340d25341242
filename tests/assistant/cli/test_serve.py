"""Which addresses only this machine reaches."""

from __future__ import annotations

import pytest

from assistant.config.settings import Settings
from assistant.server.http.own_hosts import is_loopback
from index.core.errors import DatelineError


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost", "LOCALHOST"])
def test_a_loopback_address_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "example.org"])
def test_any_other_address_is_not(host: str) -> None:
    assert not is_loopback(host)


def test_an_empty_host_would_listen_everywhere_and_is_refused() -> None:
    with pytest.raises(DatelineError, match="'host'"):
        Settings.load({"host": ""}, {})
