"""Checks whether the sender of a Gradio event may change the archive."""

from __future__ import annotations

import gradio as gr

from index.core.errors import PublicError


def may_write(request: gr.Request) -> bool:
    """Does the request's key allow writing, by the rule that holds for every route?

    A request that has not passed that rule may not write.
    """
    return bool(getattr(request.state, "may_write", False))


def check_may_write(request: gr.Request) -> None:
    """Raise PublicError if the request may not write: a browser can send what no page shows."""
    check_allowed(may_write(request))


def check_allowed(allowed: bool) -> None:
    """Raise PublicError if writing is not allowed."""
    if not allowed:
        raise PublicError("This key may read, not write")
