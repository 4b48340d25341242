"""Group near-duplicates into stories, by the stored sketches and their bands.

A story is a connected group of copies, named by the least of their ids. The order in which
articles arrive makes no difference (except for forms that are filled in hundreds of times), so an
interrupted run and an undisturbed one end in the same stories. `minhash` decides what a copy is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from index.core.dates import earliest, latest
from index.storage.minhash import LIMITS, Sketch, are_copies, compute_bands
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

# When a member goes, a larger group is not compared again pair by pair, and stays one story: a form
# letter of thousands would take minutes.
_MAX_COMPARED = 500
# Sketches of one story to read at a time: the first is nearly always a copy.
_SKETCHES_AT_ONCE = 20
# If more stories than this share a band within days, it is a form that is filled in every hour.
_MOST_STORIES = 200
# Of a band so many articles of about the same time are looked at: a story of thousands of copies
# stands among them, and adding to it costs no more than adding to a small one.
_MOST_OF_BAND = 400


class Stories:
    """The tables `sketches` and `bands`, and the column `story` of the articles."""

    def __init__(self, database: Database, availability: Availability) -> None:
        self._database = database
        self._availability = availability

    def place(self, number: int, sketch: Sketch) -> None:
        """Put the article of this number, new or changed, into the story of its copies."""
        with self._database.transaction() as connection:
            self.drop([number])
            connection.execute(
                "INSERT INTO sketches VALUES (?, ?, ?, ?)",
                (number, sketch.hashes.tobytes(), sketch.size, sketch.details.tobytes()),
            )
            copies = self._find_copies(sketch, self._find_candidates(number, sketch))
            # Bands of an article whose sketch was lost may still be there.
            connection.executemany(
                "INSERT OR IGNORE INTO bands VALUES (?, ?)",
                [(key, number) for key in compute_bands(sketch.hashes)],
            )
            self._join([number, *copies])

    def drop(self, numbers: Sequence[int]) -> None:
        """Take existing articles out of their stories, and group the other members again."""
        with self._database.transaction() as connection:
            sketches = self._load_sketches(numbers)
            for number, sketch in sketches:
                keys = [(key, number) for key in compute_bands(sketch.hashes)]
                connection.executemany("DELETE FROM bands WHERE band = ? AND article = ?", keys)
                connection.execute("DELETE FROM sketches WHERE article = ?", (number,))
            stories = self._load_stories(numbers)
            connection.executemany(
                "UPDATE articles SET story = id WHERE number = ?", [(n,) for n in numbers]
            )
            for story in stories:
                self._regroup(story)

    def outlets(self, stories: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        """For each story, the ids and outlets of its articles that may be shown, by id."""
        outlets: dict[str, list[tuple[str, str]]] = {}
        shown, hours = self._condition()
        rows = self._database.select_in_parts(
            f"SELECT story, id, source FROM articles WHERE {shown} AND story IN ({{}}) ORDER BY id",
            sorted(set(stories)),
            hours,
        )
        for story, article_id, source in rows:
            outlets.setdefault(story, []).append((article_id, source))
        return outlets

    def copies(self, article_id: str) -> list[tuple[str, str]]:
        """Ids and outlets of the other articles of an article's story, by id; those that may not
        be shown are left out."""
        shown, hours = self._condition()
        story = "SELECT story FROM articles WHERE id = ? AND story != ''"
        return self._database.rows(
            f"SELECT id, source FROM articles WHERE {shown} AND story = ({story}) AND id != ?"
            " ORDER BY id",
            (*hours, article_id, article_id),
        )

    def _condition(self) -> tuple[str, list[int]]:
        shown, hours = self._availability.condition()
        return shown or "1", hours

    def find_without_sketch(self) -> list[str]:
        """Ids of articles without a sketch, which were never compared with others."""
        rows = self._database.rows(
            "SELECT id FROM articles WHERE number NOT IN (SELECT article FROM sketches)"
        )
        return [row[0] for row in rows]

    def replace(self, article_id: str, sketch: Sketch) -> None:
        """Put an article, by id, into the story of its copies."""
        number = self._database.one("SELECT number FROM articles WHERE id = ?", (article_id,))
        self.place(number, sketch)

    def _find_candidates(self, number: int, sketch: Sketch) -> list[int]:
        """Articles of about the same time that share a band.

        A band that hundreds of stories share is the wording of a form, and is ignored: copies share
        other bands, too.
        """
        slack = int((LIMITS.days + 1) * 86_400)
        first = None if sketch.first is None else sketch.first - slack
        last = None if sketch.last is None else sketch.last + slack
        of_band = (
            "SELECT * FROM (SELECT band, number, story FROM bands"
            " CROSS JOIN articles ON number = article"
            " WHERE band = ? AND (? IS NULL OR published_second IS NULL"
            # A year or a month begins long before it ends.
            " OR length(published) < 10 OR published_second BETWEEN ? AND ?) LIMIT ?)"
        )
        bands = compute_bands(sketch.hashes)
        rows = self._database.rows(
            " UNION ALL ".join([of_band] * len(bands)),
            [value for band in bands for value in (band, first, first, last, _MOST_OF_BAND)],
        )
        members: dict[int, dict[int, str]] = {}
        for band, other, story in rows:
            members.setdefault(band, {})[other] = story
        candidates: set[int] = set()
        for stories in members.values():
            if len(set(stories.values())) <= _MOST_STORIES:
                candidates.update(stories)
        return sorted(candidates - {number})

    def _find_copies(self, sketch: Sketch, near: Sequence[int]) -> list[int]:
        """One copy from each story that has any: a form letter of thousands is compared once."""
        stories: dict[str, list[int]] = {}
        rows = self._database.select_in_parts(
            "SELECT story, number FROM articles WHERE number IN ({}) ORDER BY number", near
        )
        for story, number in rows:
            stories.setdefault(story, []).append(number)
        copies = []
        for members in stories.values():
            parts = (
                members[i : i + _SKETCHES_AT_ONCE]
                for i in range(0, len(members), _SKETCHES_AT_ONCE)
            )
            others = (item for part in parts for item in self._load_sketches(part))
            copies += list(islice((n for n, other in others if are_copies(sketch, other)), 1))
        return copies

    def _load_sketches(self, numbers: Sequence[int]) -> list[tuple[int, Sketch]]:
        rows = self._database.select_in_parts(
            "SELECT number, hashes, size, details, published FROM sketches"
            " JOIN articles ON number = article WHERE article IN ({})",
            numbers,
        )
        return [
            (
                number,
                Sketch(
                    np.frombuffer(hashes, dtype=np.uint32),
                    size,
                    np.frombuffer(details, dtype=np.uint32),
                    None if published is None else earliest(published),
                    None if published is None else latest(published),
                ),
            )
            for number, hashes, size, details, published in rows
        ]

    def _load_stories(self, numbers: Sequence[int]) -> list[str]:
        rows = self._database.select_in_parts(
            "SELECT DISTINCT story FROM articles WHERE number IN ({}) AND story != ''", numbers
        )
        return [row[0] for row in rows]

    def _join(self, numbers: Sequence[int]) -> None:
        """Merge these articles and their stories into one story."""
        with self._database.transaction() as connection:
            stories = self._load_stories(numbers[1:])
            own = self._database.one("SELECT id FROM articles WHERE number = ?", (numbers[0],))
            # A story has the least id of its members, so no other member is read.
            first = min([own, *stories])
            connection.execute(
                "UPDATE articles SET story = ? WHERE number = ?", (first, numbers[0])
            )
            connection.executemany(
                "UPDATE articles SET story = ? WHERE story = ?",
                [(first, story) for story in stories if story != first],
            )

    def _regroup(self, story: str) -> None:
        """Group the members of a story again: the member that left may have connected others."""
        with self._database.transaction() as connection:
            ids = dict(
                self._database.rows(
                    "SELECT number, id FROM articles JOIN sketches ON article = number"
                    " WHERE story = ?",
                    (story,),
                )
            )
            whole = len(ids) > _MAX_COMPARED
            groups = [list(ids)] if whole else _group_copies(self._load_sketches(list(ids)))
            connection.executemany(
                "UPDATE articles SET story = ? WHERE number = ?",
                [
                    (min(ids[member] for member in group), number)
                    for group in groups
                    if group
                    for number in group
                ],
            )


def _group_copies(sketches: Sequence[tuple[int, Sketch]]) -> list[list[int]]:
    """Connected groups of copies. Articles that share no band are not compared, as when added."""
    keys = {number: frozenset(compute_bands(sketch.hashes)) for number, sketch in sketches}
    groups: list[list[tuple[int, Sketch]]] = []
    for number, sketch in sketches:
        joined, apart = [(number, sketch)], []
        for group in groups:
            near = (other for n, other in group if not keys[number].isdisjoint(keys[n]))
            if any(are_copies(sketch, other) for other in near):
                joined += group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return [[number for number, _ in group] for group in groups]
