"""The golden conversations: their labels, and how many follow-ups are answered right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.config.settings import Settings
from assistant.core.answer_options import BUNDLED_READER
from eval.datasets.registry import read
from eval.golden.conversations import (
    FIRST,
    count_right,
    measure_conversations,
    read_conversations,
)
from index.sources.parsed_article import ParsedArticle
from tests import CHECKOUT

# Of 105 follow-ups: what was measured, less two.
FLOOR = 87
_DATASETS = {"samples": "golden", "dated": "dated"}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_200)]


def test_labels_stand_in_the_articles() -> None:
    texts = {
        archive: "\n".join(
            found.article.text for found in read(name).reads() if isinstance(found, ParsedArticle)
        )
        for archive, name in _DATASETS.items()
    }
    conversations = read_conversations()
    assert len({conversation.id for conversation in conversations}) == len(conversations) == 40
    for conversation in conversations:
        first, *followups = conversation.turns
        assert first.kind == FIRST
        assert 1 <= len(followups) <= 3
        for turn in conversation.turns:
            assert turn.is_refused or turn.answers or turn.day
            assert all(words in texts[conversation.archive] for words in turn.answers), turn


def test_the_kinds_are_those_of_the_page() -> None:
    kinds = Counter(turn.kind for each in read_conversations() for turn in each.turns)
    page = (CHECKOUT / "eval/golden/README.md").read_text("utf-8").partition("## Conversations")[2]
    for kind, count in kinds.items():
        if kind != FIRST:
            row = next(line for line in page.splitlines() if line.startswith(f"| {kind} |"))
            assert row.endswith(f"| {count} |")


def test_no_fewer_followups_are_right(tmp_path_factory: pytest.TempPathFactory) -> None:
    cache: Path = tmp_path_factory.mktemp("conversations")
    results = measure_conversations(Settings(home=cache, reader=BUNDLED_READER), cache)
    counts = count_right(results)
    right = sum(right for kind, (right, _) in counts.items() if kind != FIRST)
    assert right >= FLOOR, counts
