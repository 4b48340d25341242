"""What a connection may do to the server: how long it may take over a request's head, how large
that may be, and how long it may leave an answer unread. Knows nothing of what is asked.

uvicorn bounds none of the three. No thread works for such a connection, but each takes a file and
the memory of what it sent or did not read. How long a body may take is `limits`' affair.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Connection(HttpToolsProtocol):
    """A connection that is closed where its client takes too long or sends too much."""

    # Seconds from the connection, or from the first byte of a later request, to the head's end.
    head_seconds = 15.0
    # The longest question has 2,000 characters, each of them up to 12 bytes in an address.
    head_bytes = 65_536
    # Seconds in which a client must take `least_read` bytes of an answer that is ready for it.
    unread_seconds = 15.0
    least_read = 16_384

    _in_head = False
    _head_size = 0
    _head_timer: asyncio.TimerHandle | None = None
    _unread_timer: asyncio.TimerHandle | None = None

    # -- heads

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect a request."""
        super().connection_made(transport)
        self._expect()

    def on_message_begin(self) -> None:
        """Expect the rest of a head."""
        super().on_message_begin()
        self._in_head, self._head_size = True, 0
        self._expect()

    def on_headers_complete(self) -> None:
        """It is there."""
        self._in_head = False
        _cancel(self._head_timer)
        self._head_timer = None
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Take what comes, as far as it is not too much."""
        super().data_received(data)
        if self._in_head:
            self._head_size += len(data)
            if self._head_size > self.head_bytes and not self.transport.is_closing():
                self.send_400_response("The head of the request is too large.")
        elif self.cycle is not None and self.cycle.response_complete and self.cycle.more_body:
            # It was refused before its body was there, and goes on sending that.
            self._expect()

    def _expect(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(self.head_seconds, self._too_late)

    def _too_late(self) -> None:
        self._head_timer = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
        else:
            # One request is still being answered, while the next does not come to its end.
            self._expect()

    # -- answers

    def pause_writing(self) -> None:
        """The client does not read as fast as it is answered."""
        super().pause_writing()
        self._watch_unread()

    def resume_writing(self) -> None:
        """It has read."""
        super().resume_writing()
        _cancel(self._unread_timer)
        self._unread_timer = None

    def _watch_unread(self) -> None:
        before = self.transport.get_write_buffer_size()

        def look() -> None:
            if before - self.transport.get_write_buffer_size() < self.least_read:
                # To close it would be to wait until the rest is read.
                self.transport.abort()
            else:
                self._watch_unread()

        self._unread_timer = self.loop.call_later(self.unread_seconds, look)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        super().connection_lost(exc)
        _cancel(self._head_timer)
        _cancel(self._unread_timer)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
