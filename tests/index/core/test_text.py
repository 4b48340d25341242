"""What is stored is NFC, in one kind of line, encodable; what is no text is refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from index.core.errors import DatelineError
from index.core.text import decode, normalise, one_line
from tests.index.strategies import ANY_TEXT


@given(ANY_TEXT)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ANY_TEXT)
def test_normalised_text_is_nfc_and_storable(text: str) -> None:
    normalised = normalise(text)
    assert unicodedata.is_normalized("NFC", normalised)
    assert not set(normalised) & set("\x00\r\x0b\x0c\x85\u2028\u2029")
    assert normalised.encode("utf-8").decode("utf-8") == normalised
    assert not normalised.startswith("\ufeff")


@given(ANY_TEXT)
def test_one_line_has_no_control_character_and_no_double_space(text: str) -> None:
    line = one_line(text)
    assert not any(unicodedata.category(character) == "Cc" for character in line)
    assert line == " ".join(line.split())
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("plain — “text”\n\n  kept  as it is\t", "plain — “text”\n\n  kept  as it is\t"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\n\r\n\r", "\n\n\n"),
        ("e\u0301", "é"),
        ("\ufeffx\ufeffy", "x\ufeffy"),
        ("a\x00b\ud800c\udfffd", "a\ufffdb\ufffdc\ufffdd"),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("ﬁ ² ｆ", "ﬁ ² ｆ"),
    ],
)
def test_normalise_changes_only_what_it_must(written: str, stored: str) -> None:
    assert normalise(written) == stored


def test_one_line_of_a_headline_broken_over_lines() -> None:
    assert one_line("  Four\tdie\r\n in \x07 fire\u2029") == "Four die in fire"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        ("Zoë — “quoted”".encode(), "Zoë — “quoted”"),
        (b"\xef\xbb\xbfBOM", "BOM"),
        ("Zoë".encode("utf-16"), "Zoë"),
        (b"\xff\xfe" + "Zoë 😀".encode("utf-16-le"), "Zoë 😀"),
        (b"\xfe\xff" + "Zoë 😀".encode("utf-16-be"), "Zoë 😀"),
    ],
)
def test_decode_reads_utf_8_and_marked_utf_16(raw: bytes, text: str) -> None:
    assert decode(raw) == text


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"text with \x00 in it",
        b"\xe9\x00",
        b"\xff\xfe\x00\x00" + "UTF-32".encode("utf-32-le"),
        "UTF-16 without a mark".encode("utf-16-be"),
    ],
)
def test_decode_refuses_what_is_no_text(raw: bytes) -> None:
    with pytest.raises(DatelineError, match="binary"):
        decode(raw)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"caf\xe9 au lait", r"not valid UTF-8 \(byte 3\)"),
        (b"\xef\xbb\xbfcaf\xe9", r"not valid UTF-8 \(byte 6\)"),
        (b"\xed\xa0\x80", r"not valid UTF-8 \(byte 0\)"),
        (b"\xff\xfea\x00\x00\xd8b\x00", r"not valid UTF-16 \(byte 4\)"),
    ],
)
def test_decode_names_the_first_wrong_byte_of_the_file(raw: bytes, message: str) -> None:
    with pytest.raises(DatelineError, match=message):
        decode(raw)
