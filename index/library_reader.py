"""Read an archive: articles, where they come from, and passages at a place.

Articles that are held or have expired count as not there, except where it says so. Lists and
counts are in `library_overview`. Does not search or write; `library` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.core.article import Article, Filters, Hit, Term
from index.core.attribution import Attribution, Speaker
from index.core.edit import Edit
from index.core.errors import PublicError, UnknownArticleError
from index.core.recognition import PageImage, RecognisedLine
from index.core.text import one_line
from index.ingest.enrichment import RULES
from index.library_overview import LibraryOverview
from index.search.matching.match_finder import MatchFinder
from index.search.matching.matches import Matches, MatchRequest
from index.search.retrieval import Retriever, count_terms
from index.search.spelling import find_neighbour, find_similar_words
from index.storage.catalog_types import Version
from index.storage.overview.facets import list_conditions
from index.storage.overview.leads import select_leads
from index.storage.permission.ledger_row import ALL_ROWS, LedgerQuery, LedgerRow
from index.storage.permission.state import HiddenArticle, State


class LibraryReader(LibraryOverview):
    """A home, and the model of its vectors. Safe to use from several threads."""

    def get(self, article_id: str, *, hidden: bool = False) -> Article:
        """An article by id; raises UnknownArticleError if there is none, or if it is not shown,
        unless it may be a `hidden` one."""
        article = self._home.catalog.article(article_id)
        is_hidden = self.find_state(article_id) is not State.SHOWN
        if article is None or (is_hidden and not hidden):
            raise UnknownArticleError(
                f"The archive has no article '{one_line(article_id[:80])}'", "See: dateline list"
            )
        return article

    def attributions(self, article_id: str) -> list[Attribution] | None:
        """Who says what in an article, in order; None if nobody has looked yet. Raises
        UnknownArticleError if there is no such article."""
        return self._home.catalog.attributions.get(self.get(article_id).id)

    def find_attributions(self, article_ids: Sequence[str]) -> dict[str, list[Attribution]]:
        """Who says what in some articles, by id; those of which none were looked for are left
        out."""
        return self._home.catalog.attributions.get_many(article_ids)

    def statements(
        self, speakers: Iterable[Speaker], filters: Filters | None = None
    ) -> Iterator[tuple[Article, Attribution]]:
        """What these speakers say in the articles that the filters admit, oldest article first,
        undated ones last."""
        return self._home.catalog.attributions.by_speakers(speakers, self._look_up_speaker(filters))

    def unnamed_statements(
        self, article_ids: Sequence[str], filters: Filters | None = None
    ) -> Iterator[tuple[Article, Attribution]]:
        """What is said in those of some articles that the filters admit, by whom is not known by
        name; in the same order."""
        found = self._look_up_speaker(filters)
        return self._home.catalog.attributions.by_nobody(article_ids, found)

    def unnamed_sources(self) -> Sequence[tuple[str, str]]:
        """The ids of dated articles, and words of theirs that may name a speaker by the office
        alone: "the foreign secretary"."""
        return self._home.catalog.attributions.unnamed_sources()

    @property
    def unenriched_count(self) -> int:
        """The number of articles whose attributions are still to be found."""
        return self._home.catalog.attributions.count_missing(RULES)

    def find_state(self, article_id: str) -> State:
        """Whether an article of the archive is shown, or else why not."""
        return self._home.catalog.availability.find_state(article_id)

    def _check_release(self, article_id: str, *, early: bool) -> None:
        name = one_line(article_id[:80])
        article = self._home.catalog.article(article_id)
        if article is None or self.find_state(article_id) is not State.HELD:
            raise UnknownArticleError(f"No article '{name}' is held", "See: dateline list --held")
        if not (article.terms.hold or early):
            raise PublicError(
                f"The embargo of '{name}' ends by itself ({article.terms.embargo})",
                "Release it before that, if its publisher agrees: --early",
            )

    def list_hidden(
        self, state: State, limit: int = -1, filters: Filters | None = None
    ) -> list[HiddenArticle]:
        """The held or the expired articles with their texts, for those who may see them; at most
        `limit` of them if that is not negative."""
        conditions, values = list_conditions(self._look_up_speaker(filters))
        return self._home.catalog.availability.list_hidden(state, limit, conditions, values)

    def ledger(self, query: LedgerQuery = ALL_ROWS, limit: int = -1) -> list[LedgerRow]:
        """Rows of the ledger, oldest first; at most the last `limit` if that is not negative."""
        if limit < 0:
            return self._home.catalog.ledger.rows(query)
        return self._home.catalog.ledger.last_rows(query, limit)

    def ledger_page(self, query: LedgerQuery, limit: int) -> list[LedgerRow]:
        """The first `limit` rows that a query asks for, oldest first."""
        return self._home.catalog.ledger.rows(query, limit)

    def list_containers(self) -> list[str]:
        """The files, pages and feeds that articles come from."""
        return self._home.catalog.origins.list_containers()

    def versions(self, article_id: str) -> list[Version]:
        """The earlier versions of an article, oldest first, without those whose own terms forbid to
        show them now. Raises UnknownArticleError if there is no such article, or if it is not
        shown."""
        versions = self._home.catalog.versions(self.get(article_id).id)
        now = self._home.catalog.availability.now
        return [v for v in versions if v.article.terms.opens <= now < v.article.terms.closes]

    def find_edit(self, article_id: str) -> Edit:
        """What somebody set in an article, and what its source states there; without values if
        nobody did."""
        return self._home.catalog.edits.find(article_id)

    def copies(self, article_id: str) -> list[tuple[str, str]]:
        """The other articles of an article's story, near-identical to it, with their outlets."""
        return self._home.catalog.stories.copies(article_id)

    def origins(self, article_id: str) -> list[str]:
        """The files and addresses that an article comes from."""
        return self._home.catalog.origins.list_for_article(article_id)

    def recognised(self, article_id: str) -> tuple[RecognisedLine, ...]:
        """The lines of an article that character recognition read, in order."""
        return self._home.catalog.scans.list_lines(article_id)

    def page_image(self, article_id: str, page: int) -> PageImage | None:
        """Where a page (from 1) of an article can be seen, None if it has no such scanned page."""
        return self._home.catalog.scans.find_image(article_id, page)

    def find_stamp(self, container: str, origin: str = "") -> str:
        """The stamp with which a file, page, feed or entry was last read, "" if it was not."""
        return self._home.catalog.origins.stamp(container, origin)

    # -- passages and words

    def hits_at(self, places: Sequence[tuple[str, int]]) -> list[Hit]:
        """A passage at each place, an article's id and an offset; each passage once. Scores are
        0."""
        ids = (self._home.catalog.passage_at(*place) for place in places)
        distinct = dict.fromkeys(i for i in ids if i is not None)
        return Retriever(self._home, self._tuning).load(list(distinct))

    def compare(self, query: str, texts: Sequence[str]) -> list[float]:
        """The cosine similarity of a query with each of some texts, of a sentence or two each."""
        if not texts:
            return []
        vectors = self._embedder.embed_passages(texts)
        return [float(value) for value in vectors @ self._embedder.embed_query(query)]

    def leads(
        self, most: int, filters: Filters | None = None, *, newest: bool = False
    ) -> list[Hit]:
        """The first passages of the dated articles of at most `most` stories, oldest first, under
        filters: of the `newest` stories, or else of those with the most copies. Scores are 0."""
        self._home.refresh()
        catalog = self._home.catalog
        ids = select_leads(
            catalog.database,
            catalog.availability,
            self._look_up_speaker(filters),
            most,
            newest=newest,
        )
        return Retriever(self._home, self._tuning).load(ids)

    def match(self, request: MatchRequest) -> Matches:
        """The articles that match a parsed query: their number, and the best passages of a part of
        them. Raises QuerySyntaxError if it takes too long, DatelineError for wrong dates."""
        self._home.refresh()
        retriever = Retriever(self._home, self._tuning)
        return MatchFinder(self._home, retriever, request, self._look_up_speaker).find()

    def terms(self, query: str) -> list[Term]:
        """The query's content words, each with the number of passages that contain it."""
        return count_terms(self._home, query)

    def similar_words(self, word: str) -> list[str]:
        """A few words of the archive that are spelt like a word, the closest first."""
        return find_similar_words(self._home, word)

    def neighbour(self, word: str, beside: str) -> str:
        """The name that stands beside another one in the archive and is one letter off a word; ""
        if there is none, or several."""
        return find_neighbour(self._home, word, beside)

    def stems(self, text: str) -> list[str]:
        """The text's words as the lexical index stems them."""
        return self._home.indexes.lexical.stem_words(text)
