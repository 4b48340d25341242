"""The text in an RTF document: its paragraphs and tables in order, as printed. Pure.

Hidden, deleted and struck-out text, headers, footnotes and pictures are left out, and so are the
addresses of links; raised figures are written as such ("10⁶"). The converters on the package index
write such text into the document or lose letters, so this reads the control words itself. RTF
1.9.1, Microsoft 2008.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.core.errors import DatelineError
from index.sources.formats.rtf_parts.codecs import decode_bytes, find_codec, read_font_codecs
from index.sources.formats.rtf_parts.flow import RtfFlow
from index.sources.formats.rtf_parts.group import RtfGroup
from index.sources.formats.rtf_parts.words import (
    BOX,
    CHARACTERS,
    KNOWN,
    NOT_TEXT,
    PARAGRAPH_ENDS,
    PARAGRAPH_SYMBOLS,
    POSITIONS,
    PROPERTIES,
    STARRED_TEXTS,
    STRUCK,
    SYMBOLS,
    TABLES,
)
from index.sources.html.blocks import PARAGRAPH

MAX_FILE_BYTES = 100_000_000
_START = b"{\\rtf"
_MAX_DEPTH = 5_000
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,40})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)|(.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class RtfDocument:
    """A document. `blocks` are its paragraphs and tables; a table has a line for each row and tabs
    between cells. `title` and `author` are its properties, "" if it states none.

    `is_complete` is False if the file breaks off; the last block may then lack its end.
    """

    blocks: tuple[str, ...]
    title: str
    author: str
    is_complete: bool


def read_rtf(raw: bytes) -> RtfDocument:
    """Read an RTF document. Raises DatelineError if it is none, or nested like a bomb."""
    raw = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not raw.startswith(_START):
        raise DatelineError("it is not an RTF document")
    reader = _Reader(raw)
    reader.read()
    return RtfDocument(
        tuple(reader.flow.finish()),
        reader.properties["title"].strip(),
        reader.properties["author"].strip(),
        reader.is_complete,
    )


class _Reader:
    """Reads the tokens of a document one after the other."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._codec = "cp1252"
        self._fonts, self._default_font = read_font_codecs(raw)
        self._group = RtfGroup(codec=self._fonts.get(self._default_font, ""))
        self._stack: list[RtfGroup] = []
        self._bytes = bytearray()
        # Bytes after a Unicode character that repeat it for old programs.
        self._repeated = 0
        self._is_starred = False
        self.flow = RtfFlow()
        self.properties = dict.fromkeys(PROPERTIES, "")
        self.is_complete = False

    def read(self) -> None:
        """Read up to the end of the document's group; what follows it is not part of it."""
        place = 0
        while not self.is_complete and (match := _TOKEN.match(self._raw, place)):
            place = match.end()
            word, number, hexadecimal, symbol, brace, text, _ = match.groups()
            if word:
                place += self._read_word(word.decode("ascii"), number)
            elif hexadecimal:
                self._add_bytes(bytes.fromhex(hexadecimal.decode("ascii")))
            elif text:
                self._add_bytes(text)
            elif symbol:
                self._read_symbol(symbol)
            elif brace:
                self._read_brace(brace)
        self._flush()

    def _read_brace(self, brace: bytes) -> None:
        self._flush()
        self._repeated, self._is_starred = 0, False
        if brace == b"{":
            if len(self._stack) == _MAX_DEPTH:
                raise DatelineError(f"it is nested more than {_MAX_DEPTH:,} groups deep")
            self._stack.append(self._group)
        elif self._stack:
            self._group = self._stack.pop()
            self.is_complete = not self._stack

    def _read_symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._is_starred = True
        elif symbol in PARAGRAPH_SYMBOLS:
            self._end_paragraph("par")
        elif symbol in SYMBOLS:
            self._add_text(SYMBOLS[symbol])

    def _read_word(self, word: str, number: bytes | None) -> int:
        """Read a control word. Returns how many bytes of data follow it."""
        self._repeated = 0
        if word not in KNOWN and not self._is_starred:
            return 0
        value = int(number) if number else None
        if word == "bin":
            return max(0, value or 0)
        if self._is_starred and word not in STARRED_TEXTS:
            self._change(target=None)
        elif word == "u" and value is not None:
            self._add_text(chr(value & 0xFFFF))
            self._repeated = self._group.fallback_length
        elif word in CHARACTERS:
            self._add_text(CHARACTERS[word])
        elif word in PARAGRAPH_ENDS or word in ("cell", "row"):
            self._end_paragraph(word)
        elif word in TABLES:
            self._flush()
            if self._group.has_paragraphs:
                self.flow.set_in_table(in_table=word != "pard")
        elif not self._change_target(word):
            self._change_state(word, value)
        self._is_starred = False
        return 0

    def _change_target(self, word: str) -> bool:
        """Read a control word that begins a group of another kind. Returns whether it does."""
        group = self._group
        if word in PROPERTIES and group.target is None:
            self._change(target=word)
        elif word in ("upr", "shpinst"):
            # The same text twice, for old programs and in Unicode; a shape, which may have a text.
            self._change(outside=group.target, target=None)
        elif word == "ud":
            self._change(target=group.outside)
        elif word == "shptxt":
            self._change(target=None if group.outside is None else BOX)
        elif word in NOT_TEXT:
            self._change(target=None)
        else:
            return False
        return True

    def _change_state(self, word: str, value: int | None) -> None:
        """Read a control word about the letters that follow."""
        if word == "uc":
            self._change(fallback_length=max(0, value or 0))
        elif word == "plain":
            codec = self._fonts.get(self._default_font, "")
            self._change(
                is_hidden=False, is_deleted=False, is_struck=False, position=0, codec=codec
            )
        elif word == "v":
            self._change(is_hidden=value != 0)
        elif word == "deleted":
            self._change(is_deleted=value != 0)
        elif word in STRUCK:
            self._change(is_struck=value != 0)
        elif word in POSITIONS:
            self._change(position=0 if value == 0 else POSITIONS[word])
        elif word == "f":
            self._change(codec=self._fonts.get(value or 0, ""))
        elif codec := find_codec(word, value):
            self._flush()
            self._codec = codec

    def _change(self, **state: object) -> None:
        if all(getattr(self._group, name) == value for name, value in state.items()):
            return
        self._flush()
        self._group = replace(self._group, **state)  # type: ignore[arg-type]

    def _add_bytes(self, text: bytes) -> None:
        if self._repeated:
            dropped = min(self._repeated, len(text))
            self._repeated -= dropped
            text = text[dropped:]
        if text and self._group.is_shown:
            self._bytes += text

    def _add_text(self, text: str) -> None:
        self._flush()
        if self._group.is_shown:
            self._write(text)

    def _flush(self) -> None:
        """Decode the bytes so far; a character may take several of them."""
        if self._bytes:
            text = decode_bytes(bytes(self._bytes), self._group.codec or self._codec)
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        if self._group.target == BOX:
            self.flow.add_to_box(text)
        elif self._group.target:
            self.properties[self._group.target] += text
        else:
            self.flow.add(text, self._group.position)

    def _end_paragraph(self, word: str) -> None:
        self._flush()
        is_cell = word in ("cell", "row")
        if self._group.target is None or not (is_cell or self._group.has_paragraphs):
            return
        if self._group.target:
            self._write(PARAGRAPH)
        elif word == "cell":
            self.flow.end_cell()
        elif word == "row":
            self.flow.end_row()
        else:
            self.flow.end_paragraph()
