-- The catalog of a home, version 10. Offsets count code points.
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    published TEXT,
    published_second INTEGER,
    url TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    authors TEXT NOT NULL DEFAULT '[]', -- JSON
    updated TEXT,
    language TEXT NOT NULL DEFAULT '',
    section TEXT NOT NULL DEFAULT '',
    story TEXT NOT NULL DEFAULT '', -- the least id among the article and its copies
    terms TEXT NOT NULL DEFAULT '' -- JSON: what the publisher states about its use
);
-- These two have all that filters, outlets and months need: an article's row has its text in it.
CREATE INDEX articles_by_date ON articles (published_second, source_key, source);
CREATE INDEX articles_by_source ON articles (source_key, published_second, source);
-- Newest first, undated ones last, then by id: the order in which articles are listed.
CREATE INDEX articles_in_order ON articles (ifnull(-published_second, 9223372036854775807), id);
CREATE INDEX articles_by_hash ON articles (content_hash);
CREATE INDEX articles_by_story ON articles (story);
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    after INTEGER NOT NULL,
    sentences TEXT NOT NULL, -- JSON: first and after of each
    vectors BLOB NOT NULL, -- float16: the passage's, then each sentence's
    text_key TEXT NOT NULL DEFAULT '' -- digest of the passage's text
);
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_by_text ON passages (text_key);
-- An article as it was before it changed; version 1 is the oldest.
CREATE TABLE versions (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    replaced TEXT NOT NULL, -- when, ISO 8601 in UTC
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    published TEXT,
    url TEXT NOT NULL,
    authors TEXT NOT NULL,
    updated TEXT,
    language TEXT NOT NULL,
    section TEXT NOT NULL,
    terms TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (article, version)
) WITHOUT ROWID;
-- Where articles came from. One that was removed by hand leaves the stamp of its feed entry here.
CREATE TABLE origins (
    origin TEXT PRIMARY KEY,
    article INTEGER REFERENCES articles (number) ON DELETE SET NULL,
    container TEXT NOT NULL,
    stamp TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX origins_by_article ON origins (article);
CREATE INDEX origins_by_container ON origins (container);
CREATE TABLE containers (container TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
-- MinHash sketches, and the bands by which copies find one another.
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    hashes BLOB NOT NULL,
    size INTEGER NOT NULL,
    details BLOB NOT NULL
);
CREATE TABLE bands (
    band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article)
) WITHOUT ROWID;
-- Who says what in an article, in order; spans are JSON.
CREATE TABLE attributions (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    speaker TEXT NOT NULL, -- '' if it is not certain
    office TEXT NOT NULL,
    direct INTEGER NOT NULL,
    speech INTEGER NOT NULL,
    first INTEGER NOT NULL, -- of the whole sentences
    after INTEGER NOT NULL,
    spans TEXT NOT NULL,
    PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE INDEX attributions_by_speaker ON attributions (speaker, office);
-- The content and the version of the rules that an article's attributions were found with.
CREATE TABLE enrichments (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    content_hash TEXT NOT NULL,
    rules TEXT NOT NULL
);
-- The lines of an article that character recognition read. Pages count from 1.
CREATE TABLE recognised_lines (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    after INTEGER NOT NULL,
    page INTEGER NOT NULL,
    place TEXT NOT NULL, -- JSON: turn in degrees; left, top, right, bottom as shares of the page
    doubtful TEXT NOT NULL, -- JSON: first, after and confidence of each doubtful word
    PRIMARY KEY (article, first)
) WITHOUT ROWID;
-- The page of a file that shows a page of an article; the path is empty if none on disk does.
CREATE TABLE page_images (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (article, page)
) WITHOUT ROWID;
-- What articles with terms allow. Without a row, an article may be shown, and nothing is stated.
CREATE TABLE permissions (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    opens INTEGER NOT NULL, -- the first second at which it may be shown
    closes INTEGER NOT NULL, -- the first second at which it may not be shown any more
    republish INTEGER -- 1 if it may be republished, 0 if not, NULL if that is not stated
);
CREATE INDEX permissions_by_opening ON permissions (opens);
CREATE INDEX permissions_by_closing ON permissions (closes);
CREATE INDEX permissions_to_republish ON permissions (republish, article);
-- The publishers' names of articles, and the version that is stored.
CREATE TABLE items (
    guid TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    number INTEGER NOT NULL, -- 0 if none is stated
    second INTEGER -- when the version was made
) WITHOUT ROWID;
CREATE INDEX items_by_article ON items (article);
-- What publishers canceled or withheld. It counts for each version that is not newer.
CREATE TABLE notices (
    guid TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    number INTEGER NOT NULL,
    second INTEGER,
    reason TEXT NOT NULL
) WITHOUT ROWID;
-- What users set in articles, whose rows have these values.
CREATE TABLE edits (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    edited TEXT NOT NULL, -- JSON: the fields that somebody set
    stated TEXT NOT NULL, -- JSON: the same fields as the source states them
    read_hash TEXT NOT NULL -- the content hash of the article as it was read
);
CREATE INDEX edits_by_hash ON edits (read_hash);
-- The values of facets: what descriptions state, and the names that the parser finds in texts.
CREATE TABLE labels (
    facet TEXT NOT NULL,
    key TEXT NOT NULL, -- the value, regardless of case
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    value TEXT NOT NULL,
    PRIMARY KEY (facet, key, article)
) WITHOUT ROWID;
CREATE INDEX labels_by_article ON labels (article, facet);
-- Named sets of articles.
CREATE TABLE collections (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE, -- the name, regardless of case
    name TEXT NOT NULL,
    created TEXT NOT NULL -- when, ISO 8601 in UTC
);
CREATE TABLE collected (
    collection INTEGER NOT NULL REFERENCES collections (number) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    PRIMARY KEY (collection, article)
) WITHOUT ROWID;
CREATE INDEX collected_by_article ON collected (article);
-- The order in which articles, while they may be shown, come into the archive and into the parts of
-- it that alerts look at. Numbers are never used again.
CREATE TABLE arrivals (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    stream TEXT NOT NULL, -- '' for the archive itself
    UNIQUE (article, stream)
);
-- Saved searches and questions.
CREATE TABLE alerts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE, -- the name, regardless of case
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    query TEXT NOT NULL,
    filters TEXT NOT NULL, -- JSON
    streams TEXT NOT NULL, -- JSON: the streams of arrivals that it looks at
    created TEXT NOT NULL, -- when, ISO 8601 in UTC
    maker TEXT NOT NULL,
    born INTEGER NOT NULL, -- the last arrival when it was made
    mark INTEGER NOT NULL, -- the last arrival that was checked
    seen INTEGER NOT NULL DEFAULT 0, -- the last finding that somebody has seen
    printed INTEGER NOT NULL DEFAULT 0, -- the last finding that was printed
    fault TEXT NOT NULL DEFAULT ''
);
-- What alerts found. An article that is removed keeps its row, so that it is not reported again.
CREATE TABLE findings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    alert INTEGER NOT NULL REFERENCES alerts (number) ON DELETE CASCADE,
    article_id TEXT NOT NULL,
    found TEXT NOT NULL, -- when, ISO 8601 in UTC
    first INTEGER NOT NULL,
    after INTEGER NOT NULL,
    digest TEXT NOT NULL, -- of what stood at that place, '' for the article as a whole
    UNIQUE (alert, article_id)
);
CREATE INDEX findings_in_order ON findings (alert, number);
-- What somebody kept of articles: verbatim spans, with notes. They outlive their articles.
CREATE TABLE clippings (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- an address names it: no other one ever gets it
    article_id TEXT NOT NULL,
    article INTEGER REFERENCES articles (number) ON DELETE SET NULL, -- NULL: it was removed
    version INTEGER NOT NULL, -- of the article, when the span was kept
    first INTEGER NOT NULL, -- the span in that version
    after INTEGER NOT NULL,
    place INTEGER, -- where the quote begins now; NULL if the article does not have it any more
    quote TEXT NOT NULL,
    before TEXT NOT NULL, -- the text around it, by which it is found again
    behind TEXT NOT NULL,
    collection INTEGER REFERENCES collections (number) ON DELETE SET NULL,
    note TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1, -- 1 + the number of edits
    kept TEXT NOT NULL, -- when, ISO 8601 in UTC
    second INTEGER, -- of the article's publication
    opens INTEGER, -- when the last version that had the quote may be shown, if none has it now
    closes INTEGER,
    removed TEXT -- when; NULL if it was not
);
CREATE INDEX clippings_by_id ON clippings (article_id);
-- It has all that counts need: a row has its quote in it.
CREATE INDEX clippings_by_article
    ON clippings (article, number DESC, removed, opens, closes, collection);
