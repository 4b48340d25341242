"""Adds, asks and searches with an alarm on every socket. Run as a process of its own.

`python -m tests.assistant.offline HOME ARTICLES` prints one JSON object: the exit codes, and the
attempts to reach anything but this machine, each of which also fails. The last attempt is made on
purpose, to show that the alarm works.
"""

from __future__ import annotations

import sys

LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "", None}
# Event -> which of its arguments says where to.
EVENTS = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
attempts: list[str] = []


def watch_sockets() -> list[str]:
    """Let every attempt fail from here on; returns the list that they are noted in."""
    sys.addaudithook(alarm)
    return attempts


def alarm(event: str, arguments: tuple[object, ...]) -> None:
    if event not in EVENTS:
        return
    where = arguments[EVENTS[event]]
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        if not isinstance(where, tuple):
            return  # a Unix socket has a path, a connected one nothing
        where = where[0]
    if isinstance(where, bytes):
        where = where.decode()
    if where not in LOCAL:
        attempts.append(f"{event} {where}")
        raise PermissionError(f"{event} {where}: this test allows no network")


def run(home: str, articles: str) -> dict[str, object]:
    import contextlib
    import io
    import socket

    from assistant.cli.main import main

    codes: dict[str, int] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for command in (
            ("add", articles),
            ("ask", "what did the Kremlin say about EU troops?"),
            ("search", "Kremlin"),
        ):
            codes[command[0]] = main(["--home", home, *command])
    tried = list(attempts)
    with contextlib.suppress(OSError):
        socket.getaddrinfo("example.org", 443)
    return {
        "codes": codes,
        "answered": "Confidence" in printed.getvalue(),
        "attempts": tried,
        "alarm": attempts[len(tried) :],
    }


if __name__ == "__main__":
    import json

    watch_sockets()
    sys.stdout.write(json.dumps(run(*sys.argv[1:])) + "\n")
