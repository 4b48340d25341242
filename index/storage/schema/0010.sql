-- From version 9 to 10: clippings.
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
