"""What sites say around and in place of articles in languages other than English: the usual
phrases, and not all of them."""

from __future__ import annotations

from index.language.other.germanic_sites import DUTCH, GERMAN, SCANDINAVIAN
from index.language.other.romance_sites import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from index.language.other.slavic_sites import POLISH

OTHERS = (GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, PORTUGUESE, POLISH, SCANDINAVIAN)
