"""Streams an answer as OpenAI's server-sent events: role, sentences, references, end."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from typing import Any

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.core.answer import Answer
from assistant.pipeline import Event, SentenceReady
from assistant.present.citation_text import (
    GAP,
    format_answer,
    format_change,
    format_ending,
    format_sentence,
)
from assistant.server.http.problems import Refusal
from assistant.server.openai.chat_shapes import Envelope
from assistant.server.openai.openai_errors import make_error_json, make_refusal_json
from index.core.errors import DatelineError

# A proxy that buffers the answer would delay its first sentence.
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

Events = AsyncGenerator[Event, None]
Note = Callable[[Mapping[str, float]], None]


class ChunkStream(StreamingResponse):
    """The chunks of an answer. When the stream ends, for any reason, its work ends, too.

    `note` receives the milliseconds of the answer's stages.
    """

    def __init__(self, envelope: Envelope, events: Events, note: Note, *, usage: bool) -> None:
        chunks = _stream_chunks(envelope, events, note, usage=usage)
        super().__init__(chunks, media_type="text/event-stream", headers=_HEADERS)
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream."""
        async with aclosing(self._events):
            await super().__call__(scope, receive, send)


async def _stream_chunks(
    envelope: Envelope, events: Events, note: Note, *, usage: bool
) -> AsyncGenerator[str, None]:
    yield _encode_event(envelope.make_chunk({"role": "assistant", "content": ""}))
    gap = side = ""
    try:
        async for event in events:
            if isinstance(event, SentenceReady):
                content = gap + format_change(event.sentence, side)
                content += format_sentence(event.sentence)
                yield _encode_event(envelope.make_chunk({"content": content}))
                gap, side = GAP, event.sentence.side
            if isinstance(event, Answer):
                note(event.timings_ms)
                text = format_answer(event)
                yield _encode_event(envelope.make_chunk({"content": format_ending(event)}))
                yield _encode_event(envelope.make_last_chunk(event, text))
                if usage:
                    yield _encode_event(envelope.make_usage_chunk(event, text))
    # The status is sent already; clients recognise an error among the chunks.
    except DatelineError as error:
        yield _encode_event(make_error_json(error)[1])
    except Refusal as refusal:
        yield _encode_event(make_refusal_json(refusal)[1])
    else:
        yield "data: [DONE]\n\n"


def _encode_event(chunk: dict[str, Any]) -> str:
    return f"data: {json.dumps(chunk)}\n\n"
