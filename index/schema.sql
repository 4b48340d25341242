-- The catalog of a home. Offsets count code points.
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
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
    origin TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS articles_by_origin ON articles (origin);
CREATE INDEX IF NOT EXISTS articles_by_date ON articles (published_second);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    after INTEGER NOT NULL,
    sentences TEXT NOT NULL,
    vectors BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_by_article ON passages (article);
