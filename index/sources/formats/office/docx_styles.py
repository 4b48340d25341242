"""How the text of a Word document looks, by its styles and its own settings. Pure.

ECMA-376 part 1, section 17.7: a setting of the text counts before one of its character style, and
that before one of its paragraph's style. Switches of both styles cancel each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_MAX_CHAIN = 20
_SHIFTS = {"superscript": 1, "subscript": -1}
# Half-points by which text that is raised without becoming smaller stands higher or lower.
_SHIFTED = 4


@dataclass(frozen=True, slots=True)
class Look:
    """`is_struck`: struck out; `shift`: 1 if raised, -1 if lowered; `size` in points, 0 unknown."""

    is_struck: bool = False
    is_hidden: bool = False
    is_bold: bool = False
    shift: int = 0
    size: float = 0.0


class Styles:
    """The styles of a document, from the root of their part; None if it has none."""

    def __init__(self, root: Any | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._defaults = {style.get(f"{W}type"): style for style in found if _is_default(style)}
        default = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._document = [] if default is None else [default]

    def find_look(self, run: Any, paragraph: Any | None) -> Look:
        """Find the look of a run in a paragraph."""
        direct = list(run.iterfind(f"{W}rPr"))
        named = self._find_settings(_find_style(run, "rPr", "rStyle"), "character")
        below = self._find_settings(_find_style(paragraph, "pPr", "pStyle"), "paragraph")
        levels = (direct, named, below, self._document)
        return Look(
            _is_on("strike", *levels) or _is_on("dstrike", *levels),
            _is_on("vanish", *levels),
            _is_on("b", *levels),
            _find_shift(levels),
            _find_size(levels),
        )

    def find_name(self, paragraph: Any) -> str:
        """Find the built-in name of a paragraph's style, such as "title", in small letters."""
        style = self._styles.get(_find_style(paragraph, "pPr", "pStyle"))
        name = None if style is None else style.find(f"{W}name")
        return "" if name is None else name.get(f"{W}val", "").casefold()

    def find_default_size(self) -> float:
        """Find the size of text without settings of its own, in points; 0 if unknown."""
        return _find_size((self._find_settings("", "paragraph"), self._document))

    def _find_settings(self, style_id: str, kind: str) -> list[Any]:
        """The settings of a style and of those that it is based on, its own first."""
        settings = []
        style = self._styles.get(style_id, self._defaults.get(kind))
        for _ in range(_MAX_CHAIN):
            if style is None:
                break
            settings += style.findall(f"{W}rPr")
            parent = style.find(f"{W}basedOn")
            style = None if parent is None else self._styles.get(parent.get(f"{W}val", ""))
        return settings


def _is_default(style: Any) -> bool:
    return style.get(f"{W}default", "0") not in _OFF


def _find_style(element: Any | None, settings: str, name: str) -> str:
    style = None if element is None else element.find(f"{W}{settings}/{W}{name}")
    return "" if style is None else style.get(f"{W}val", "")


def _find_values(name: str, settings: list[Any]) -> Iterator[str]:
    for one in settings:
        value = one.find(f"{W}{name}")
        if value is not None:
            yield value.get(f"{W}val", "1")


def _is_on(name: str, *levels: list[Any]) -> bool:
    direct, *styles, document = ([v not in _OFF for v in _find_values(name, one)] for one in levels)
    if direct:
        return direct[0]
    if any(styles):
        return sum(values[0] for values in styles if values) == 1
    return bool(document) and document[0]


def _find_shift(levels: tuple[list[Any], ...]) -> int:
    for settings in levels:
        for value in _find_values("vertAlign", settings):
            return _SHIFTS.get(value, 0)
    for settings in levels[:2]:
        for value in _find_values("position", settings):
            height = int(value) if value.lstrip("-").isdigit() else 0
            return (height >= _SHIFTED) - (height <= -_SHIFTED)
    return 0


def _find_size(levels: tuple[list[Any], ...]) -> float:
    for settings in levels:
        for value in _find_values("sz", settings):
            return int(value) / 2 if value.isdigit() else 0.0
    return 0.0
