"""Find all articles that match the tree of a query.

The lexical index knows the articles with a word. Phrases, prefixes and distances are compared with
the texts of those that it leaves. Does not rank them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from index.core.article import Filters
from index.search.matching.article_rows import ArticleRows, ArticleText
from index.search.matching.field_limits import FieldLimits
from index.search.matching.text_match import Analysis, TextUnit, is_in_text, strip_possessive
from index.search.query_syntax.syntax_error import QuerySyntaxError
from index.search.query_syntax.tree import (
    AllOf,
    AnyOf,
    Field,
    InTitle,
    Leaf,
    Near,
    Node,
    Not,
    Phrase,
    Prefix,
    Word,
)
from index.storage.home import Home

# To compare more articles takes seconds.
_MOST_READ = 30_000
# More words begin with one letter than anybody looks for.
_MOST_STEMS = 3_000
_TITLE = ("title",)
_ANYWHERE = ("text", "title")


class ArticleMatcher:
    """Finds the articles of a home under filters, whose speaker has been looked up.

    With a speaker, words are wanted in the passages that hold that speaker's words, and excluded
    anywhere.
    """

    def __init__(
        self, home: Home, filters: Filters, look_up_speaker: Callable[[Filters], Filters]
    ) -> None:
        self._rows = ArticleRows(home.catalog)
        self._lexical = home.indexes.lexical
        self._lookup = self._lexical.words
        self._filters = filters
        self.analysis = Analysis(self._lexical.fold_words, self._lexical.stem_words)
        self._limits = FieldLimits(self._rows, self.analysis, look_up_speaker)
        # The articles of the passages that hold the speaker's words; None without a speaker.
        self.spoken = self._rows.list_spoken(filters) if filters.speaker_name else None
        self._known: dict[tuple[object, ...], dict[str, int]] = {}

    def find(self, root: Node) -> set[int]:
        """The numbers of the matching articles. Raises QuerySyntaxError if a part of the tree would
        take too long."""
        admitted = self._rows.list_admitted(self._filters)
        if self.spoken is not None:
            admitted &= set(self.spoken.values())
        return self._find(root, admitted, self.spoken)

    def list_stems(self, leaf: Leaf) -> list[str]:
        """The stems of the index that a word, a phrase or a prefix may have."""
        match leaf:
            case Word(text):
                return self.analysis.stem(strip_possessive(text))
            case Phrase(text):
                return self.analysis.stem(text)
            case Prefix():
                return self._list_beginning(leaf)

    def _find(self, node: Node, among: set[int], spoken: dict[str, int] | None) -> set[int]:
        """Those of some articles that match a part of the tree."""
        if not among:
            return set()
        match node:
            case AllOf(parts):
                for part in sorted(parts, key=self._estimate_cost):
                    among = self._find(part, among, spoken)
                return among
            case AnyOf(parts):
                return set().union(*(self._find(part, among, spoken) for part in parts))
            case Not(part):
                return among - self._find(part, among, None)
            case Field():
                return among & self._limits.find(node)
            case InTitle(part):
                return self._find_part(part, among, None, _TITLE)
            case _:
                return self._find_part(node, among, spoken, _ANYWHERE)

    def _estimate_cost(self, node: Node) -> tuple[int, int]:
        """What narrows the articles for the least comes first."""
        match node:
            case Field():
                return 0, 0
            case Word():
                counts = [self._lookup.count_passages_with(one) for one in self.list_stems(node)]
                return 1, min(counts, default=0)
            case InTitle(Word()):
                return 1, 0
            case Phrase() | Prefix() | Near() | InTitle():
                return 3, 0
            case _:
                return 2, 0

    def _find_part(
        self,
        part: Leaf | Near,
        among: set[int],
        spoken: dict[str, int] | None,
        fields: tuple[str, ...],
    ) -> set[int]:
        if spoken is not None:
            fields = ("text",)
        passages = spoken
        if isinstance(part, Near):
            passages = self._list_near(part, spoken, fields)
            candidates = among & set(passages.values())
        else:
            candidates = among & self._list_candidates(part, spoken, fields)
        if isinstance(part, Word):
            return candidates
        if len(candidates) > _MOST_READ:
            raise QuerySyntaxError(
                f"{len(candidates):,} articles would have to be read through for this",
                part.offset,
                "Add a rarer word, or a date",
            )
        return {
            article.number
            for article in self._rows.read_texts(candidates, passages)
            for text in _list_units(article, fields, is_part=passages is not None)
            if is_in_text(part, TextUnit(text, self.analysis), self.analysis)
        }

    def _list_candidates(
        self, leaf: Leaf, spoken: dict[str, int] | None, fields: tuple[str, ...]
    ) -> set[int]:
        """The articles with a word, or all those that can have a phrase or a prefix."""
        if not isinstance(leaf, Phrase):
            return set(self._list_passages(leaf, spoken, fields).values())
        # The sentences of a quotation may stand in two passages.
        found = [
            set(self._look_up(False, [stem], spoken, fields).values())
            for stem in dict.fromkeys(self.list_stems(leaf))
        ]
        return set.intersection(*found) if found else set()

    def _list_near(
        self, near: Near, spoken: dict[str, int] | None, fields: tuple[str, ...]
    ) -> dict[str, int]:
        """The articles of all passages that can have both sides, by the passages' ids."""
        left, right = (
            {
                passage_id: number
                for leaf in side
                for passage_id, number in self._list_passages(leaf, spoken, fields).items()
            }
            for side in (near.left, near.right)
        )
        return {passage_id: left[passage_id] for passage_id in left.keys() & right.keys()}

    def _list_passages(
        self, leaf: Leaf, spoken: dict[str, int] | None, fields: tuple[str, ...]
    ) -> dict[str, int]:
        """The articles of all passages that can have a leaf in them or in the title, by the
        passages' ids."""
        match leaf:
            case Word():
                return self._look_up(True, self.list_stems(leaf), spoken, fields)
            case Prefix():
                return self._look_up(False, self._list_beginning(leaf), spoken, fields)
            case Phrase():
                stems = list(dict.fromkeys(self.list_stems(leaf)))
                found = [self._look_up(False, [stem], spoken, fields) for stem in stems]
                common = set.intersection(*(set(each) for each in found)) if found else set()
                return {passage_id: found[0][passage_id] for passage_id in common}

    def _look_up(
        self,
        as_run: bool,
        stems: list[str],
        spoken: dict[str, int] | None,
        fields: tuple[str, ...],
    ) -> dict[str, int]:
        """The articles of the passages that have some stems one after the other, or else any of
        them, by the passages' ids."""
        if not stems:
            return {}
        key = (as_run, tuple(stems), spoken is None, fields)
        if key not in self._known:
            look_up = self._lookup.find_sequence if as_run else self._lookup.find_all
            ids = look_up(stems, fields)
            if spoken is None:
                self._known[key] = self._rows.list_of_passages(ids)
            else:
                self._known[key] = {i: spoken[i] for i in ids if i in spoken}
        return self._known[key]

    def _list_beginning(self, prefix: Prefix) -> list[str]:
        """The stems that words with this beginning may have.

        A stem is a beginning of its word but for the last letter: "economies" has "economi",
        "economic" has "econom". So those that are shorter count, too.
        """
        words = self.analysis.fold(prefix.text)
        if not words:
            return []
        last = words[-1]
        known = set(self._lookup.list_stems(last))
        shorter = self._lookup.list_stems(last[: max(2, len(last) // 2)])
        known |= {stem for stem in shorter if last.startswith(stem[:-1])}
        known |= set(self.analysis.stem(last))
        if len(known) > _MOST_STEMS:
            raise QuerySyntaxError(
                f"More than {_MOST_STEMS:,} words of the archive begin with “{prefix.text}”",
                prefix.offset,
                "Write more letters before the *",
            )
        return sorted(known)


def _list_units(article: ArticleText, fields: Collection[str], *, is_part: bool) -> Iterable[str]:
    """The texts of an article in one of which a part must stand as a whole."""
    if "title" in fields:
        yield article.title
    if "text" in fields:
        yield from article.passages if is_part else (article.text,)
