"""Compound files (MS-CFB), as Outlook and Word 97 write them, for tests."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR = 512
MINI_SECTOR = 64
CUTOFF = 4_096
END, FREE, FAT_SECTOR, NO_ENTRY = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF

Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Node:
    name: str
    kind: int
    content: bytes = b""
    child: int = NO_ENTRY
    right: int = NO_ENTRY
    start: int = END
    size: int = 0
    kids: list[int] = field(default_factory=list)


class _Writer:
    def __init__(self) -> None:
        self.nodes = [_Node("Root Entry", 5)]
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = b""
        self.mini_fat: list[int] = []

    def add(self, tree: Tree, parent: int) -> None:
        # Siblings are in the order of the length of their names, then of their letters.
        for name in sorted(tree, key=lambda one: (len(one), one.upper())):
            content = tree[name]
            self.nodes.append(_Node(name, 2 if isinstance(content, bytes) else 1))
            place = len(self.nodes) - 1
            self.nodes[parent].kids.append(place)
            if isinstance(content, bytes):
                self.nodes[place].content = content
            else:
                self.add(content, place)

    def store(self, content: bytes) -> int:
        """Store in whole sectors; returns the first."""
        if not content:
            return END
        first = len(self.sectors)
        pieces = [content[at : at + SECTOR] for at in range(0, len(content), SECTOR)]
        self.sectors += [piece.ljust(SECTOR, b"\0") for piece in pieces]
        self.fat += [*range(first + 1, first + len(pieces)), END]
        return first

    def store_mini(self, content: bytes) -> int:
        first = len(self.mini_fat)
        count = -(-len(content) // MINI_SECTOR)
        self.mini += content.ljust(count * MINI_SECTOR, b"\0")
        self.mini_fat += [*range(first + 1, first + count), END]
        return first

    def write(self) -> bytes:
        for node in self.nodes[1:]:
            node.size = len(node.content)
            if 0 < node.size < CUTOFF:
                node.start = self.store_mini(node.content)
            elif node.size:
                node.start = self.store(node.content)
        self.nodes[0].start, self.nodes[0].size = self.store(self.mini), len(self.mini)
        mini_fat = self.store(pack(self.mini_fat))
        for node in self.nodes:
            node.child = node.kids[0] if node.kids else NO_ENTRY
            for left, right in zip(node.kids, node.kids[1:], strict=False):
                self.nodes[left].right = right
        directory = self.store(b"".join(map(write_node, self.nodes)))
        tables = 1
        while tables * SECTOR // 4 < len(self.fat) + tables:
            tables += 1
        places = list(range(len(self.sectors), len(self.sectors) + tables))
        self.fat += [FAT_SECTOR] * tables
        whole = pack(self.fat).ljust(tables * SECTOR, b"\xff")
        self.sectors += [whole[at : at + SECTOR] for at in range(0, len(whole), SECTOR)]
        has_mini = bool(self.mini_fat)
        head = struct.pack(
            "<8s16sHHHHH6xIIIIIIIIII",
            *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6),
            *(0, tables, directory, 0, CUTOFF, mini_fat if has_mini else END),
            *(-(-len(self.mini_fat) * 4 // SECTOR), END, 0, places[0]),
        )
        return head + pack(places[1:]).ljust(108 * 4, b"\xff") + b"".join(self.sectors)


def pack(numbers: list[int]) -> bytes:
    return b"".join(number.to_bytes(4, "little") for number in numbers)


def write_node(node: _Node) -> bytes:
    name = node.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIII",
        *(name, len(name) + 2, node.kind, 1, NO_ENTRY, node.right, node.child),
        *(0, node.start, node.size, 0),
    )


def make_compound_file(tree: Tree) -> bytes:
    """A compound file of these streams and storages (a mapping is a storage)."""
    writer = _Writer()
    writer.add(tree, 0)
    return writer.write()
