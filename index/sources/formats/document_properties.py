"""Title and authors from the properties of a document. Pure.

Word processors fill them in automatically, so names of files, programs and accounts are left out.
The dates are left out, too: they are those of the file.
"""

from __future__ import annotations

import re

from index.core.text import one_line
from index.sources.metadata import Metadata

_FILE_NAME = re.compile(
    r"\S\.(?:docx?|dotx?|odt|rtf|txt|tex|dvi|ps|pdf|html?|pptx?|xlsx?|indd|qx[dp]|pages|wpd)",
    re.IGNORECASE,
)
# "Microsoft Word - storm.doc", "untitled-1", "Document1", "storm_final_v2": not a headline.
_BY_PROGRAM = re.compile(
    r"microsoft (?:word|powerpoint|excel) - .*|(?:untitled|document|slide|page)[\s-]*\d*"
    r"|powerpoint presentation|word document|[^\s_]*_\S*|(?:about|data|file|https?):\S*",
    re.IGNORECASE,
)
_ACCOUNTS = frozenset(
    "administrator admin user author owner unknown anonymous root python-docx".split()
) | {"microsoft office user", "windows user", "office user"}


def read_document_properties(title: str, authors: str, language: str = "") -> Metadata:
    """Read the properties as metadata. Semicolons separate several authors."""
    title = one_line(title)
    if _FILE_NAME.search(title) or _BY_PROGRAM.fullmatch(title):
        title = ""
    names = (one_line(name) for name in authors.split(";"))
    return Metadata(
        title=title,
        authors=tuple(name for name in names if name.casefold() not in _ACCOUNTS),
        language=language,
    )