CREATE INDEX clippings_by_collection ON clippings (collection);
CREATE INDEX clippings_by_date ON clippings (ifnull(-second, 9223372036854775807), number DESC);
-- Removed articles that can be restored. They are in no other table.
CREATE TABLE removed (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    published TEXT,
    removed INTEGER NOT NULL, -- the second of the removal
    goes INTEGER NOT NULL, -- the first second at which it cannot be restored any more
    content_hash TEXT NOT NULL, -- of the article as it was read
    vectors TEXT NOT NULL, -- digest of the model and the splitting that made its vectors
    digest TEXT NOT NULL, -- of the content
    content TEXT NOT NULL -- JSON: its rows in all tables
);
CREATE INDEX removed_in_order ON removed (removed DESC, id);
CREATE INDEX removed_by_end ON removed (goes);
-- By what a removed article is known when it comes again: its origins, and its publisher's items.
CREATE TABLE removed_names (
    kind TEXT NOT NULL, -- origin or item
    name TEXT NOT NULL,
    id TEXT NOT NULL REFERENCES removed (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, name, id)
) WITHOUT ROWID;
CREATE INDEX removed_names_by_id ON removed_names (id);
-- The ledger. Each row has a digest of itself and of the row before; none is ever changed.
CREATE TABLE ledger (
    number INTEGER PRIMARY KEY,
    moment TEXT NOT NULL, -- ISO 8601 in UTC
    action TEXT NOT NULL,
    article TEXT NOT NULL,
    place TEXT NOT NULL,
    process TEXT NOT NULL,
    detail TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX ledger_by_article ON ledger (article);
CREATE TRIGGER ledger_is_kept BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never deleted'); END;
CREATE TRIGGER ledger_is_fixed BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'rows of the ledger are never changed'); END;
