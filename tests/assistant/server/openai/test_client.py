"""The official client of OpenAI asks a real server, at once and as a stream."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import openai
import pytest
from fastapi import FastAPI
from openai import AsyncOpenAI, OpenAI
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from assistant.pipeline import Assistant
from assistant.server.openai.chat_request import MODEL
from assistant.server.openai.chat_routes import make_openai_router
from assistant.wire.json_output import make_answer_json
from index.core.article import Filters
from index.library import Library
from tests.assistant.rest import listening, working

KREMLIN = "What did the Kremlin say about EU troops?"
BREAD = "How do I bake sourdough bread?"
NOW = 1_750_000_000


@pytest.fixture(scope="module")
def base_url(assistant: Assistant) -> Iterator[str]:
    with working() as workers:
        app = FastAPI()
        app.include_router(make_openai_router(lambda: assistant, workers, clock=lambda: NOW + 0.9))
        with listening(app) as url:
            yield f"{url}/v1"


@pytest.fixture
def client(base_url: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=base_url, api_key="none", max_retries=0) as client:
        yield client


def ask(client: OpenAI, question: Any, **options: Any) -> ChatCompletion:
    completion = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}], **options
    )
    assert isinstance(completion, ChatCompletion)
    return completion


def get_extension(part: ChatCompletion | ChatCompletionChunk) -> dict[str, Any]:
    """Dateline's own field, without the times that differ between two answers."""
    assert part.model_extra is not None
    return drop_times(part.model_extra["dateline"])


def drop_times(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "timings_ms"}


def test_an_answer_has_marks_references_and_annotations_that_hold(
    client: OpenAI, assistant: Assistant, samples: Library
) -> None:
    completion = ask(client, KREMLIN)
    answer = assistant.ask(KREMLIN)
    assert answer.citations
    assert (completion.model, completion.created) == (MODEL, NOW)
    (choice,) = completion.choices
    assert choice.finish_reason == "stop"
    content, notes = choice.message.content, choice.message.annotations
    assert content is not None
    assert notes is not None
    quoted = [answer.citations[n - 1] for s in answer.sentences for n in s.citations]
    assert len(notes) == len(quoted) >= len(answer.citations)
    for note, citation in zip(notes, quoted, strict=True):
        found = note.url_citation
        assert content[found.start_index : found.end_index] == citation.quote
        assert content[found.end_index :].startswith((f" [{citation.number}]", " ["))
        assert (found.title, found.url) == (citation.title, citation.url)
        text = samples.get(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote
    references = content.rpartition("References:\n\n")[2].splitlines()
    assert [line.startswith(f"- [{n}] ") for n, line in enumerate(references, 1)]
    for citation, line in zip(answer.citations, references, strict=True):
        assert line.startswith(f"- [{citation.number}] {citation.source}, ")
        assert line.endswith(f": {citation.title}, {citation.url}")
    assert get_extension(completion) == drop_times(make_answer_json(answer))
    assert completion.usage is not None
    assert completion.usage.prompt_tokens == 9  # eight words and a question mark
    total = completion.usage.prompt_tokens + completion.usage.completion_tokens
    assert completion.usage.total_tokens == total > 9


def test_a_refusal_is_a_message_that_says_so(client: OpenAI, assistant: Assistant) -> None:
    completion = ask(client, BREAD)
    message = completion.choices[0].message
    assert message.content == assistant.ask(BREAD).refusal
    assert message.content.startswith("The archive does not say")
    assert (message.annotations, message.refusal) == ([], None)
    assert get_extension(completion)["status"] == "no_evidence"


@pytest.mark.parametrize("question", [KREMLIN, BREAD])
def test_a_stream_adds_up_to_the_whole_answer(client: OpenAI, question: str) -> None:
    whole = ask(client, question)
    with client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": question}],
        stream=True,
        stream_options={"include_usage": True},
    ) as stream:
        first, *parts, last, usage = list(stream)
    assert (first.choices[0].delta.role, first.choices[0].delta.content) == ("assistant", "")
    contents = [part.choices[0].delta.content for part in parts]
    # A sentence a part, then the references.
    assert len(contents) == len(get_extension(whole)["sentences"]) + 1
    assert "".join(filter(None, contents)) == whole.choices[0].message.content
    assert all(part.choices[0].finish_reason is None for part in [first, *parts])
    assert last.choices[0].finish_reason == "stop"
    assert get_extension(last) == get_extension(whole)
    assert usage.choices == []
    assert usage.usage == whole.usage
    assert len({part.id for part in [first, *parts, last, usage]}) == 1
    assert {part.model for part in [first, *parts, last, usage]} == {MODEL}


