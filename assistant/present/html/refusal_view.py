"""Prepares a refusal for the chat's template: verdict, reason, closest articles. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.chat.turn import NearArticle, Turn
from assistant.chat.widening import list_wider_filters

_VERDICT = "The archive does not say"


@dataclass(frozen=True, slots=True)
class RefusalView:
    """The verdict, its reason ("" if unknown), the closest articles, and the labels of the wider
    filters, in the order of `list_wider_filters`."""

    verdict: str
    reason: str
    closest: tuple[NearArticle, ...]
    wider: tuple[str, ...]


def view_refusal(turn: Turn) -> RefusalView:
    """Prepare the refusal of a turn without an answer."""
    verdict, reason = _split(turn.refusal)
    labels = tuple(one.label for one in list_wider_filters(turn.asked.filters))
    return RefusalView(verdict, reason, turn.closest, labels)


def _split(refusal: str) -> tuple[str, str]:
    """Split a refusal into the verdict and the reason, as two sentences."""
    verdict, _, reason = refusal.partition(": ")
    if verdict != _VERDICT:
        return refusal, ""
    return f"{verdict}.", reason[:1].upper() + reason[1:]
