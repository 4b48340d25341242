"""Look up in which passages words stand, without a limit on their number.

Does not rank them by a query of many words; `lexical_index` does.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import tantivy

from index.core.errors import DatelineError

FIELDS = ("text", "title")
REMEDY = "Check the disk's free space, then: dateline doctor --repair"
NOT_READ = "The lexical index could not be read"


class WordLookup:
    """The words of one state of the index. `fields` are "text", "title", or both."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher

    def count_passages_with(self, stem: str) -> int:
        """The number of passages in which the stem occurs, titles included."""
        # Counted, because tantivy's document frequency includes removed passages until a merge.
        query = self._match_terms([stem], FIELDS)
        with wrap_errors(NOT_READ):
            result = self._searcher.search(query, 1, count=True)
        count: int = result.count  # type: ignore[attr-defined]  # missing from tantivy's stubs
        return count

    def find_passages_with(self, stem: str, most: int) -> list[str]:
        """Ids of at most so many passages in which the stem occurs, titles included."""
        return list(self._search(self._match_terms([stem], FIELDS), most))

    def find_passages_like(self, stem: str, errors: int, most: int) -> list[str]:
        """Ids of at most so many passages with a stem that differs from this one by at most so many
        letters (0 to 2), titles included."""
        either = [
            (
                tantivy.Occur.Should,
                tantivy.Query.fuzzy_term_query(self._schema, field, stem, errors),
            )
            for field in FIELDS
        ]
        return list(self._search(tantivy.Query.boolean_query(either), most))

    def find_all(self, stems: Sequence[str], fields: Sequence[str] = FIELDS) -> list[str]:
        """Ids of all passages with any of these stems."""
        return list(self._search(self._match_terms(stems, fields)))

    def find_sequence(self, stems: Sequence[str], fields: Sequence[str] = FIELDS) -> list[str]:
        """Ids of all passages in which these stems stand one after the other."""
        if len(stems) < 2:
            return self.find_all(stems, fields)
        either = [
            (
                tantivy.Occur.Should,
                tantivy.Query.phrase_query(self._schema, field, list(stems)),
            )
            for field in fields
        ]
        return list(self._search(tantivy.Query.boolean_query(either)))

    def score_all(self, stems: Sequence[str], fields: Sequence[str] = FIELDS) -> dict[str, float]:
        """BM25 scores by id of all passages with any of these stems."""
        either = [
            (
                tantivy.Occur.Should,
                tantivy.Query.term_query(self._schema, field, stem, "freq"),
            )
            for field in fields
            for stem in dict.fromkeys(stems)
        ]
        return self._search(tantivy.Query.boolean_query(either)) if either else {}

    def list_stems(self, beginning: str, fields: Sequence[str] = FIELDS) -> list[str]:
        """The stems of the index that begin with this, in no order."""
        found: dict[str, None] = {}
        with wrap_errors(NOT_READ):
            for field in fields:
                rows = self._searcher.terms_with_prefix(field, beginning)
                found.update((term, None) for term, _ in rows)
        return list(found)

    def _match_terms(self, stems: Sequence[str], fields: Sequence[str]) -> tantivy.Query:
        either = [
            (tantivy.Occur.Should, tantivy.Query.term_set_query(self._schema, field, list(stems)))
            for field in fields
        ]
        return tantivy.Query.boolean_query(either)

    def _search(self, query: tantivy.Query, most: int | None = None) -> dict[str, float]:
        """Scores by id of the passages that match best, or of all."""
        searcher = self._searcher
        if searcher.num_docs == 0:
            return {}
        with wrap_errors(NOT_READ):
            result = searcher.search(query, min(most or searcher.num_docs, searcher.num_docs))
            return {searcher.doc(address)["id"][0]: score for score, address in result.hits}


class Analyser:
    """Cuts texts into words as the index has them. Safe to use from several threads."""

    def __init__(self) -> None:
        # A tokeniser serves one thread at a time, and every answer needs hundreds of stems.
        self._own = threading.local()

    def stem_words(self, text: str) -> list[str]:
        """The text's words in lower case, without accents, stemmed."""
        return self._get("stems", with_stems=True).analyze(text)

    def fold_words(self, text: str) -> list[str]:
        """The text's words in lower case, without accents; as many as its stems."""
        return self._get("words", with_stems=False).analyze(text)

    def _get(self, name: str, *, with_stems: bool) -> tantivy.TextAnalyzer:
        analyser: tantivy.TextAnalyzer | None = getattr(self._own, name, None)
        if analyser is None:
            analyser = build_analyser(with_stems=with_stems)
            setattr(self._own, name, analyser)
        return analyser


def build_analyser(*, with_stems: bool = True) -> tantivy.TextAnalyzer:
    """The analyser of the index, or the same without its last step."""
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(64))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    return (builder.filter(tantivy.Filter.stemmer("english")) if with_stems else builder).build()


@contextmanager
def wrap_errors(what: str) -> Iterator[None]:
    """Turn any error of tantivy into a DatelineError with this message."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise DatelineError(f"{what}: {error}", REMEDY) from error
    except BaseException as error:
        # Damaged files make tantivy's Rust code panic; its exception is not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise DatelineError(what, REMEDY) from error
