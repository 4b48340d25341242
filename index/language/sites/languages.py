"""The phrases of all languages, kind by kind."""

from __future__ import annotations

from index.language.en.publishing.site_phrases import ENGLISH
from index.language.other.site_phrases import OTHERS


def gather_phrases(kind: str) -> list[str]:
    """The phrases of one kind, a field of SitePhrases, in all languages: English first."""
    return [phrase for language in (ENGLISH, *OTHERS) for phrase in getattr(language, kind)]
