"""Vectors have unit length, do not depend on their company, and nothing is cut unawares."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.core.errors import DatelineError
from index.embedding.embedder import Embedder

SENTENCES = [
    "Finland joined NATO on Tuesday.",
    "The Finns are now members of the alliance.",
    "Spain won the World Cup.",
    "Rain. " * 60,
]


def test_vectors_have_unit_length(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(SENTENCES)
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    query = embedder.embed_query("Who won?")
    assert query.shape == (embedder.dimension,)
    assert np.linalg.norm(query) == pytest.approx(1, abs=1e-5)


def test_what_means_the_same_is_near(embedder: Embedder) -> None:
    finland, finns, spain, _ = embedder.embed_passages(SENTENCES)
    query = embedder.embed_query("Which country entered NATO?")
    assert query @ finland > 0.5 > query @ spain
    assert finland @ finns > 0.5 > finns @ spain


def test_a_vector_does_not_depend_on_order_or_company(embedder: Embedder) -> None:
    together = embedder.embed_passages(SENTENCES)
    backwards = embedder.embed_passages(SENTENCES[::-1])[::-1]
    alone = np.vstack([embedder.embed_passages([text]) for text in SENTENCES])
    assert together == pytest.approx(backwards, abs=1e-5)
    assert together == pytest.approx(alone, abs=1e-5)


def test_the_same_call_gives_the_same_bytes(embedder: Embedder) -> None:
    first, second = (embedder.embed_passages(SENTENCES).tobytes() for _ in range(2))
    assert first == second


def test_a_query_has_the_same_bits_alone_and_in_company(embedder: Embedder) -> None:
    texts = [f"{text} {n}" for n in range(4) for text in ("Who won?", "oil", SENTENCES[1])]
    # As many pieces as fill a multiple of eight, one more, and more than the model reads.
    texts += ["rain " * 6, "rain " * 7, "rain " * 254, "rain " * 400, ""]
    alone = [embedder.embed_query(text) for text in texts]
    together = embedder._embed_queries(texts)
    backwards = embedder._embed_queries(texts[::-1])[::-1]
    for vectors in zip(alone, together, backwards, strict=True):
        assert len({vector.tobytes() for vector in vectors}) == 1


def test_threads_that_ask_at_once_get_their_own(embedder: Embedder) -> None:
    texts = [f"{text} {n}" for n in range(4) for text in SENTENCES]
    alone = [embedder.embed_query(text).tobytes() for text in texts]
    together = threading.Barrier(len(texts), timeout=60)

    def asked(text: str) -> bytes:
        together.wait()
        return embedder.embed_query(text).tobytes()

    with ThreadPoolExecutor(len(texts)) as threads:
        assert list(threads.map(asked, texts)) == alone


def test_many_texts_fill_several_batches(embedder: Embedder) -> None:
    texts = [f"{n} " * (n % 5 + 1) for n in range(40)] + ["long " * 400] * 6
    vectors = embedder.embed_passages(texts)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[-1] == pytest.approx(vectors[-6], abs=1e-5)


def test_nothing_gives_no_rows_and_an_empty_text_gives_one(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, 384)
    assert embedder.embed_passages([""]).shape == (1, 384)


def test_the_model_reads_exactly_its_room(embedder: Embedder) -> None:
    assert embedder.room == 254  # 256 less [CLS] and [SEP]
    fits, last_cut = "rain " * 253 + "snow", "rain " * 254 + "snow"
    assert [len(spans) for spans in embedder.spans([fits, last_cut])] == [254, 255]
    shorter, full, cut = embedder.embed_passages(["rain " * 254, fits, last_cut])
    assert np.abs(full - shorter).max() > 1e-4  # word 254 is read
    assert cut == pytest.approx(shorter, abs=1e-6)  # word 255 is not


def test_spans_are_where_the_pieces_stand(embedder: Embedder) -> None:
    text = "Erdoğan’s NATO-bid, 2025"
    (spans,) = embedder.spans([text])
    assert "".join(text[start:end] for start, end in spans) == text.replace(" ", "")
    assert len(spans) > len(text.split())


def test_a_folder_that_is_no_model_says_so(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"junk")
    with pytest.raises(DatelineError, match=r"no tokenizer\.json"):
        Embedder(str(tmp_path)).spans(["text"])
    with pytest.raises(DatelineError, match="holds no sentence-transformers model"):
        Embedder(str(tmp_path)).embed_query("text")
