"""What became of articles that were added, and what is wrong with a home. Pure data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.sources.parsed_article import Problem


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the articles of one run; `warnings` are reservations about added ones.

    `removed` are ids, of a `sync` alone. `embedded` counts the texts that the model had to read.
    """

    added: int = 0
    unchanged: int = 0
    updated: int = 0
    removed: tuple[str, ...] = ()
    skipped: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    embedded: int = 0


@dataclass(slots=True)
class IndexState:
    """What an index lacks, has too much, and has wrong, by passage id; `fault` where it cannot
    even be read."""

    fault: str = ""
    missing: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Does it hold exactly what the catalog holds?"""
        return not (self.fault or self.missing or self.strangers or self.wrong)


@dataclass(slots=True)
class Examination:
    """What is wrong with a home.

    `faults` are SQLite's own findings; `altered` the articles whose text is not what was stored,
    `broken` those whose passages or vectors are not whole, `ungrouped` those without a sketch, all
    by id. `interrupted` tells of a write, `rebuilding` of a rebuild that did not come to its end.
    """

    articles: int = 0
    passages: int = 0
    faults: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    ungrouped: list[str] = field(default_factory=list)
    interrupted: bool = False
    rebuilding: bool = False
    vectors: IndexState = field(default_factory=IndexState)
    lexical: IndexState = field(default_factory=IndexState)

    @property
    def sound(self) -> bool:
        """Is nothing wrong?"""
        return not any(self.lines())

    def lines(self) -> Iterator[str]:
        """Everything that is wrong, a line each."""
        yield from (f"catalog: SQLite says: {fault}" for fault in self.faults)
        if self.rebuilding:
            yield "a rebuild was interrupted; run: dateline rebuild"
        if self.interrupted:
            yield "a write was interrupted"
        for ids, what in (
            (self.altered, "articles are not as they were stored"),
            (self.broken, "articles have passages or vectors that are not whole"),
            (self.ungrouped, "articles are not compared with the others for copies"),
        ):
            if ids:
                shown = ", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")
                yield f"catalog: {len(ids):,} {what}: {shown}"
        for name, state in (("vectors", self.vectors), ("lexical index", self.lexical)):
            if state.fault:
                yield f"{name}: {state.fault}"
            for ids, what in (
                (state.missing, "missing"),
                (state.strangers, "unknown to the catalog"),
                (state.wrong, "not as in the catalog"),
            ):
                if ids:
                    yield f"{name}: {len(ids):,} passages {what}"
