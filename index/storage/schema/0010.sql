-- From version 9 to 10: alerts, with the order in which articles arrive and what alerts found;
-- clippings; removed articles that can be restored.
CREATE TABLE arrivals (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    stream TEXT NOT NULL,
    UNIQUE (article, stream)
);
CREATE TABLE alerts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    query TEXT NOT NULL,
    filters TEXT NOT NULL,
    streams TEXT NOT NULL,
    created TEXT NOT NULL,
    maker TEXT NOT NULL,
    born INTEGER NOT NULL,
    mark INTEGER NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0,
    printed INTEGER NOT NULL DEFAULT 0,
    fault TEXT NOT NULL DEFAULT ''
);
CREATE TABLE findings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    alert INTEGER NOT NULL REFERENCES alerts (number) ON DELETE CASCADE,
    article_id TEXT NOT NULL,
    found TEXT NOT NULL,
    first INTEGER NOT NULL,
    after INTEGER NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (alert, article_id)
);
CREATE INDEX findings_in_order ON findings (alert, number);
CREATE TABLE clippings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL,
    article INTEGER REFERENCES articles (number) ON DELETE SET NULL,
    version INTEGER NOT NULL,
    first INTEGER NOT NULL,
    after INTEGER NOT NULL,
    place INTEGER,
    quote TEXT NOT NULL,
    before TEXT NOT NULL,
    behind TEXT NOT NULL,
    collection INTEGER REFERENCES collections (number) ON DELETE SET NULL,
    note TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    kept TEXT NOT NULL,
    second INTEGER,
    opens INTEGER,
    closes INTEGER,
    removed TEXT
);
CREATE INDEX clippings_by_id ON clippings (article_id);
CREATE INDEX clippings_by_article
    ON clippings (article, number DESC, removed, opens, closes, collection);
CREATE INDEX clippings_by_collection ON clippings (collection);
CREATE INDEX clippings_by_date ON clippings (ifnull(-second, 9223372036854775807), number DESC);
CREATE TABLE removed (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    published TEXT,
    removed INTEGER NOT NULL,
    goes INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    vectors TEXT NOT NULL,
    digest TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX removed_in_order ON removed (removed DESC, id);
CREATE INDEX removed_by_end ON removed (goes);
CREATE TABLE removed_names (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL REFERENCES removed (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, name, id)
) WITHOUT ROWID;
CREATE INDEX removed_names_by_id ON removed_names (id);
