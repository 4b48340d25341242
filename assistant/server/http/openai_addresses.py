"""The addresses of OpenAI's API: those that this server has, and those that it does not have.

https://developers.openai.com/api/reference
"""

from __future__ import annotations

import re

_OFFERED = re.compile(r"/v1/(?:chat/completions|models(?:/.*)?)", re.DOTALL)
_ABSENT = re.compile(
    r"/v1/(?:assistants|audio|batches|chat/completions/.+|chatkit|completions|containers"
    r"|conversations|embeddings|evals|files|fine_tuning|images|moderations|realtime|responses"
    r"|threads|uploads|vector_stores|videos)(?:/.*)?",
    re.DOTALL,
)


def is_openai_address(path: str) -> bool:
    """Do OpenAI's clients call this address?"""
    return bool(_OFFERED.fullmatch(path)) or is_absent(path)


def is_absent(path: str) -> bool:
    """Is it one that this server does not have?"""
    return bool(_ABSENT.fullmatch(path))
