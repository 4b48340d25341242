"""A small dataset of invented articles, and settings to ask it under."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.config.settings import Settings
from assistant.core.answer_options import NO_READER

ARTICLES = {
    "harbour": (
        "Harbour of Velmora closes for repairs",
        "The harbour of Velmora will close in June. Mayor Tilda Brask said on Monday that the piers"
        " were rotten. The work will cost 12 million crowns.",
    ),
    "choir": (
        "Boys' choir wins in Osterlund",
        "The boys' choir of Kestrel won the singing contest in Osterlund on Sunday. Its conductor,"
        " Per Haldane, called the evening a small miracle.",
    ),
    "volcano": (
        "Mount Sarn erupts",
        "Mount Sarn erupted at dawn and covered three villages with ash. Nobody was hurt.",
    ),
}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a BEIR folder of the articles, with these questions and judgements."""

    def written(queries: list[dict[str, object]], name: str = "invented", **qrels: str) -> Path:
        folder = tmp_path / name
        (folder / "qrels").mkdir(parents=True)
        corpus = [
            {"_id": i, "title": title, "text": text, "metadata": {}}
            for i, (title, text) in ARTICLES.items()
        ]
        for file, records in (("corpus", corpus), ("queries", queries)):
            lines = "".join(f"{json.dumps(record)}\n" for record in records)
            (folder / f"{file}.jsonl").write_text(lines)
        rows = "".join(f"{query}\t{article}\t1\n" for query, article in qrels.items())
        (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{rows}")
        return folder

    return written


@pytest.fixture
def invented(write: Write) -> Path:
    """A dataset of two questions with an answer and one without."""
    return write(
        [
            {
                "_id": "q1",
                "text": "What did Tilda Brask say about the piers of the harbour?",
                "metadata": {"answers": ["rotten"]},
            },
            {
                "_id": "q2",
                "text": "Who won the singing contest in Osterlund?",
                "metadata": {
                    "evidence": [
                        "The boys' choir of Kestrel won the singing contest in Osterlund on Sunday."
                    ]
                },
            },
            {
                "_id": "q3",
                "text": "How many penguins live on Jupiter?",
                "metadata": {"answerable": False},
            },
        ],
        q1="harbour",
        q2="choir",
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The defaults, without a reader. Their home is not where datasets go, and must stay empty."""
    return Settings(home=tmp_path / "own-home", reader=NO_READER)
