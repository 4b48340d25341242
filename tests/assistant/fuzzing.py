"""What schemathesis must know of the interface that its description cannot say."""

from __future__ import annotations

import re
import uuid
from typing import Any

import schemathesis

_KEY = "Idempotency-Key"
_VALID = re.compile(r"[!-~]+")


@schemathesis.hook  # type: ignore[misc, unused-ignore]
def before_call(context: Any, case: Any, arguments: dict[str, Any]) -> None:
    """Every request is a new one: the same key with another body is rightly refused."""
    headers = case.headers or {}
    if _VALID.fullmatch(str(headers.get(_KEY, ""))):
        headers[_KEY] = uuid.uuid4().hex
