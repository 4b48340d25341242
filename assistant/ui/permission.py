"""Who asks: may the sender of a Gradio event change the archive?"""

from __future__ import annotations

import gradio as gr

from index.core.errors import PublicError


def may_write(request: gr.Request) -> bool:
    """Is the request's key good for writing, by the rule that counts for every route?

    What has not come through that rule may not.
    """
    return bool(getattr(request.state, "may_write", False))


def check_may_write(request: gr.Request) -> None:
    """Raises PublicError where it is not: what a page does not show can be sent all the same."""
    check(may_write(request))


def check(allowed: bool) -> None:
    """Raises PublicError where writing is not allowed."""
    if not allowed:
        raise PublicError("This key may read, not write")
