"""ninjs 1, 2 and 3: told from other JSON, in files of one item and of many."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.core.article import Article
from index.core.item import ItemVersion, NoticeStatus
from index.core.terms import Terms
from index.sources.formats.agency.ninjs import is_ninjs
from tests.index.sources.formats.agency.reading import Read, read

HTML = "<section><h1>Rain in Kel</h1><p>It rained in Kel.</p><p>It was wet.</p></section>"
ONE: dict[str, Any] = {
    "uri": "urn:kel:1", "type": "text", "version": "2", "versioncreated": "2025-03-18T08:00:00Z",
    "firstcreated": "2025-03-17T09:30:00Z", "pubstatus": "usable", "language": "en",
    "byline": "By Ann Bo", "headline": "Rain in Kel", "body_text": "It rained in Kel. It was wet.",
    "body_html": HTML, "copyrightholder": "Kel Wire", "usageterms": "CC BY 4.0",
    "subject": [{"code": "17000000", "name": "weather"}], "source": "Kel Wire",
}  # fmt: skip
TWO: dict[str, Any] = {
    "uri": "urn:kel:1", "type": "text", "version": "2", "versioncreated": "2025-03-18T08:00:00Z",
    "firstcreated": "2025-03-17T09:30:00Z", "pubstatus": "usable", "language": "en",
    "by": "By Ann Bo", "headlines": [{"role": "sub", "value": "Wet"},
                                     {"role": "main", "value": "Rain in Kel"}],
    "bodies": [{"role": "text", "contenttype": "text/plain", "value": "It rained in Kel."},
               {"role": "kel", "contenttype": "application/xml", "value": "<KEL>x</KEL>"},
               {"role": "html5", "contenttype": "text/html", "value": HTML}],
    "copyrightholder": "Kel Wire", "usageterms": "CC BY 4.0",
    "subjects": [{"literal": "17000000", "name": "weather"}], "infosources": [{"name": "Kel Wire"}],
}  # fmt: skip
_CAMEL = {"versioncreated": "versionCreated", "firstcreated": "firstCreated",
          "pubstatus": "pubStatus", "copyrightholder": "copyrightHolder",
          "usageterms": "usageTerms", "contenttype": "contentType"}  # fmt: skip


def camel(value: Any) -> Any:
    """Version 3 spells the names of version 2 so."""
    if isinstance(value, list):
        return [camel(part) for part in value]
    if isinstance(value, dict):
        return {_CAMEL.get(name, name): camel(part) for name, part in value.items()}
    return value


VERSIONS = {"1": ONE, "2": TWO, "3": camel(TWO)}
EACH = pytest.mark.parametrize("version", VERSIONS)


def of(folder: Path, value: object, name: str = "a.json") -> Read:
    return read(folder, name, json.dumps(value))


@EACH
def test_all_fields(tmp_path: Path, version: str) -> None:
    found = of(tmp_path, VERSIONS[version])
    assert found.articles == [
        Article(
            id="urn:kel:1",
            title="Rain in Kel",
            text="It rained in Kel.\n\nIt was wet.",
            source="Kel Wire",
            published="2025-03-17T09:30:00+00:00",
            authors=("Ann Bo",),
            updated="2025-03-18T08:00:00+00:00",
            language="en",
            section="weather",
            terms=Terms(copyright="© Kel Wire", usage="CC BY 4.0"),
        )
    ]
    assert found.items == [ItemVersion("urn:kel:1", 2, 1_742_284_800)]
    assert found.problems == []


@EACH
def test_many_items_in_arrays_lists_and_lines(tmp_path: Path, version: str) -> None:
    items = [VERSIONS[version] | {"uri": f"urn:kel:{number}"} for number in (1, 2)]
    lines = "\n".join(map(json.dumps, items))
    for found in (
        of(tmp_path, items),
        of(tmp_path, {"items": items}),
        of(tmp_path, {"newsItems": items}),
        read(tmp_path, "a.jsonl", lines),
    ):
        assert [article.id for article in found.articles] == ["urn:kel:1", "urn:kel:2"]
        assert [item and item.number for item in found.items] == [2, 2]


@EACH
def test_a_canceled_item_is_a_notice_and_a_withheld_one_is_held(
    tmp_path: Path, version: str
) -> None:
    status = "pubStatus" if version == "3" else "pubstatus"
    bare = {"uri": "urn:kel:1", "version": "3", status: "canceled"}
    for item in (VERSIONS[version] | {status: "canceled"}, bare):
        found = of(tmp_path, item)
        assert found.articles == []
        assert [one.notice.status for one in found.notices] == [NoticeStatus.CANCELED]
    held = of(tmp_path, VERSIONS[version] | {status: "withheld"})
    assert held.terms.hold == "it is withheld by its pubstatus"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"embargoed": "2030-01-02T06:00:00Z"}, Terms(embargo="2030-01-02T06:00:00+00:00")),
        ({"embargoed": "2030-01-02T06:00:00"}, Terms(embargo="2030-01-02T06:00:00")),
        ({"embargoed": True}, Terms(hold="it is embargoed, without a date")),
        ({"embargoed": "until the vote"},
         Terms(hold="its embargo 'until the vote' cannot be understood")),
        ({"embargoed": None}, Terms()),
        ({"expires": "2030-01-02"}, Terms(expiry="2030-01-02")),
        ({"ednote": "EMBARGO 0600 GMT 2 January 2030"}, Terms(embargo="2030-01-02T06:00:00+00:00")),
        ({"ednote": "CORRECTS the day"},
         Terms(correction="CORRECTS the day", corrected="2025-03-18T08:00:00+00:00")),
        ({"signals": [{"name": "correction"}]},
         Terms(correction="correction", corrected="2025-03-18T08:00:00+00:00")),
        ({"rightsinfo": {"linkedrights": "https://creativecommons.org/licenses/by/4.0/"}},
         Terms(usage="https://creativecommons.org/licenses/by/4.0/")),
    ],
)  # fmt: skip
def test_terms(tmp_path: Path, changes: dict[str, Any], expected: Terms) -> None:
    plain = {name: ONE[name] for name in ONE if name not in ("copyrightholder", "usageterms")}
    assert of(tmp_path, plain | changes).terms == expected


def test_other_types_are_refused_with_their_name(tmp_path: Path) -> None:
    found = of(tmp_path, [ONE | {"type": "picture"}, ONE | {"uri": "urn:kel:2"}])
    assert [article.id for article in found.articles] == ["urn:kel:2"]
    assert [one.reason for one in found.problems] == ["it is not a text but of the type 'picture'"]


def test_an_item_without_an_order_is_no_version(tmp_path: Path) -> None:
    plain = {name: ONE[name] for name in ONE if not name.startswith("version")}
    (item,) = of(tmp_path, plain).items
    assert item == ItemVersion("urn:kel:1", 0, None, is_ordered=False)


def test_superdesk_calls_the_name_guid(tmp_path: Path) -> None:
    item = {"guid": "kel-1", **{name: ONE[name] for name in ONE if name != "uri"}}
    (found,) = of(tmp_path, item).articles
    assert found.id == "kel-1"


@pytest.mark.parametrize(
    "record",
    [
        {"id": "a", "text": "Rain.", "title": "Rain"},
        {"guid": "a", "title": "Rain", "content": "Rain."},
        {"uri": "/a", "headline": "Rain", "body": "Rain.", "published": "2025"},
        {"url": "https://kel.example", "pubstatus": "usable", "text": "Rain."},
        {"uri": 7, "versioncreated": "2025", "body": "Rain."},
    ],
)
def test_other_json_is_no_ninjs(record: dict[str, Any]) -> None:
    assert not is_ninjs(record)
