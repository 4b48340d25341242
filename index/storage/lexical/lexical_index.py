"""Index and search passages by their words in tantivy, which only `word_lookup` imports, too.

Holds nothing that the catalog does not. Queries are built from analysed words, never parsed: no
character has a special meaning, except quotation marks, which ask for a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from index.core.article import Filters, Passage
from index.core.errors import DatelineError
from index.storage.lexical.word_lookup import (
    FIELDS,
    NOT_READ,
    Analyser,
    WordLookup,
    build_analyser,
    wrap_errors,
)

_ANALYSER = "news"
_PHRASE = re.compile(r'["“„«]([^"“”„«»]+)["”“»]')
# The most words of a query that are searched: a pasted page stays cheap.
_MAX_QUERY_WORDS = 64
_WRITER_BYTES = 64_000_000
_OTHER_FILES = (".json", ".lock")


@dataclass(frozen=True, slots=True)
class LexicalRow:
    """A passage to index; `published` in epoch seconds."""

    passage: Passage
    title: str
    source_key: str
    published: int | None


class LexicalIndex:
    """BM25 over titles and texts of passages, under filters."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._schema = _build_schema()
        self._analyser = Analyser()
        self._writer: tantivy.IndexWriter | None = None
        with wrap_errors(f"The lexical index in {folder} cannot be opened"):
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
            self._index.register_tokenizer(_ANALYSER, build_analyser())
            self.refresh()

    def refresh(self) -> None:
        """See the commits of this and other processes."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Close the files and release the writer's lock."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def write(self, rows: Iterable[LexicalRow], removed: Iterable[str] = ()) -> None:
        """Replace `rows` by passage id, remove the passages `removed`, and commit."""
        with self._commit() as writer:
            for passage_id in removed:
                writer.delete_documents_by_term("id", passage_id)
            for row in rows:
                writer.delete_documents_by_term("id", row.passage.id)
                writer.add_document(_build_document(row))

    def rewrite(self, rows: Iterable[LexicalRow]) -> None:
        """Write the files anew with these rows alone: deleted ones stay in files until they are
        merged. Raises DatelineError if a file of before is still in use."""
        # No merge of files of before goes on beside, nor ends later.
        self.close()
        before = self._list_files()
        with self._commit() as writer:
            writer.delete_all_documents()
            for row in rows:
                writer.add_document(_build_document(row))
        self.close()
        with wrap_errors("The lexical index could not be written"):
            self._open_writer().garbage_collect_files()
        if before & self._list_files():
            raise DatelineError("Files of the lexical index are still in use", "Try again")

    def _list_files(self) -> set[str]:
        """The names of the files that hold words."""
        return {file.name for file in self._folder.iterdir() if file.suffix not in _OTHER_FILES}

    def clear(self) -> None:
        """Remove every passage."""
        with self._commit() as writer:
            writer.delete_all_documents()

    @contextmanager
    def _commit(self) -> Iterator[tantivy.IndexWriter]:
        try:
            with wrap_errors("The lexical index could not be written"):
                writer = self._open_writer()
                yield writer
                writer.commit()
        except DatelineError:
            self._writer = None  # a writer that has failed cannot be used again
            raise
        self.refresh()

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        return self._writer

    def ids(self) -> set[str]:
        """Ids of all passages."""
        searcher = self._searcher
        if searcher.num_docs == 0:
            return set()
        with wrap_errors(NOT_READ):
            result = searcher.search(tantivy.Query.all_query(), searcher.num_docs)
            return {searcher.doc(address)["id"][0] for _, address in result.hits}

    def count(self) -> int:
        """Number of passages."""
        return self._searcher.num_docs

    def stem_words(self, text: str) -> list[str]:
        """The text's words as they are indexed: lower case, without accents, stemmed."""
        return self._analyser.stem_words(text)

    def fold_words(self, text: str) -> list[str]:
        """The text's words in lower case, without accents; as many as its stems."""
        return self._analyser.fold_words(text)

    @property
    def words(self) -> WordLookup:
        """The words of the present state of the index."""
        return WordLookup(self._schema, self._searcher)

    def search(
        self,
        query: str,
        words: Sequence[str],
        k: int,
        filters: Filters,
        ids: Sequence[str] | None = None,
    ) -> dict[str, float]:
        """BM25 scores by id of the k passages that match best, best first; with `ids`, of these.

        `words` are the query's content words; quoted phrases are taken from `query`.
        """
        parts = self._parse_query(query, words)
        # One searcher throughout: its addresses are not valid in the next one.
        searcher = self._searcher
        if not parts or searcher.num_docs == 0:
            return {}
        matching = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        clauses = [(tantivy.Occur.Must, matching)]
        clauses += [(tantivy.Occur.Must, part) for part in self._match_filters(filters)]
        if ids is not None:
            among = tantivy.Query.term_set_query(self._schema, "id", list(ids))
            clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0)))
        # tantivy allocates room for k results.
        k = min(k, searcher.num_docs)
        with wrap_errors(NOT_READ):
            result = searcher.search(tantivy.Query.boolean_query(clauses), k)
            return {searcher.doc(address)["id"][0]: score for score, address in result.hits}

    def _parse_query(self, query: str, words: Sequence[str]) -> list[tantivy.Query]:
        stems = list(dict.fromkeys(stem for word in words for stem in self.stem_words(word)))
        parts = [part for stem in stems[:_MAX_QUERY_WORDS] for part in self._match_anywhere(stem)]
        for phrase in _PHRASE.findall(query[:2_000]):
            stems = self.stem_words(phrase)[:_MAX_QUERY_WORDS]
            if len(stems) > 1:
                parts.append(tantivy.Query.phrase_query(self._schema, "text", list(stems)))
        return parts

    def _match_anywhere(self, stem: str) -> list[tantivy.Query]:
        return [tantivy.Query.term_query(self._schema, field, stem, "freq") for field in FIELDS]

    def _match_filters(self, filters: Filters) -> list[tantivy.Query]:
        parts = []
        first, last = filters.first_second, filters.last_second
        if first is not None or last is not None:
            parts.append(
                tantivy.Query.range_query(
                    self._schema, "published", tantivy.FieldType.Integer, first, last
                )
            )
        if keys := filters.source_keys:
            parts.append(tantivy.Query.term_set_query(self._schema, "source", list(keys)))
        return parts


def _build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=_ANALYSER)
    builder.add_text_field("text", tokenizer_name=_ANALYSER)
    return builder.build()


def _build_document(row: LexicalRow) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", row.passage.id)
    document.add_text("source", row.source_key)
    document.add_text("title", row.title)
    document.add_text("text", row.passage.text)
    if row.published is not None:
        document.add_integer("published", row.published)
    return document
