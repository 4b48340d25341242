-- From version 1 to 2: origins in a table, versions of articles, stories, more metadata.
CREATE TABLE versions (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    version INTEGER NOT NULL, replaced TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    source TEXT NOT NULL, published TEXT, url TEXT NOT NULL, authors TEXT NOT NULL, updated TEXT,
    language TEXT NOT NULL, section TEXT NOT NULL, PRIMARY KEY (article, version)
) WITHOUT ROWID;
CREATE TABLE origins (
    origin TEXT PRIMARY KEY, article INTEGER REFERENCES articles (number) ON DELETE SET NULL,
    container TEXT NOT NULL, stamp TEXT NOT NULL
) WITHOUT ROWID;
INSERT OR IGNORE INTO origins SELECT origin, number, CASE
    WHEN instr(lower(origin), '.jsonl#') > 0
    THEN substr(origin, 1, instr(lower(origin), '.jsonl#') + 5)
    ELSE origin END, '' FROM articles;
DROP INDEX articles_by_origin;
ALTER TABLE articles DROP COLUMN origin;
ALTER TABLE articles ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE articles ADD COLUMN updated TEXT;
ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN story TEXT NOT NULL DEFAULT '';
ALTER TABLE passages ADD COLUMN text_key TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_by_hash ON articles (content_hash);
CREATE INDEX articles_by_story ON articles (story);
CREATE INDEX passages_by_text ON passages (text_key);
CREATE INDEX origins_by_article ON origins (article);
CREATE INDEX origins_by_container ON origins (container);
CREATE TABLE containers (container TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    hashes BLOB NOT NULL, size INTEGER NOT NULL, details BLOB NOT NULL
);
CREATE TABLE bands (
    band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article)
) WITHOUT ROWID;
