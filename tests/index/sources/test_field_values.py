"""Values of fields are texts in the forms of exports; dates in objects are moments."""

from __future__ import annotations

import pytest

from index.sources.field_values import NoTextError, read_known_texts, read_texts

MOMENT = "2025-03-17T09:05:00+00:00"


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ({"$date": {"$numberLong": "1742202300000"}}, [MOMENT]),
        ({"$date": 1742202300000}, [MOMENT]),
        ({"$date": "1742202300000"}, [MOMENT]),
        ({"$date": "2025-03-17T09:05:00Z"}, ["2025-03-17T09:05:00Z"]),
        ({"$date": "2025"}, ["2025"]),
        ({"$date": {"$numberLong": "-62135596800000"}}, ["0001-01-01T00:00:00+00:00"]),
        ({"_seconds": 1742202300, "_nanoseconds": 0}, [MOMENT]),
        ({"epoch_time": 1742202300.0, "timezone": "+00:00"}, [MOMENT]),
        ({"value": "2025-03-17"}, ["2025-03-17"]),
        ([{"name": "A"}, "B", None], ["A", "B"]),
        ({"name": {"value": "A"}}, ["A"]),
        ({"name": "", "value": "A"}, ["A"]),
    ],
)
def test_objects_that_stand_for_texts(value: object, texts: list[str]) -> None:
    assert read_texts(value, "published") == texts


def test_names_that_belong_to_one_field() -> None:
    assert read_texts({"main": "Tram"}, "title") == ["Tram"]
    assert read_texts({"title": "Kel Wire"}, "source") == ["Kel Wire"]
    assert read_texts({"original": "By A"}, "authors") == ["By A"]
    with pytest.raises(NoTextError):
        read_texts({"title": "Dr"}, "authors")


@pytest.mark.parametrize("value", [{}, {"a": "b"}, [{"a": 1}], b"x", [[[[["deep"]]]]]])
def test_what_is_no_text(value: object) -> None:
    with pytest.raises(NoTextError):
        read_texts(value, "text")
    assert read_known_texts(value, "source") == []


def test_a_missing_value_is_none() -> None:
    assert read_known_texts(["A", "null", "NaN", " None ", r"\N", float("nan")], "source") == ["A"]
