"""The styles of an OpenDocument text, as far as they decide what is text. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MAX_PARENTS = 50
_OFF = ("", "none", "false")


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look; None for what a style leaves to the one around it. `position` is 1 for
    raised letters, -1 for lowered ones."""

    is_struck: bool | None = None
    is_hidden: bool | None = None
    position: int | None = None

    def over(self, outer: Look) -> Look:
        """This look, inside of another one."""
        return Look(
            outer.is_struck if self.is_struck is None else self.is_struck,
            outer.is_hidden if self.is_hidden is None else self.is_hidden,
            outer.position if self.position is None else self.position,
        )


class Styles:
    """The styles of a document, by their names."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._looks: dict[str, Look] = {}
        self._found: dict[str, Look] = {}
        self._parents: dict[str, str] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                name = style.get(f"{STYLE}name", "")
                self._parents[name] = style.get(f"{STYLE}parent-style-name", "")
                self._looks[name] = _read_look(style.find(f"{STYLE}text-properties"))

    def find_look(self, name: str) -> Look:
        """The look of a style, with what it takes from its parents."""
        if name not in self._found:
            look = Look()
            for one in self._ancestry(name):
                look = look.over(self._looks.get(one, Look()))
            self._found[name] = look
        return self._found[name]

    def is_title(self, name: str) -> bool:
        """Whether a paragraph of this style is the document's title."""
        return "Title" in self._ancestry(name)

    def _ancestry(self, name: str) -> list[str]:
        names: list[str] = []
        while name and name not in names and len(names) < _MAX_PARENTS:
            names.append(name)
            name = self._parents.get(name, "")
        return names


def _read_look(properties: Any) -> Look:
    if properties is None:
        return Look()
    struck = [
        properties.get(f"{STYLE}{name}")
        for name in ("text-line-through-style", "text-line-through-type", "text-crossing-out")
    ]
    stated = [value for value in struck if value is not None]
    display = properties.get(f"{TEXT}display")
    return Look(
        any(value not in _OFF for value in stated) if stated else None,
        None if display is None else display == "none",
        _read_position(properties.get(f"{STYLE}text-position", "")),
    )


def _read_position(value: str) -> int | None:
    """The position in "super 58%", "-33% 58%" or "0% 100%"."""
    place = value.split()[0] if value.split() else ""
    if place in ("super", "sub"):
        return 1 if place == "super" else -1
    try:
        height = float(place.removesuffix("%"))
    except ValueError:
        return None
    return (height > 0) - (height < 0)
