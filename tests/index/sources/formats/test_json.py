"""`.json`: one article, many, or many in an object; streamed, whatever stands around them."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from index.sources.parsed_article import MAX_ARTICLE_BYTES, ParsedArticle
from index.sources.sandbox.files import read_path
from tests.index.sources.sample_files import LEAD, articles, problems, read


def of(folder: Path, content: Any) -> list[Any]:
    return read(folder, "export.json", json.dumps(content))


def item(number: int, **fields: Any) -> dict[str, Any]:
    return {"id": str(number), "text": f"{LEAD} {number}"} | fields


def test_one_object_is_one_article_under_its_id_or_the_name_of_the_file(tmp_path: Path) -> None:
    fields = {"headline": "Gone", "articleBody": LEAD, "datePublished": "2031-05-02", "n": [1]}
    (article,) = articles(of(tmp_path, fields))
    assert (article.id, article.title, article.text) == ("export", "Gone", LEAD)
    assert article.published == "2031-05-02"
    (incoming,) = of(tmp_path, {"id": 7} | fields)
    assert incoming.article.id == "7"
    assert incoming.origin == str((tmp_path / "export.json").resolve())


@pytest.mark.parametrize("depth", range(4))
@pytest.mark.parametrize(
    "name", ["articles", "items", "docs", "data", "results", "stories", "posts"]
)
def test_lists_are_found_in_their_wrappers(tmp_path: Path, name: str, depth: int) -> None:
    content: Any = [item(1), item(2)]
    for layer in ["hits", name, "response"][:depth]:
        content = {"total": 2, "query": {"q": [1, "x"]}, layer: content, "more": [{"text": "no"}]}
    assert [article.id for article in articles(of(tmp_path, content))] == ["1", "2"]


def test_layouts_of_search_engines(tmp_path: Path) -> None:
    hits = [{"_id": "a", "_score": 1.5, "_source": {"title": "Gone", "body": LEAD}}]
    (article,) = articles(of(tmp_path, {"took": 5, "hits": {"total": 1, "hits": hits}}))
    assert (article.id, article.title, article.text) == ("a", "Gone", LEAD)


def test_what_a_json_feed_says_of_itself_holds_for_its_items(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Elster Post",
        "language": "en-gb",
        "authors": [{"name": "Mara Lind"}, {"name": "Newsdesk"}],
        "items": [
            {"id": "1", "url": "https://example.org/1", "content_text": LEAD},
            {
                "id": "2",
                "content_html": "<p>One.</p><p>Two &amp; three.</p>",
                "title": "Counted",
                "author": {"name": "Ada Quill"},
                "language": "de",
                "date_published": "2031-05-02T10:00:00+02:00",
            },
        ],
    }
    first, second = articles(of(tmp_path, feed))
    assert (first.source, first.language, first.authors) == ("Elster Post", "en-GB", ("Mara Lind",))
    assert (second.title, second.text) == ("Counted", "One.\n\nTwo & three.")
    assert (second.language, second.authors) == ("de", ("Ada Quill",))
    assert second.published == "2031-05-02T10:00:00+02:00"


def test_an_empty_field_of_an_item_does_not_hide_the_feeds(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Elster Post",
        "language": "en",
        "items": [{"id": "1", "content_text": LEAD, "language": ""}],
    }
    assert articles(of(tmp_path, feed))[0].language == "en"


def test_only_a_json_feed_speaks_for_its_items(tmp_path: Path) -> None:
    (article,) = articles(of(tmp_path, {"title": "Search results", "items": [item(1)]}))
    assert article.source == ""


def test_an_article_may_have_lists_of_its_own(tmp_path: Path) -> None:
    for content in ({"text": LEAD, "items": [{"a": 1}]}, {"items": ["a", 1], "text": LEAD}):
        assert [article.text for article in articles(of(tmp_path, content))] == [LEAD]


def test_numbers_count_as_written_and_paragraphs_are_one_text(tmp_path: Path) -> None:
    raw = f'[{{"id": 12345678901234567890, "title": 3.50, "text": ["{LEAD}", "He left."]}}]'
    (article,) = articles(read(tmp_path, "a.json", raw))
    assert (article.id, article.title) == ("12345678901234567890", "3.50")
    assert article.text == f"{LEAD}\n\nHe left."


def test_articles_without_an_id_keep_theirs_wherever_they_stand(tmp_path: Path) -> None:
    one, two = {"text": "One."}, {"title": "T", "text": "Two.", "url": "https://example.org/2"}
    ids = [article.id for article in articles(of(tmp_path, [one, two]))]
    assert ids[1] == "https://example.org/2"
    assert [a.id for a in articles(of(tmp_path, [{"text": "New."}, two, one]))][1:] == ids[::-1]


def test_long_addresses_that_begin_alike_stay_two(tmp_path: Path) -> None:
    addresses = [f"https://example.org/{'x' * 300}/{number}" for number in (1, 2)]
    assert len(articles(of(tmp_path, [{"url": url, "text": LEAD} for url in addresses]))) == 2


def test_a_bad_element_is_named_and_the_others_come(tmp_path: Path) -> None:
    deep: Any = {}
    for _ in range(60):
        deep = [deep]
    content = [
        *(item(1), "text", item(3, text=" "), item(4, more=deep)),
        *(item(5, text="x" * MAX_ARTICLE_BYTES), item(6, more=["x"] * 2_000_000), item(7)),
    ]
    reads = of(tmp_path, content)
    assert [article.id for article in articles(reads)] == ["1", "7"]
    assert problems(reads) == [
        "export.json, article 2: it is not a JSON object",
        "export.json, article 3: it has no text",
        "export.json, article 4: it is more than 50 levels deep",
        "export.json, article 5: it is longer than 5 MB",
        "export.json, article 6: it is longer than 5 MB",
    ]


@pytest.mark.parametrize("name", ["[", '{"version": 1, "articles": ['])
@pytest.mark.parametrize("end", ["", ",", ", {", ', {"id": "x', ", nul", "}", "\x00", ", NaN]"])
def test_what_stands_before_a_fault_is_read(tmp_path: Path, name: str, end: str) -> None:
    elements = ", ".join(json.dumps(item(number)) for number in range(3))
    reads = read(tmp_path, "a.json", name + elements + end)
    assert [article.id for article in articles(reads)] == ["0", "1", "2"]
    assert problems(reads) == ["a.json: it is not valid JSON"]


@pytest.mark.parametrize("start", [json.dumps([item(1)]), json.dumps(item(1))])
def test_what_stands_behind_the_end_is_a_fault(tmp_path: Path, start: str) -> None:
    reads = read(tmp_path, "a.json", start + "x")
    assert len(articles(reads)) == 1
    assert problems(reads) == ["a.json: it is not valid JSON"]


SHAPES = {
    "lines": "\n".join(json.dumps(item(number)) for number in range(4)),
    "windows lines": "\ufeff"
    + "\r\n".join(json.dumps(item(number)) for number in range(4))
    + "\r\n",
    "array over lines": "[\n" + ",\n".join(json.dumps(item(number)) for number in range(4)) + "\n]",
    "array": json.dumps([item(number) for number in range(4)]),
    "pretty values": "\n".join(json.dumps(item(number), indent=2) for number in range(4)),
    "values without a break": "".join(json.dumps(item(number)) for number in range(4)),
    "two on a line": "\n".join(json.dumps(item(n)) + json.dumps(item(n + 1)) for n in (0, 2)),
    "arrays": "\n".join(json.dumps([item(n), item(n + 1)]) for n in (0, 2)),
    "answers": "\n".join(json.dumps({"ok": 1, "articles": [item(n), item(n + 1)]}) for n in (0, 2)),
    "commas": ",\n".join(json.dumps(item(number)) for number in range(4)),
    "a comma behind each": "".join(f"{json.dumps(item(number))} ,\r\n" for number in range(4)),
    "sequence": "".join(f"\x1e{json.dumps(item(number))}\n" for number in range(4)),
    "marked sequence": "\ufeff"
    + "\x1e".join(["", *(f"{json.dumps(item(n))}\n" for n in range(4))]),
    "pretty sequence": "".join(f"\x1e{json.dumps(item(n), indent=2)}\n" for n in range(4)),
    "one answer": json.dumps(
        {"status": "ok", "response": {"results": [item(n) for n in range(4)]}}
    ),
}


@pytest.mark.parametrize("ending", ["json", "jsonl"])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_file_holds_decides_and_not_its_ending(
    tmp_path: Path, shape: str, ending: str
) -> None:
    reads = read(tmp_path, f"a.{ending}", SHAPES[shape])
    assert [article.id for article in articles(reads)] == ["0", "1", "2", "3"]
    assert problems(reads) == []


def test_a_bad_value_among_many_is_named_and_the_others_come(tmp_path: Path) -> None:
    lines = f'{json.dumps(item(0))}\n{{"id": 1,\n{json.dumps(item(2))}\n'
    for name in ("a.json", "a.jsonl"):
        reads = read(tmp_path, name, lines)
        assert [article.id for article in articles(reads)] == ["0", "2"]
        assert problems(reads) == [f"{name}, line 2: it is not valid JSON"]
    reads = read(tmp_path, "a.json", json.dumps(item(0), indent=1) + '7 {"a": 1}')
    assert [article.id for article in articles(reads)] == ["0"]
    assert problems(reads) == [
        "a.json, article 2: it is not a JSON object",
        "a.json, article 3: it has no text",
    ]


def test_a_damaged_first_line_does_not_hide_the_others(tmp_path: Path) -> None:
    reads = read(tmp_path, "a.jsonl", f'{{"id": "0", "text": "Tru\n{json.dumps(item(1))}\n')
    assert [article.id for article in articles(reads)] == ["1"]
    assert problems(reads) == ["a.jsonl, line 1: it is not valid JSON"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "it is not valid JSON"),
        (" \n", "it is not valid JSON"),
        ("12", "it is neither an article nor a list of articles"),
        ('"text"', "it is neither an article nor a list of articles"),
        ("{}", "it holds neither the text of an article"),
        ('{"friends": [{"text": "T."}]}', "it holds neither the text of an article"),
        ("[" * 1_000_000, "it is not valid JSON"),
        ('{"a":' * 100_000, "it is not valid JSON"),
        ('{"a":' + "[" * 60 + "]" * 60 + "}", "it is more than 50 levels deep"),
        ("[" + "1" * 1_000_000 + "]", "a number of more than 4,000 digits"),
        ("[1e99999999999999999999]", "it is not valid JSON"),
        (b'["caf\xe9"]', "it is not valid JSON"),
        (b"\xff\xfe\x00\xd8[]", "it is not valid UTF-16"),
        ('{"title": "' + "x" * 6_000_000, "a value in it is longer than 5 MB"),
        (json.dumps({"a": ["x" * 1_000] * 6_000}), "it is longer than 5 MB"),
    ],
)
def test_what_holds_no_article_says_why(tmp_path: Path, content: str | bytes, reason: str) -> None:
    reads = read(tmp_path, "a.json", content)
    assert articles(reads) == []
    assert reason in problems(reads)[-1]


@pytest.mark.parametrize("content", ["[]", '{"articles": []}', '{"data": {"items": []}}'])
def test_an_empty_list_is_no_fault(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, "a.json", content) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_files_of_windows_programs(tmp_path: Path, encoding: str) -> None:
    raw = json.dumps([item(1, text="Straße")], ensure_ascii=False).encode(encoding)
    assert [article.text for article in articles(read(tmp_path, "a.json", raw))] == ["Straße"]


@pytest.mark.slow
def test_an_export_of_any_length_needs_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    with path.open("w") as file:
        file.write("[")
        for number in range(300):
            file.write(json.dumps(item(number, text=f"{number} " + "x" * 100_000)) + ",")
        file.write(json.dumps(item(300)) + "]")
    assert path.stat().st_size > 30_000_000
    tracemalloc.start()
    count = sum(isinstance(events, ParsedArticle) for events in read_path(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 301
    assert peak < 10_000_000
