"""Boilerplate is recognised, and headlines and texts that resemble it are not."""

from __future__ import annotations

from index.language.en.publishing.boilerplate import (
    find_update_label,
    is_feed_credit,
    is_teaser,
)


def test_a_teaser_ends_with_a_promise_of_more() -> None:
    assert is_teaser("The river rose. Continue reading at Marlow Post »")
    assert is_teaser("The river rose and …")
    assert not is_teaser("Read more books, said the mayor.")


def test_the_credit_of_a_feed_is_a_paragraph_of_its_own() -> None:
    assert is_feed_credit("The post Rain in Marlow appeared first on Marlow Post.")
    assert not is_feed_credit("The post is vacant.")


def test_the_label_of_an_update_ends_before_its_date() -> None:
    label = find_update_label("17 March 2025, last updated 18 March 2025")
    assert label is not None
    assert label[0] == "last updated"
    assert find_update_label("Published 17 March 2025") is None
