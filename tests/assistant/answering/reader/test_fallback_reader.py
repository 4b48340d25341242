"""Without the reader's model, answers go by features, and everybody hears of it once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.basis import Basis
from assistant.answering.reader import adapter, packaged_weights
from assistant.answering.reader.fallback_reader import NOTICE, FallbackReader
from assistant.answering.reader.reader import NoReader, PassageReader, Reading
from assistant.core.answer import Answer
from assistant.pipeline import Assistant
from index.core.article import Hit
from index.core.errors import DatelineError
from index.library import Library

QUESTION = "What did the Kremlin say about EU troops?"


class Counting(NoReader):
    """A reader that counts how often its model loads, which may fail."""

    def __init__(self, error: Exception | None = None) -> None:
        self.loaded = 0
        self._error = error

    basis = Basis.READER

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """One sentence, certainly."""
        return Reading({("a", 0): 9.0})

    def warm_up(self) -> None:
        """Load the model."""
        self.loaded += 1
        if self._error:
            raise self._error


def test_a_reader_that_loads_is_used_and_loads_once(caplog: pytest.LogCaptureFixture) -> None:
    preferred = Counting()
    reader = FallbackReader(preferred)
    assert preferred.loaded == 0
    assert reader.read(QUESTION, []) == Reading({("a", 0): 9.0})
    reader.warm_up()
    assert (reader.basis, reader.notice, preferred.loaded) == (Basis.READER, "", 1)
    assert caplog.records == []


def test_one_that_does_not_is_none_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    preferred = Counting(DatelineError("The weights\nare gone", "Install them"))
    reader = FallbackReader(preferred)
    assert reader.notice == ""
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(lambda _: reader.basis, range(4))) == [Basis.FEATURES] * 4
    reader.warm_up()
    assert reader.read(QUESTION, []) == Reading()
    assert (reader.notice, preferred.loaded) == (NOTICE, 1)
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage() == f"{NOTICE}: The weights are gone. Install them"


def test_a_fault_of_the_program_is_no_reason_to_go_on() -> None:
    with pytest.raises(ZeroDivisionError):
        FallbackReader(Counting(ZeroDivisionError())).warm_up()


def damage_adapter(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / adapter.ADAPTER_FILE).write_bytes(b"damaged")
    monkeypatch.setattr(adapter, "_FOLDER", folder)


def lose_adapter(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(adapter, "_FOLDER", folder)


def lose_package(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(packaged_weights, "_PACKAGE", "no_such_package")


def exchange_weights(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    foreign = dict.fromkeys(packaged_weights._SHA256, "0" * 64)
    monkeypatch.setattr(packaged_weights, "_SHA256", foreign)


@pytest.mark.parametrize(
    "spoil",
    [damage_adapter, lose_adapter, lose_package, exchange_weights],
    ids=lambda f: f.__name__,
)
def test_without_the_bundled_files_answers_are_those_of_features(
    spoil: object,
    tmp_path: Path,
    samples: Library,
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert callable(spoil)
    spoil(monkeypatch, tmp_path)
    reader = FallbackReader(PassageReader(cache=tmp_path / "cache"))
    spoilt = Assistant(samples, reader=reader)
    assert spoilt.notice == ""
    for question in (QUESTION, "How do I bake sourdough bread?"):
        assert without_times(spoilt.ask(question)) == without_times(assistant.ask(question))
    assert (spoilt.notice, assistant.notice) == (NOTICE, "")
    assert len(caplog.records) == 1
    assert not (tmp_path / "cache").exists()


def without_times(answer: Answer) -> Answer:
    return replace(answer, timings_ms={})


def test_the_bundled_reader_loads(samples: Library, reader: PassageReader) -> None:
    preferring = FallbackReader(reader)
    answer = Assistant(samples, reader=preferring).ask(QUESTION)
    assert answer == Assistant(samples, reader=reader).ask(QUESTION)
    assert (preferring.basis, preferring.notice) == (Basis.READER, "")
