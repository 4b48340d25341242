"""Find the articles and passages that hold words of the speakers of filters.

Attributions of an earlier text of their article do not count, nor do thoughts and mere mentions.
Does not know whom a name means.
"""

from __future__ import annotations

import json

from index.core.article import Filters
from index.storage.sqlite.database import Database

# From the speakers to their attributions by index. The plus has SQLite compare the hash in its
# index: an article's row has its text in it.
_ATTRIBUTIONS = """json_each(?) AS wanted
CROSS JOIN attributions AS said
    ON said.speaker = json_extract(wanted.value, '$[0]')
    AND said.office = json_extract(wanted.value, '$[1]') AND said.speech = 1
CROSS JOIN enrichments ON enrichments.article = said.article
CROSS JOIN articles AS present
    ON present.content_hash = enrichments.content_hash AND +present.number = said.article"""
# A damaged row holds no words.
_CONTENTS = """json_each(
    CASE WHEN json_valid(said.spans) THEN said.spans ELSE 'null' END, '$.content'
) AS content"""
_FIRST, _AFTER = (f"json_extract(content.value, '$[{place}]')" for place in (0, 1))
# As with sentences: the end of a quotation that hangs over is not the passage's.
_SHARED = f"min({_AFTER}, own.after) - max({_FIRST}, own.first) >= min(8, {_AFTER} - {_FIRST})"

# A condition on articles, with a question mark for `list_speakers`.
SPOKEN_ARTICLES = f"articles.number IN (SELECT said.article FROM {_ATTRIBUTIONS})"
_SPOKEN_PASSAGES = f"""SELECT DISTINCT own.rowid FROM {_ATTRIBUTIONS}
CROSS JOIN passages AS own
    ON own.article = said.article AND own.first < said.after AND own.after > said.first
CROSS JOIN {_CONTENTS} WHERE {_SHARED}"""


def list_speakers(filters: Filters) -> str:
    """The names and offices of the speaker of filters, as JSON."""
    return json.dumps(filters.spoken_by)


def find_spoken_passages(database: Database, filters: Filters) -> list[int]:
    """The rows of the passages that hold words of the speaker of filters, found once until somebody
    writes."""
    rows = database.survey(_SPOKEN_PASSAGES, [list_speakers(filters)])
    return [row[0] for row in rows]
