"""What holds in a group of an RTF document. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RtfGroup:
    """What holds in a group. `target` is "" for text, the name of a property, or None for what is
    skipped; `outside` is the target around a group that states a text twice. `position` is 1 for
    raised letters, -1 for lowered ones."""

    target: str | None = ""
    outside: str | None = ""
    codec: str = ""
    is_hidden: bool = False
    is_deleted: bool = False
    is_struck: bool = False
    position: int = 0
    fallback_length: int = 1

    @property
    def has_paragraphs(self) -> bool:
        """Whether its paragraphs are part of the document, even if their text is struck out."""
        return self.target is not None and not (self.is_hidden or self.is_deleted)

    @property
    def is_shown(self) -> bool:
        """Whether its text is part of the document."""
        return self.has_paragraphs and not self.is_struck
