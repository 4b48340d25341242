"""Between the search and the answer the archive changes: nothing that no longer stands gets out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.core.answer import Answer, Status
from assistant.pipeline import Assistant, HitsReady, SentenceReady
from index.core.article import Article
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.sandbox.files import read_files
from index.storage.home import Home

KREMLIN = "what did the Kremlin say about EU troops?"
Change = Callable[[Article], Article]


class Altered(Library):
    """A library whose articles are not, when they are read, what was searched."""

    change: Change = staticmethod(lambda article: article)

    def get(self, article_id: str, *, hidden: bool = False) -> Article:
        return self.change(super().get(article_id, hidden=hidden))


@pytest.fixture(scope="module")
def altered(samples_home: Path, embedder: Embedder) -> Iterator[Altered]:
    library = Altered(Home(samples_home), embedder)
    yield library
    library.close()


def raise_unknown(article: Article) -> Article:
    raise DatelineError(f"The archive has no article '{article.id}'")


@pytest.mark.parametrize(
    "change",
    [
        lambda article: replace(article, text=f" {article.text}"),
        lambda article: replace(article, text=article.text[1:]),
        lambda article: replace(article, text=article.text.replace("e", "é")),
        lambda article: replace(article, text=article.text.upper()),
        lambda article: replace(article, text=""),
        lambda article: replace(article, text="x" * len(article.text)),
        lambda article: replace(article, id=f"{article.id}-2"),
        raise_unknown,
    ],
    ids=["moved", "cut", "respelt", "capitals", "emptied", "overwritten", "renamed", "gone"],
)
def test_no_quote_of_an_altered_article_is_shown(
    altered: Altered, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = Assistant(altered)
    assert assistant.ask(KREMLIN).status is Status.ANSWERED
    monkeypatch.setattr(altered, "change", change)
    *before, answer = assistant.stream(KREMLIN)
    assert isinstance(answer, Answer)
    assert answer.status is Status.NO_EVIDENCE
    assert (answer.sentences, answer.citations) == ((), ())
    assert not any(isinstance(event, SentenceReady) for event in before)
    assert answer.refusal


def test_where_one_article_changes_the_others_are_still_quoted(
    altered: Altered, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = Assistant(altered)
    whole = assistant.ask(KREMLIN)
    changed = whole.citations[0].article_id

    def change(article: Article) -> Article:
        return replace(article, text="") if article.id == changed else article

    monkeypatch.setattr(altered, "change", change)
    rest = assistant.ask(KREMLIN)
    expected = [c.quote for c in whole.citations if c.article_id != changed]
    assert expected
    assert [c.quote for c in rest.citations] == expected
    assert [c.number for c in rest.citations] == list(range(1, len(expected) + 1))


def test_an_article_removed_in_the_middle_of_an_answer_is_not_quoted(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "peskov.txt"
    path.write_text("Peskov said on Monday that European troops would be a danger.", "utf-8")
    library.add(read_files([path]))
    assistant, question = Assistant(library), "What did Peskov say about European troops?"
    assert assistant.ask(question).status is Status.ANSWERED
    events = assistant.stream(question)
    assert isinstance(next(events), HitsReady)
    library.remove(["peskov"])
    (answer,) = events
    assert isinstance(answer, Answer)
    assert (answer.status, answer.sentences, answer.citations) == (Status.NO_EVIDENCE, (), ())


def test_an_article_corrected_in_the_middle_of_an_answer_is_not_misquoted(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "peskov.txt"
    path.write_text("Peskov said on Monday that European troops would be a danger.", "utf-8")
    library.add(read_files([path]))
    assistant, question = Assistant(library), "What did Peskov say about European troops?"
    events = assistant.stream(question)
    next(events)
    path.write_text("Peskov said on Monday that European troops would be a disaster.", "utf-8")
    assert library.add(read_files([path])).updated == 1
    assert [event for event in events if isinstance(event, SentenceReady)] == []
    assert "disaster" in assistant.ask(question).sentences[0].text