def test_the_clients_own_way_of_putting_a_stream_together(client: OpenAI) -> None:
    with client.chat.completions.stream(
        model=MODEL, messages=[{"role": "user", "content": KREMLIN}]
    ) as stream:
        streamed = stream.get_final_completion()
    whole = ask(client, KREMLIN).choices[0]
    assert streamed.choices[0].message.content == whole.message.content
    assert streamed.choices[0].message.annotations == whole.message.annotations
    assert streamed.choices[0].finish_reason == "stop"


def test_several_clients_ask_at_once(base_url: str, assistant: Assistant) -> None:
    async def asked() -> list[str | None]:
        async with AsyncOpenAI(base_url=base_url, api_key="none", max_retries=0) as client:

            async def streamed(question: str) -> str:
                parts = await client.chat.completions.create(
                    model=MODEL, messages=[{"role": "user", "content": question}], stream=True
                )
                return "".join(
                    [part.choices[0].delta.content or "" async for part in parts if part.choices]
                )

            async def at_once(question: str) -> str | None:
                completion = await client.chat.completions.create(
                    model=MODEL, messages=[{"role": "user", "content": question}]
                )
                return completion.choices[0].message.content

            questions = [KREMLIN, BREAD] * 4
            return await asyncio.gather(*map(streamed, questions), *map(at_once, questions))

    kremlin, bread = assistant.ask(KREMLIN), assistant.ask(BREAD)
    contents = asyncio.run(asked())
    assert contents[1::2] == [bread.refusal] * 8
    assert len(set(contents[::2])) == 1
    assert str(contents[0]).startswith(kremlin.sentences[0].text)


def test_the_last_message_of_the_user_is_the_question(client: OpenAI) -> None:
    turns: list[Any] = [
        {"role": "system", "content": "Answer as a pirate."},
        {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:,"}}]},
        {"role": "assistant", "content": "Arr."},
        {"role": "user", "content": [{"type": "text", "text": KREMLIN}]},
    ]
    completion = client.chat.completions.create(model=MODEL, messages=turns)
    assert get_extension(completion)["question"] == KREMLIN
    assert completion.choices[0].message == ask(client, KREMLIN).choices[0].message


def test_what_steers_a_language_model_changes_nothing(client: OpenAI) -> None:
    steered = ask(
        client,
        KREMLIN,
        temperature=1.7,
        seed=4,
        max_tokens=1,
        stop=["the"],
        n=1,
        response_format={"type": "text"},
        tools=[{"type": "function", "function": {"name": "f", "parameters": {}}}],
        tool_choice="auto",
        extra_body={"unheard_of": True},
    )
    assert steered.choices[0].message == ask(client, KREMLIN).choices[0].message


def test_filters_hold(client: OpenAI, assistant: Assistant) -> None:
    chosen = {"before": "2022", "sources": ["Meridian Wire"]}
    answer = get_extension(ask(client, KREMLIN, extra_body={"dateline": chosen}))
    assert {hit["source"] for hit in answer["hits"]} == {"Meridian Wire"}
    assert {hit["published"][:4] for hit in answer["hits"]} == {"2022"}
    same = assistant.ask(KREMLIN, Filters(before="2022", sources=("Meridian Wire",)))
    assert answer == drop_times(make_answer_json(same))


def test_the_models(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL).owned_by == "dateline"
    with pytest.raises(openai.NotFoundError, match="no model 'gpt-5'"):
        client.models.retrieve("gpt-5")


def test_dates_are_understood_and_the_archive_is_read_as_of_a_day(client: OpenAI) -> None:
    question = "What happened in March 2025?"
    completion = ask(client, question, extra_body={"dateline": {"as_of": "2025-03-05"}})
    answer = get_extension(completion)
    assert (answer["period"]["after"], answer["as_of"]) == ("2025-03", "2025-03-05")
    assert {citation["published"] for citation in answer["citations"]} == {"2025-03-01"}
    content = completion.choices[0].message.content or ""
    assert "Meridian Wire, 1 Mar 2025 (on Saturday: 1 Mar 2025): " in content
    plain = ask(client, question, extra_body={"dateline": {"read_dates": False}})
    assert get_extension(plain)["period"] is None
