"""Which word counts where several places speak, and under which names they do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.errors import DatelineError
from index.sources.metadata import (
    NAMES,
    PRECEDENCE,
    Metadata,
    language_tag,
    merge_metadata,
    read_metadata,
    read_record,
)
from index.sources.parsed_article import make_article


@pytest.mark.parametrize(("first", "second"), pairwise(PRECEDENCE))
def test_who_is_believed_first(first: str, second: str) -> None:
    believed, other = Metadata(title="A", authors=("A",)), Metadata("B", "B", ("B",))
    assert merge_metadata({second: other, first: believed}) == Metadata("A", "B", ("A",))


def test_what_says_nothing_is_passed_over() -> None:
    statements = {"record": Metadata(title=" ", authors=()), "file": Metadata("T", authors=("A",))}
    assert merge_metadata(statements) == Metadata("T", authors=("A",))
    assert merge_metadata({}) == Metadata()


def test_a_date_that_is_none_is_passed_over_but_not_hidden() -> None:
    good, bad = Metadata(published="2031-05-02"), Metadata(published="yesterday")
    assert merge_metadata({"record": bad, "page": good}).published == "2031-05-02"
    assert merge_metadata({"record": bad}).parse_dates()[2].startswith("its date 'yesterday'")


def test_dates_are_iso_and_unknown_where_they_are_not_understood() -> None:
    assert Metadata(published="2 May 2031", updated="03/04/2031").parse_dates() == (
        "2031-05-02",
        None,
        "its date '03/04/2031' cannot be understood, so it has none (write 2025-03-17)",
    )
    assert Metadata(published=" ").parse_dates() == (None, None, "")


@pytest.mark.parametrize(
    ("field", "name"), [(field, name) for field, names in NAMES.items() for name in names]
)
def test_every_name_in_every_spelling(field: str, name: str) -> None:
    for spelling in (
        name,
        name.upper(),
        f" {name.replace('_', ' ').title()} ",
        name.replace("_", "-"),
    ):
        article_id, text, metadata = read_record({spelling: "value", "unknown": {"a": 1}})
        got = {"id": article_id, "text": text}.get(field) or getattr(metadata, field, None)
        assert got == (("value",) if field == "authors" else "value"), spelling


def test_names_mean_one_field_each() -> None:
    every = [name for names in NAMES.values() for name in names]
    assert len(every) == len(set(every))


def test_the_first_name_with_a_value_counts() -> None:
    record = {"headline": "H", "title": " ", "body": "B", "text": None, "content": "C"}
    _, text, metadata = read_record(record)
    assert (text, metadata.title) == ("B", "H")


@pytest.mark.parametrize(
    "record",
    [
        {"pubDate": "", "date": "2025-03-17"},
        {"published": "0000-00-00 00:00:00", "date": "2025-03-17"},
        {"published": "03/04/2025", "date": "2025-03-17"},
        {"date": "soon", "published_at": "2025-03-17"},
        {"Date": "2025-03-17", "date": ""},
        {"date": None, " DATE ": "2025-03-17"},
        {"published": ["", "2025-03-17"]},
    ],
)
def test_an_empty_or_unclear_date_does_not_hide_another(record: dict[str, object]) -> None:
    assert read_metadata(record).published == "2025-03-17"


def test_a_date_that_was_never_filled_in_is_unknown_without_a_reservation() -> None:
    for text in ("0001-01-01T00:00:00Z", "1970-01-01 00:00:00", "null", "NaT"):
        assert read_metadata({"date": text}).parse_dates() == (None, None, "")
        assert Metadata(published=text).parse_dates() == (None, None, "")


def test_wordpress_dates_in_universal_time_come_before_those_of_the_town() -> None:
    record = {"date": "2025-03-17T10:05:00", "date_gmt": "2025-03-17T09:05:00"}
    assert read_metadata(record).published == "2025-03-17T09:05:00Z"
    assert read_metadata(record | {"date_gmt": "0000-00-00 00:00:00"}).published == record["date"]
    assert read_metadata({"modified_gmt": "2025-03-17"}).updated == "2025-03-17"


def test_all_parts_of_a_text_count() -> None:
    assert read_record({"body": [{"text": "One."}, "", {"text": "Two."}]})[1] == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("A", ("A",)),
        (["A", "B"], ("A", "B")),
        ([{"name": "A"}, "B", None, ""], ("A", "B")),
        ({"name": "A", "url": "x"}, ("A",)),
        (7, ("7",)),
        (True, ()),
        ([], ()),
        (None, ()),
        ([{"value": "A"}, {"rendered": "B"}], ("A", "B")),
        # What is no name leaves the author unknown, and does not keep the article out.
        ({"first": "A"}, ()),
        ([{}], ()),
        ({"name": 1}, ()),
    ],
)
def test_values_of_json(value: object, authors: tuple[str, ...]) -> None:
    assert read_record({"author": value})[2].authors == authors


@pytest.mark.parametrize("name", ["text", "_id"])
@pytest.mark.parametrize("value", [{"first": "A"}, [{}], b"A", {"name": 1}])
def test_an_id_or_text_that_is_none_is_an_error(name: str, value: object) -> None:
    with pytest.raises(DatelineError, match=f"its '{name}' is not text"):
        read_record({name: value})


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        *(("en", "en"), ("EN-gb", "en-GB"), ("pt_BR", "pt-BR"), ("en_US.UTF-8", "en-US")),
        *((" de ", "de"), ("deu", "de"), ("eng", "en"), ("zh-Hant-TW", "zh-Hant-TW")),
        *(
            ("English", "en"),
            ("german", "de"),
            ("haw", "haw"),
            ("", ""),
            ("e", ""),
            ("en GB", ""),
            ("12", ""),
            ("en-", ""),
        ),
    ],
)
def test_language_tags(written: str, tag: str) -> None:
    assert language_tag(written) == tag


@given(st.text(max_size=20))
def test_a_language_is_a_tag_or_nothing_and_stays_what_it_is(text: str) -> None:
    tag = language_tag(text)
    assert tag.isascii()
    assert language_tag(tag) == tag


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
names = st.sampled_from([name for every in NAMES.values() for name in every]) | st.text(max_size=5)


@given(st.dictionaries(names, values, max_size=8))
def test_any_record_has_texts_or_is_an_error(record: dict[str, object]) -> None:
    try:
        article_id, text, metadata = read_record(record)
    except DatelineError:
        return
    assert isinstance(article_id, str)
    assert isinstance(text, str)
    assert merge_metadata({"record": metadata, "file": Metadata()}) == metadata
    metadata.parse_dates()


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("https://kel.example/a", "https://kel.example/a"),
        ("kel.example/a", "kel.example/a"),
        ("javascript:alert(1)", ""),
        ("\tjavascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("urn:newsml:kel:1", ""),
    ],
)
def test_an_address_of_no_page_is_left_out(stated: str, kept: str) -> None:
    article, _ = make_article("a", "Rain fell.", Metadata(url=stated))
    assert article.url == kept
