"""Reports: the result of adding articles, and the faults of a home. Pure data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.sources.parsed_article import Problem


@dataclass(frozen=True, slots=True)
class AddReport:
    """The result of one run. `warnings` concern articles that were added all the same.

    `removed` are the ids that a `sync` removed, `killed` those that their publishers took back.
    `held` are the ids of stored articles that are not shown yet, `restored` those of removed ones
    that came again. `embedded` is the number of texts
    that the model read.
    """

    added: int = 0
    unchanged: int = 0
    updated: int = 0
    removed: tuple[str, ...] = ()
    killed: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    skipped: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    embedded: int = 0


@dataclass(slots=True)
class IndexState:
    """The faults of an index, by passage id: those missing, those that the catalog does not know
    (`strangers`), and those that differ. `fault` says why it cannot be read."""

    fault: str = ""
    missing: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Does the index hold exactly the passages of the catalog?"""
        return not (self.fault or self.missing or self.strangers or self.wrong)


@dataclass(slots=True)
class Examination:
    """The faults of a home.

    `faults` are SQLite's findings. By id: `altered` articles differ from their content hash,
    `broken` ones have incomplete passages or vectors, `ungrouped` ones have no sketch.
    `interrupted` means an unfinished write, `rebuilding` an unfinished rebuild, `outdated` that
    another version of Dateline split the articles. `ledger` says what was done to rows of the
    ledger after they were written. `removed` are the ids of removed articles that cannot be
    restored, `erasing` means that text which was removed for good is still in the files.
    """

    articles: int = 0
    passages: int = 0
    faults: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    ungrouped: list[str] = field(default_factory=list)
    interrupted: bool = False
    rebuilding: bool = False
    outdated: bool = False
    ledger: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    erasing: bool = False
    vectors: IndexState = field(default_factory=IndexState)
    lexical: IndexState = field(default_factory=IndexState)

    @property
    def is_sound(self) -> bool:
        """Is the home free of faults?"""
        return not any(self.lines())

    @property
    def needs_rebuild(self) -> bool:
        """Is a rebuild needed before anything can be repaired?"""
        return self.rebuilding or self.outdated

    def lines(self) -> Iterator[str]:
        """All faults, one line each."""
        yield from (f"catalog: SQLite says: {fault}" for fault in self.faults)
        yield from (f"log: it was changed by hand: {fault}" for fault in self.ledger)
        if self.rebuilding:
            yield "a rebuild was interrupted; run: dateline rebuild"
        if self.outdated:
            yield "another version of Dateline split the articles; run: dateline rebuild"
        if self.interrupted:
            yield "a write was interrupted"
        for ids, problem in (
            (self.altered, "articles are not as they were stored"),
            (self.broken, "articles have passages or vectors that are not whole"),
            (self.ungrouped, "articles are not compared with the others for copies"),
        ):
            if ids:
                yield f"catalog: {len(ids):,} {problem}: {_list_first(ids)}"
        yield from self._list_removed()
        for name, state in (("vectors", self.vectors), ("lexical index", self.lexical)):
            if state.fault:
                yield f"{name}: {state.fault}"
            for ids, problem in (
                (state.missing, "missing"),
                (state.strangers, "unknown to the catalog"),
                (state.wrong, "not as in the catalog"),
            ):
                if ids:
                    yield f"{name}: {len(ids):,} passages {problem}"

    def _list_removed(self) -> Iterator[str]:
        if self.removed:
            problem = "articles are damaged and cannot be restored"
            yield f"removed: {len(self.removed):,} {problem}: {_list_first(self.removed)}"
        if self.erasing:
            yield "removed: text is not erased from the disk yet; run: dateline removed --purge"


def _list_first(ids: Sequence[str]) -> str:
    return ", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")
