"""Whether the articles of an archive call a speaker he or she."""

from __future__ import annotations

from itertools import islice

from index.language.en.given_names import guess_gender
from index.language.en.speech.offices import FEMALE, MALE
from index.library import Library

_PRONOUNS = {"he": MALE, "she": FEMALE}
_MOST_READ = 100


def find_archive_gender(library: Library, name: str) -> str:
    """`MALE` or `FEMALE`, "" if the titles, given names and pronouns of the speakers of that name
    do not tell, or tell both."""
    speakers = library.find_speakers(name)
    known = {guess_gender(f"{each.office} {each.name}") for each in speakers} - {""}
    if not known:
        statements = islice(library.statements(speakers), _MOST_READ) if speakers else ()
        sources = (
            article.text[span.start : span.end].lower()
            for article, attribution in statements
            for span in attribution.source
        )
        known = {_PRONOUNS[source] for source in sources if source in _PRONOUNS}
    return known.pop() if len(known) == 1 else ""
