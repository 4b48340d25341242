"""What the APIs of news answer, as they answer it, becomes articles or a reason why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.core.article import Article
from index.sources.parsed_article import Problem
from tests.index.sources.sample_files import LEAD, articles, problems, read

URL = "https://kel.example/tram"
TEXT = f"{LEAD} She gave no reason."
ANSWERS: dict[str, tuple[Any, Article]] = {
    "event registry": (
        {
            "articles": {
                "results": [
                    {
                        "uri": "8612",
                        "lang": "eng",
                        "date": "2025-03-18",
                        "dateTimePub": "2025-03-17T09:05:00Z",
                        "url": URL,
                        "title": "Tram",
                        "body": TEXT,
                        "source": {"uri": "kel.example", "dataType": "news", "title": "Kel Wire"},
                        "authors": [{"uri": "m@kel.example", "name": "Mara Lind"}],
                    }
                ],
                "totalResults": 1,
            }
        },
        Article("8612", "Tram", TEXT, "Kel Wire", "2025-03-17T09:05:00+00:00", URL,
                ("Mara Lind",), language="en"),
    ),
    "newscatcher": (
        {
            "status": "ok",
            "articles": [
                {
                    "_id": "a1",
                    "title": "Tram",
                    "author": "Mara Lind",
                    "published_date": "2025-03-17 09:05:00",
                    "link": URL,
                    "clean_url": "kel.example",
                    "name_source": "Kel Wire",
                    "summary": "A mayor goes.",
                    "content": TEXT,
                    "topic": "news",
                    "language": "en",
                }
            ],
        },
        Article("a1", "Tram", TEXT, "Kel Wire", "2025-03-17T09:05:00", URL, ("Mara Lind",),
                language="en", section="news"),
    ),
    "guardian": (
        {
            "response": {
                "status": "ok",
                "results": [
                    {
                        "id": "world/tram",
                        "sectionId": "world",
                        "sectionName": "World news",
                        "webPublicationDate": "2025-03-17T09:05:00Z",
                        "webTitle": "Tram",
                        "webUrl": URL,
                        "fields": {
                            "body": f"<p>{LEAD}</p><p>She gave no reason.</p>",
                            "bodyText": TEXT,
                            "byline": "Mara Lind",
                            "publication": "Kel Wire",
                            "lang": "en",
                        },
                    }
                ],
            }
        },
        Article("world/tram", "Tram", TEXT, "Kel Wire", "2025-03-17T09:05:00+00:00", URL,
                ("Mara Lind",), language="en", section="World news"),
    ),
    "newsdata": (
        {
            "results": [
                {
                    "article_id": "n1",
                    "title": "Tram",
                    "link": URL,
                    "creator": ["Mara Lind"],
                    "content": TEXT,
                    "pubDate": "2025-03-17 09:05:00",
                    "source_id": "kelwire",
                    "source_name": "Kel Wire",
                    "language": "english",
                    "category": ["politics"],
                }
            ]
        },
        Article("n1", "Tram", TEXT, "Kel Wire", "2025-03-17T09:05:00", URL, ("Mara Lind",),
                language="en", section="politics"),
    ),
    "wordpress": (
        [
            {
                "id": 5,
                "date": "2025-03-17T10:05:00",
                "date_gmt": "2025-03-17T09:05:00",
                "modified": "2025-03-17T11:05:00",
                "modified_gmt": "2025-03-17T10:05:00",
                "link": URL,
                "title": {"rendered": "Tram &#8211; a mayor goes"},
                "content": {"rendered": f"<p>{LEAD}</p>\n<p>She gave <em>no</em> reason.</p>"},
                "excerpt": {"rendered": "<p>A mayor goes.</p>"},
            }
        ],
        Article("5", "Tram – a mayor goes", f"{LEAD}\n\nShe gave no reason.", "",
                "2025-03-17T09:05:00+00:00", URL, updated="2025-03-17T10:05:00+00:00"),
    ),
    "mongodb": (
        [
            {
                "_id": {"$oid": "64a"},
                "title": "Tram",
                "text": TEXT,
                "published": {"$date": {"$numberLong": "1742202300000"}},
                "updated": {"$date": 1742205900000},
            }
        ],
        Article("64a", "Tram", TEXT, published="2025-03-17T09:05:00+00:00",
                updated="2025-03-17T10:05:00+00:00"),
    ),
    "json:api": (
        {"data": [{"id": "7", "type": "story", "attributes": {"headline": "Tram", "body": TEXT}}]},
        Article("7", "Tram", TEXT),
    ),
}  # fmt: skip


@pytest.mark.parametrize("api", ANSWERS)
def test_answers_with_texts(tmp_path: Path, api: str) -> None:
    answer, article = ANSWERS[api]
    reads = read(tmp_path, "answer.json", json.dumps(answer))
    assert articles(reads) == [article]
    assert len(reads) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        # Media Cloud and GDELT list addresses.
        ({"stories": [{"stories_id": 1, "title": "Tram", "url": URL}]}, "only the address"),
        ({"articles": [{"url": URL, "title": "Tram", "seendate": "20250317T090500Z"}]},
         "only the address"),
        # Mediastack and NewsCatcher have summaries.
        ({"data": [{"title": "Tram", "description": LEAD, "url": URL}]}, "a summary (under 'desc"),
        ({"articles": [{"title": "Tram", "summary": LEAD, "link": URL}]}, "a summary (under 'summ"),
        # The New York Times gives a lead and an abstract.
        ({"response": {"docs": [{"abstract": LEAD, "headline": {"main": "Tram"}}]}}, "'abstract'"),
        ({"results": [{"title": "Tram", "content": "ONLY AVAILABLE IN PAID PLANS"}]}, "withholds"),
    ],
)  # fmt: skip
def test_answers_without_texts_are_refused_with_the_reason(
    tmp_path: Path, answer: Any, reason: str
) -> None:
    reads = read(tmp_path, "answer.json", json.dumps(answer))
    assert articles(reads) == []
    assert reason in problems(reads)[0]


def test_a_table_of_addresses_is_refused_with_the_reason(tmp_path: Path) -> None:
    (reason,) = problems(read(tmp_path, "a.csv", f"stories_id,title,url\n1,Tram,{URL}\n"))
    assert "a list of addresses without texts" in reason


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"{LEAD} She gave n… [+1234 chars]", LEAD),
        (f"{LEAD} \"I am tired.\" She said… [+12 chars]", f'{LEAD} "I am tired."'),
        (f"{LEAD}... [412 chars]", LEAD),
        ("The mayor of Port El… [+1234 chars]", "The mayor of Port El"),
        ("She met Mr. Sand. He met Dr. Mohr and… [+9 chars]", "She met Mr. Sand."),
    ],
)  # fmt: skip
def test_a_text_that_breaks_off_is_noted(tmp_path: Path, content: str, text: str) -> None:
    answer = {"articles": [{"source": {"id": None, "name": "Kel Wire"}, "content": content}]}
    note, incoming = read(tmp_path, "answer.json", json.dumps(answer))
    assert isinstance(note, Problem)
    assert (note.skipped, note.reason) == (
        False,
        "its provider gives only the beginning of its text",
    )
    assert articles([incoming])[0].text == text


def test_a_newspapers_name_behind_a_title_is_no_part_of_it(tmp_path: Path) -> None:
    record = {"title": "Tram approved - Kel Wire", "source": {"name": "Kel Wire"}, "text": LEAD}
    (article,) = articles(read(tmp_path, "a.json", json.dumps(record)))
    assert (article.title, article.source) == ("Tram approved", "Kel Wire")
